"""Sort a timeline: whole entries move, each with the comments that belong to it."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import lru_cache
from typing import Any

from afterword.model import Moment, parse_moment
from afterword.reading import Document, Mapping, Sequence, read_raw
from afterword.rules.on_demand.repair import Left, Repair
from afterword.rules.registry import FileContext
from afterword.text.edits import Edit, apply

_FIELD = "timeline"
# A typo in the month or the year moves an entry at least so far; less than that is a wrong position.
_FARTHEST = timedelta(days=28)
_SPECIAL = "The timeline cannot be edited safely; edit it by hand"


@lru_cache(maxsize=1)  # one repair is the answer to every entry out of order, and each of them asks
def timeline_in_order(file: FileContext) -> Repair | Left:
    """Move entries up past those that are surely later; the others keep the order that they have."""
    moments = [parse_moment(entry["at"]) for entry in file.review.data[_FIELD]]
    order = _in_order(moments)
    if isinstance(order, Left):
        return order
    chunks = _chunks(file.document)
    if isinstance(chunks, Left):
        return chunks
    first = next(position for position, was in enumerate(order) if position != was)
    last = max(position for position, was in enumerate(order) if position != was)
    if first == 0 and _is_commented(file.document, chunks[0]):
        return Left(
            "The comment above the first entry may belong to that entry or to the whole timeline; sort it by hand"
        )
    text = file.document.source.text
    moved = text[slice(*chunks[order[first]])]
    for position in range(first + 1, last + 1):  # blank lines between two entries stay where they are
        moved += text[chunks[position - 1][1] : chunks[position][0]] + text[slice(*chunks[order[position]])]
    edit = Edit(chunks[first][0], chunks[last][1], moved)
    timeline = [file.review.data[_FIELD][was] for was in order]
    if _timeline_after(file, edit) != timeline:
        return Left(_SPECIAL)
    return Repair("Sort the timeline by time", (edit,))


def _in_order(known: list[Moment | None]) -> list[int] | Left:
    """The positions of the entries in the correct order."""
    moments = [moment for moment in known if moment is not None]
    if len(moments) < len(known):
        return Left("An entry of the timeline has no time, so its position is unknown; sort it by hand")
    if len({"exact" if moment.exact else moment.precision for moment in moments}) > 1:
        return Left("The times of the timeline differ in precision, so their order is unclear; sort it by hand")
    order: list[int] = []
    for position, moment in enumerate(moments):
        later = (at for at, was in enumerate(order) if moments[was].surely_after(moment))
        at = next(later, len(order))
        if at < len(order) and moments[order[-1]].earliest - moment.earliest >= _FARTHEST:
            return Left(f"{moment.text} is so far from its neighbours that the date may be a typo")
        order.insert(at, position)
    return order


def _chunks(document: Document) -> list[tuple[int, int]] | Left:
    """The lines of each entry: comments above it at the same depth, then the entry and deeper lines."""
    text, entries = document.source.text, document.root.entries
    timeline = entries[_FIELD].value
    if not isinstance(timeline, Sequence) or text[timeline.start] != "-":
        return Left(_SPECIAL)
    depth = timeline.start - _line_start(text, timeline.start)
    dashes = [_dash(text, item.start, depth) for item in timeline.items if isinstance(item, Mapping)]
    following = [entry.start for entry in entries.values() if entry.start > timeline.start]
    front_end = document.frame.front_offset + len(document.frame.front_matter)
    bound = min([*(_line_start(text, start) for start in following), front_end])
    found: list[tuple[int, int]] = []
    begin = dashes[0]
    for dash, then in zip(dashes, [*dashes[1:], bound], strict=True):
        if dash is None or then is None or begin is None or not begin <= dash < then:
            return Left(_SPECIAL)
        end = _end_of_entry(text, then, depth)
        if not dash < end <= then:
            return Left(_SPECIAL)
        found.append((begin, end))
        begin = end
        while not (line := text[begin : text.find("\n", begin) + 1]).strip() and line:
            begin += len(line)
    return found


def _dash(text: str, start: int, depth: int) -> int | None:
    """The start of the line with the dash of the entry whose first field starts here."""
    line = _line_start(text, start)
    while line > 0:
        if re.compile(rf" {{{depth}}}-(?=\s)").match(text, line):
            return line
        if text[line : text.index("\n", line)].strip()[:1] not in {"", "#"} and line != _line_start(text, start):
            return None
        line = _line_start(text, line - 1)
    return None


def _end_of_entry(text: str, bound: int, depth: int) -> int:
    """The end of an entry that is followed by another at ``bound``: before blank lines and foreign comments."""
    end = bound
    while True:
        line = text[_line_start(text, end - 1) : end]
        outside = line.startswith("#") or (line.lstrip(" ").startswith("#") and not line.startswith(" " * (depth + 1)))
        if line.strip() and not outside:
            return end
        end -= len(line)


def _is_commented(document: Document, chunk: tuple[int, int]) -> bool:
    text = document.source.text
    above = text[_line_start(text, chunk[0] - 1) : chunk[0]]
    return above.lstrip().startswith("#")


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, max(0, offset)) + 1


def _timeline_after(file: FileContext, edit: Edit) -> Any:
    """The timeline of the edited file, to guard against cases that the code above does not expect."""
    source = file.document.source
    reading = read_raw(apply(source.text, [edit]).encode(), source.path, file.settings.limits)
    return file.contract.data(reading.document.root).get(_FIELD) if reading.document else None
