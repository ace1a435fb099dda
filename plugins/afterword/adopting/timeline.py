"""The timeline of a text, from its lists, tables, lines and headings with times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from afterword.adopting.blocks import Block, Line
from afterword.adopting.facts import Section, is_unsaid
from afterword.adopting.when import Timed, at, dated, timed, with_year
from afterword.adopting.zones_said import zone_said
from afterword.model import Moment

_LATE: Final = "18:00"
_EARLY: Final = "09:00"
_LONGEST: Final = 1000


class Timeline(NamedTuple):
    """The entries, in order, and what a person has to look at."""

    entries: tuple[dict[str, Any], ...]
    source: str = ""
    notes: tuple[str, ...] = ()


@dataclass
class _Raw:
    """An entry as it was said: the day under which it stands, its time and its words."""

    found: Timed | None
    day: str
    words: str


def timeline(parts: Sequence[Section], whole: str, day: str, zone: str, order: str) -> Timeline:
    """The entries of the first section that is a timeline and has times.

    ``day`` is the day of the incident, for times without one; ``zone`` is that of times without one, and ``order`` that
    of days such as 02/03/2026. Without any zone, the entry has the day, and its time stays in the words.
    """
    for part in (part for part in parts if part.field == "timeline"):
        raws = list(_raws(part.body, part.heading.text, order, day[:4]))
        if not any(raw.found or raw.day for raw in raws):
            continue
        said = next(filter(None, map(zone_said, (part.heading.text, *_heads(part.body)))), "") or _zone_of_all(whole)
        return _dated(
            raws,
            day,
            said or zone,
            part.source,
            "" if said or not zone else "the zone is that of the option or the settings",
        )
    return Timeline(())


def _zone_of_all(text: str) -> str:
    """A zone that the text names for all of its times."""
    line = next((line for line in text.split("\n") if "times" in line.lower() and len(line) < 200), "")
    return zone_said(line) if line else ""


def _heads(body: Sequence[Block]) -> Iterator[str]:
    """The sentences and the header above the entries."""
    for block in body[:3]:
        if block.kind in {"header", "paragraph"} and not timed(block.text, "dmy"):
            yield " ".join(f"({cell.text})" if block.kind == "header" else cell.text for cell in block.cells)
            yield block.text


def _raws(body: Sequence[Block], heading: str, order: str, year: str) -> Iterator[_Raw]:
    day = (dated(heading, order) or ("", ""))[0]
    open_entry: _Raw | None = None
    for block in body:
        if block.kind == "row":
            open_entry = None
            yield from _of_row(block, day, order, day[:4] or year)
            continue
        if block.kind not in {"paragraph", "item", "heading"}:
            continue
        for line in (
            block.cells
            if block.kind != "item" or (len(block.cells) > 1 and timed(block.cells[1].text, order))
            else (Line(block.text, block.links),)
        ):
            text = with_year(line.text, day[:4] or year)
            if found := timed(text, order):
                day = found.day or day
                if open_entry:
                    yield open_entry
                open_entry = _Raw(found, day, found.rest)
            elif (head := dated(text, order)) and (block.kind == "heading" or not head[1] or block.kind == "item"):
                day = head[0]
                if open_entry:
                    yield open_entry
                open_entry = _Raw(None, day, head[1]) if head[1] else None
            elif open_entry and line.text and block.kind != "heading":
                open_entry.words = f"{open_entry.words} {line.text}".strip()
    if open_entry:
        yield open_entry


def _of_row(block: Block, day: str, order: str, year: str) -> Iterator[_Raw]:
    cells = [with_year(cell.text, year) if n < 3 else cell.text for n, cell in enumerate(block.cells)]
    first = next((n for n, text in enumerate(cells) if timed(text, order)), None)
    if first is None or first > 2 or is_unsaid(cells[first]):
        return
    found = timed(cells[first], order)
    if found and not found.zone and not found.rest and len(cells) > first + 1:  # the zone may have a column of its own
        both = timed(f"{cells[first]} {cells[first + 1]}", order)
        if both and both.zone and not both.rest:
            found, first = both, first + 1
    before = next((head[0] for text in cells[:first] if (head := dated(text, order))), "")
    words = [text for text in cells[first + 1 :] if not is_unsaid(text)]
    if found:
        yield _Raw(found, found.day or before or day, " — ".join(filter(None, [found.rest, *words])))


def _dated(raws: Sequence[_Raw], start: str, zone: str, source: str, note: str) -> Timeline:
    notes, entries, before, day = [note] if note else [], [], "", ""
    said = ""
    for raw in raws:
        if raw.day and raw.day != said:
            day = said = raw.day
        elif not day:
            day = start if len(start) == 10 else ""
        if not day or is_unsaid(raw.words):
            continue
        if raw.found:
            if raw.found.zone and not zone and raw is raws[0]:
                zone, notes = (
                    raw.found.zone,
                    [*notes, f"the zone of the first time, {raw.found.zone}, was taken for the others"],
                )
            if (
                before
                and raw.found.time < before[11:]
                and before[:10] == day
                and before[11:] >= _LATE
                and raw.found.time < _EARLY
            ):
                day, notes = Moment.parse(_next(day)).text, [*notes, f"times after midnight were put on {_next(day)}"]
            moment = at(raw.found, day, zone)
            before = f"{day}T{raw.found.time}"
            words = (
                raw.words
                if moment
                else f"{raw.found.time}{' ' + raw.found.zone if raw.found.zone else ''}: {raw.words}"
            )
            entries.append({"at": moment or day, "event": words[:_LONGEST]})
        else:
            entries.append({"at": day, "event": raw.words[:_LONGEST]})
    if not entries:
        return Timeline(())
    if any("T" not in entry["at"] for entry, raw in zip(entries, raws, strict=False) if raw.found):
        notes.append("the timeline does not say its time zone; the times stay in the words (see --zone)")
    ordered = _ordered(entries)
    if ordered != entries:
        notes.append("the timeline was not in order, and was sorted; look at its days")
    return Timeline(tuple(ordered), source, tuple(dict.fromkeys(notes)))


def _next(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _ordered(entries: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entries with each one before those that are surely later; the others keep their order."""
    order: list[tuple[Moment, dict[str, Any]]] = []
    for entry in entries:
        moment = Moment.parse(entry["at"])
        later = (n for n, (other, _) in enumerate(order) if other.surely_after(moment))
        order.insert(next(later, len(order)), (moment, entry))
    return [entry for _, entry in order]
