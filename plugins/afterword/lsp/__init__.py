"""The language server: what the check, the schema and the repairs know, at the place where an author types.

Only ``server``, ``answers``, ``desk`` and ``messages`` know the protocol; the others take texts, lines and offsets.
"""
