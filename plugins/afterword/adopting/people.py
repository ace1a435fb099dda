"""The people whom a text names, so that none of them becomes the owner of an action."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from afterword.adopting.blocks import Block

TEAM: Final = re.compile(
    r".*\b(?:team|squad|sre|ops|platform|infra(?:structure)?|group|on-?call|engineering|tribe)\b.*", re.IGNORECASE
)
_ROLE: Final = (
    r"(?:document |postmortem |review )?"
    r"(?:authors?|responders?|participants?|attendees?|reviewers?|contributors?)"
    r"|incident (?:commander|lead|manager)s?|scribe|written by|prepared by|people(?: involved)?"
)
_LINE: Final = re.compile(rf"\W*(?:{_ROLE})\s*[:|\uff1a](?P<names>.*)", re.IGNORECASE)
_HEADING: Final = re.compile(rf"[\W\d]*(?:{_ROLE})\W*", re.IGNORECASE)
# Behind "to" or "cc" stands a team as often, whose handle has neither a capital nor a dot.
_HANDLE: Final = re.compile(
    r"(?<![\w.@/+-])(?:(?<=\b[Bb]y )@|@(?=[\w-]*(?:[A-Z]|\.\w)))([A-Za-z][\w-]*(?:\.[\w-]+)*)(?![\w/-])"
)
_WORD: Final = re.compile(r"[^\W\d_]+")
_ASIDE: Final = re.compile(r"\([^()]*\)")


def people(found: Sequence[Block]) -> frozenset[str]:
    """The words of their names, in lower case: below or behind "Authors" and the like, and as ``by @name``."""
    every = (name for block in found for name in _names(block))
    return frozenset(word.casefold() for name in every if not TEAM.fullmatch(name) for word in _words(name))


def is_person(owner: str, named: Collection[str]) -> bool:
    """Whether an owner is one of the people who are named, without the words for their team."""
    words = [word for word in _WORD.findall(owner.casefold()) if not TEAM.fullmatch(word)]
    return bool(words) and all(word in named for word in words)


def _names(block: Block) -> Iterator[str]:
    below = any(map(_HEADING.fullmatch, block.above[-1:])) and block.kind in {"paragraph", "item"}
    lines = [" | ".join(cell.text for cell in block.cells)] if block.kind in {"row", "header"} else []
    for line in lines or [cell.text for cell in block.cells]:
        said = _LINE.fullmatch(line) if block.kind != "row" or len(block.cells) == 2 else None
        if said or below:
            yield from re.split(r"[,;/|]|\s(?:and|&)\s", _ASIDE.sub("", said["names"] if said else line))
        yield from _HANDLE.findall(line)


def _words(name: str) -> list[str]:
    """The words of a name: those with a capital, if it has any, as in "Jo Doe from payments"."""
    words = _WORD.findall(name)
    return [word for word in words if not word.islower()] or words
