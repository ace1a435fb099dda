"""What the spelling of a word says: a given name, a capital, a handle, an initial, a login, a year."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Final

LISTS: Final = ("given", "maybe", "surname")
"""The lists of names; a word of one of them, with a capital, is what a phrase calls ``<given>``, ``<maybe>``…"""

Names = Mapping[str, Collection[str]]
"""Which of these lists a word in lower case is on; others have words that only look like a name."""

_NOTHING: frozenset[str] = frozenset()
_LISTED = frozenset(f"<{kind}>" for kind in LISTS)
_LETTERS = frozenset({"<letters>"})
_SHARED = frozenset({"<shared>"})
_LONG: Final = 4
"""Of so many capitals the initials of a person are not."""
_NUMBERED = re.compile(r"([a-z]{3,15})\d{1,4}")
_DOTTED = re.compile(r"[a-z]\.([a-zà-þ]{4,})")
# A version, the key of a work that is cited, or the rest of an address.
_NO_HANDLE = re.compile(r"@v?\d[\w.-]*|@\w+(?:19|20)\d\d|@[\w-]+\.(?:com|edu|gov|io|net|org|[\w-]+\.[\w.-]+)")


def written_as(text: str, word: str, names: Names, *, common: bool) -> frozenset[str]:
    """What a word is by its spelling; the capital of a ``common`` word says nothing.

    ``text`` is the word as it is written, and ``word`` the same in lower case.
    """
    if "@" in (text[0], text[-1]):
        shared = _is_shared(text, word.rstrip("@"), names)
        return frozenset({"<handle>" if text[0] == "@" else "<addressed>"}) | (_SHARED if shared else _NOTHING)
    if text.isalpha():
        return _capital(text, word, names, common=common) if text[0].isupper() else _NOTHING
    if text.islower() and (numbered := _NUMBERED.fullmatch(word)):
        # A numbered part of a system is not a login: "node7", "gpt4".
        return _NOTHING if "<numbered>" in names.get(numbered[1], _NOTHING) else frozenset({"<login>"})
    if dotted := _DOTTED.fullmatch(text):
        return _NOTHING if "<endings>" in names.get(dotted[1], _NOTHING) else frozenset({"<dotted>"})
    if text[0].isupper():
        return _capital(text, word, names, common=common)
    return frozenset({"<year>"}) if len(word) == 4 and word.isdigit() and word[:2] in {"19", "20"} else _NOTHING


def _capital(text: str, word: str, names: Names, *, common: bool) -> frozenset[str]:
    if len(word) == 1 or (len(word) == 2 and word[1] == "."):
        return _NOTHING if word in {"a", "i"} else frozenset({"<initial>"})
    first, *rest = text.replace("’", "-").replace("'", "-").split("-")
    if first[1:] != first[1:].lower() and not text.startswith("Mc"):
        # "JFrog" and "NASA" are no words of a name; "TN" may stand for somebody.
        return _LETTERS if text.isupper() and len(text) < _LONG and not (common or names.get(word)) else _NOTHING
    if not all(part.isalpha() and part[0].isupper() for part in (first, *rest)):
        return _NOTHING  # "May-19-2022" and "Michael-only" are no names
    listed = _LISTED.intersection(names.get(word) or names.get(first.lower(), _NOTHING))
    if listed:
        return listed | {"<cap>"} if "<surname>" in listed else listed
    if common:
        return _NOTHING
    return frozenset({"<cap>"})


def _is_shared(text: str, word: str, names: Names) -> bool:
    """Whether a handle belongs to a team or a bot, or is not a handle."""
    parts = re.split(r"[@._-]", word)
    known = any("<shared>" in names.get(part, _NOTHING) for part in parts)
    return known or word.endswith(("bot", "oncall")) or text[1:].isupper() or bool(_NO_HANDLE.fullmatch(word))
