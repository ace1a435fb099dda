"""The language server: what the check, the schema and the repairs know, at the place where an author types.

Only ``server`` and ``messages`` know the protocol; the other modules take texts, lines and offsets.
"""
