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
    r"(?:authors?|owners?|responders?|participants?|attendees?|reviewers?|contributors?)"
    r"|incident (?:commander|lead|manager)s?|scribe|written by|prepared by|people(?: involved)?"
)
_LINE: Final = re.compile(rf"\W*(?:{_ROLE})\s*[:|\uff1a](?P<names>.*)", re.IGNORECASE)
_HEADING: Final = re.compile(rf"[\W\d]*(?:{_ROLE})\W*", re.IGNORECASE)
_HANDLE: Final = re.compile(r"(?<![\w.@/+-])@([A-Za-z][\w-]*(?:\.[\w-]+)*)")


def people(found: Sequence[Block]) -> frozenset[str]:
    """The words of their names, in lower case: below or behind "Authors" and the like, and behind ``@``."""
    every = (name for block in found for name in _names(block))
    return frozenset(
        word for name in every if not TEAM.fullmatch(name) for word in re.findall(r"[^\W\d_]+", name.casefold())
    )


def is_person(owner: str, named: Collection[str]) -> bool:
    """Whether an owner is one of the people who are named, without the words for their team."""
    words = [word for word in re.findall(r"[^\W\d_]+", owner.casefold()) if not TEAM.fullmatch(word)]
    return bool(words) and all(word in named for word in words)


def _names(block: Block) -> Iterator[str]:
    below = any(map(_HEADING.fullmatch, block.above[-1:])) and block.kind in {"paragraph", "item"}
    lines = [" | ".join(cell.text for cell in block.cells)] if block.kind in {"row", "header"} else []
    for line in lines or [cell.text for cell in block.cells]:
        said = _LINE.fullmatch(line) if block.kind != "row" or len(block.cells) == 2 else None
        if said or below:
            yield from re.split(r"[,;/|]|\s(?:and|&)\s", said["names"] if said else line)
        yield from _HANDLE.findall(line)
