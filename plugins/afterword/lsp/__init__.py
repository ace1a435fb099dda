"""The language server: what the check, the schema and the repairs know, at the place where an author types.

Only ``server``, ``answers``, ``workspace`` and ``messages`` know the protocol; the others take texts, lines and
offsets.
"""

from typing import Final

FIX_ALL: Final = "source.fixAll.afterword"
"""The kind of action that mends all that is safe to mend: what the greeting offers and an answer gives."""
