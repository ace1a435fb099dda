"""The language server: the check, the schema and the repairs in an editor.

Only ``server``, ``answers``, ``workspace`` and ``messages`` know the protocol; the others take texts, lines and
offsets.
"""

from typing import Final

FIX_ALL: Final = "source.fixAll.afterword"
"""The kind of the code action that fixes everything that can be fixed safely."""
