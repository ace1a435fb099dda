"""Take values out of a front matter by edits at their places; comments beside what stays are kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

import yaml

from afterword.diagnostics import Path
from afterword.reading.places import Place
from afterword.text.edits import Edit

_COMMA: Final = re.compile(r"[ \t]*,")


class NoPlace(Exception):  # noqa: N818  # it is an answer, not an error of the program
    """There is no safe place for an answer; the message says why, as a sentence without a full stop."""


def taken_out(place: Place, node: Any, gone: Sequence[int]) -> Iterator[Edit]:
    """The edits that take entries out of a list or a mapping, by their positions. Raises ``NoPlace``."""
    parts = [one if isinstance(one, tuple) else (one, one) for one in node.value]
    spans = [(place.start(first), place.end(last)) for first, last in parts]
    if len(gone) == len(spans):
        raise NoPlace("All of a list or a group was removed, but not the field itself")
    first_kept = next(at for at in range(len(spans)) if at not in gone)
    for at in gone:
        yield _out_of_brackets(place, spans, at, at > first_kept) if node.flow_style else _lines(place, node, spans[at])


def left(before: Sequence[Any], after: Sequence[Any]) -> list[int] | None:
    """The positions that were removed from a list; ``None`` where the others are not there as they were."""
    gone, following = list[int](), 0
    for at, value in enumerate(before):
        if following < len(after) and value == after[following]:
            following += 1
        else:
            gone.append(at)
    return gone if following == len(after) else None


def removed(before: Any, after: Any, path: Path = ()) -> Iterator[Path]:
    """What a value has no more, the last of a list first: one by one they can be taken out at these paths."""
    if isinstance(before, dict) and isinstance(after, dict):
        for name, value in before.items():
            yield from removed(value, after[name], (*path, name)) if name in after else [(*path, name)]
    elif isinstance(before, list) and isinstance(after, list):
        gone = left(before, after)
        if gone is None:
            gone = list(range(len(after), len(before)))
            for at, (one, other) in enumerate(zip(before, after, strict=False)):
                yield from removed(one, other, (*path, at))
        yield from ((*path, at) for at in reversed(gone))


def _lines(place: Place, node: Any, span: tuple[int, int]) -> Edit:
    start, end = span
    begin = start - place.column(start)
    before = place.text[begin:start].strip()
    if before != ("-" if isinstance(node, yaml.SequenceNode) else ""):
        raise NoPlace("The first field of an entry was removed")
    return Edit(begin, place.next_line(end), "")


def _out_of_brackets(place: Place, spans: Sequence[tuple[int, int]], at: int, kept: bool) -> Edit:
    """With its comma; what has a comment keeps it."""
    start, end = spans[at]
    from_, to = (spans[at - 1][1], end) if kept else (start, spans[at + 1][0])
    if "#" not in place.text[from_:to]:
        return Edit(from_, to, "")
    comma = _COMMA.match(place.text, end)
    return Edit(start, comma.end() if comma else end, "")
