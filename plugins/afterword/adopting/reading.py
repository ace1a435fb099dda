"""The fields that a text from elsewhere gives, each with the place that says it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any, Final

from afterword.adopting.actions import actions
from afterword.adopting.blocks import Block, blocks
from afterword.adopting.facts import FRONT, Fact, Section, facts, is_pair, is_unsaid, meaning, sections
from afterword.adopting.people import people
from afterword.adopting.taking import Taken, said_in
from afterword.adopting.timeline import Timeline, timeline
from afterword.adopting.titles import cut, is_ticket, title_of
from afterword.adopting.when import day_of_path, day_said, moment_said, order_of, timed
from afterword.migrations.others import Others
from afterword.model.written_day import TwoMeaningsError

_TICKET: Final = re.compile(r"\b[A-Z][A-Z0-9]{1,9}-\d{1,7}\b")
_IN_TITLE: Final = re.compile(r"\b(?:INC|INCIDENT|PM|PIR|RCA|OPS|SRE)-\d{1,7}\b")
_NOT_TICKET: Final = re.compile(r"(?:SEV|P|UTF|ISO|RFC|CVE|SHA|HTTP|EIP|BIP|T|S)-\d+|.*-20\d\d", re.IGNORECASE)
_LONGEST_SUMMARY: Final = 1200


@dataclass
class Said:
    """The fields of a draft, where each comes from, and what a person has to look at."""

    values: dict[str, Any] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def put(self, name: str, value: Any, source: str) -> None:
        if value and name not in self.values:
            self.values[name], self.sources[name] = value, source


def said_by(taken: Taken, path: PurePath, known: Others, zone: str, order: str) -> Said:
    """What a text says about the incident."""
    found = blocks(taken.text)
    parts = sections(found, known)
    stated = facts(found, said_in(taken.front), known)
    said = Said(notes=list(taken.notes))
    try:
        named = day_of_path(path, order)
    except TwoMeaningsError as error:
        named = ""
        said.notes.append(f"the name of the file: {error} (see --order)")
    order = order or order_of(taken.text, named)
    _clocks(said, found, parts, stated, named, zone, order)
    _words(said, found, parts, stated, known)
    said.put("title", *title_of(found, stated, path, said.values.get("summary", ""), known))
    _severity_and_tickets(said, parts, stated, known)
    for _ in range(2):  # a timeline may have the day of the onset, or need it
        told = _timeline(said, parts, taken, str(said.values.get("onset", ""))[:10], zone, order)
        if "onset" not in said.values and told.entries:
            said.put("onset", told.entries[0]["at"][:10], f"the first time in {told.source}")
        if "onset" not in said.values:
            _first_day(said, found, named, order, known)
    others = [block for block in found if "actions" not in {meaning(above, known) for above in block.above}]
    if any(block.struck for block in others):
        said.notes.append("what is struck out stays in the text, and is in no field")
    made, source, notes = actions(parts, order, known, people(others))
    said.put("actions", made, source)
    said.notes += notes
    return said


def _timeline(said: Said, parts: Sequence[Section], taken: Taken, day: str, zone: str, order: str) -> Timeline:
    try:
        told = timeline(parts, taken.text, day, zone, order)
    except TwoMeaningsError as error:
        said.notes.append(f"the timeline was left out: {error} (see --order)")
        return Timeline(())
    said.put("timeline", [dict(entry) for entry in told.entries][:2000], told.source)
    said.notes += [note for note in told.notes if note not in said.notes]
    return told


def _begins_with_time(text: str) -> bool:
    return timed(text, "dmy") is not None


def _clocks(
    said: Said,
    found: Sequence[Block],
    parts: Sequence[Section],
    stated: dict[str, list[Fact]],
    named: str,
    zone: str,
    order: str,
) -> None:
    """The onset, from the most certain place that has it, and the other clocks."""

    def read(fact: Fact) -> str:
        try:
            return moment_said(fact.value, zone, order)
        except TwoMeaningsError as error:
            said.notes.append(f"{fact.value[:30]}: {error} (see --order)")
            return ""

    for part in parts:
        if (
            part.field in {"onset", "detected", "mitigated", "resolved"}
            and part.body
            and part.body[0].kind in {"paragraph", "item"}
        ):
            stated.setdefault(part.field, []).append(Fact(part.body[0].text, part.source))
    for fact in stated.get("onset", ()):
        moment = read(fact)
        if moment and fact.source != FRONT:
            if named and named[:7] != moment[:7]:
                said.notes.append(f"the name of the file says {named}, and {fact.source} {moment}; look at the onset")
            said.put("onset", moment, fact.source)
    for block in (block for block in found if block.kind == "heading" and block.depth == 1):
        said.put("onset", "" if "onset" in said.values else read(Fact(block.text, "")), "the first heading")
    said.put("onset", named if len(named) == 10 else "", "the name of the file")
    for block in (block for block in found if block.kind == "heading" and block.depth <= 2):
        said.put(
            "onset", "" if "onset" in said.values else read(Fact(block.text, "")), f'the heading "{block.text[:40]}"'
        )
    for fact in (fact for fact in stated.get("onset", ()) if fact.source == FRONT and "onset" not in said.values):
        said.put("onset", read(fact), fact.source)
        said.notes.append("the onset is the day of the front matter, which may be that of publication")
    for name in ("detected", "mitigated", "resolved"):
        for fact in stated.get(name, ()):
            said.put(name, read(fact), fact.source)


def _first_day(said: Said, found: Sequence[Block], named: str, order: str, known: Others) -> None:
    """The onset of a text that names no day for it: the first day in it, but none of its actions."""
    is_open = any("see --order" in note for note in said.notes)  # another day would be a guess
    for block in found if not is_open else ():
        if block.kind in {"paragraph", "item", "row"} and "actions" not in {
            meaning(above, known) for above in block.above
        }:
            try:
                said.put("onset", day_said(block.text, order), "the first day in the text")
            except TwoMeaningsError as error:
                said.notes.append(f"{error} (see --order)")
        if "onset" in said.values:
            return
    said.put("onset", named, "the folder of the file")


def _words(
    said: Said, found: Sequence[Block], parts: Sequence[Section], stated: dict[str, list[Fact]], known: Others
) -> None:
    """The summary, the impact, the detection, the severity and the tickets."""
    for part in (part for part in parts if part.field == "summary"):
        text = _prose(part.body, known, lists=True)
        if len(text) > 20:
            said.put("summary", cut(text, _LONGEST_SUMMARY), part.source)
    for fact in stated.get("summary", ()):
        said.put("summary", cut(fact.value, _LONGEST_SUMMARY), fact.source)
    for block in found:
        if (
            block.kind == "paragraph"
            and len(block.text) > 40
            and not any(meaning(above, known) for above in block.above)
            and not is_unsaid(block.text)
            and not _begins_with_time(block.text)
            and not all(is_pair(line.text, known) for line in block.cells if line.text)
        ):
            said.put("summary", cut(block.text, _LONGEST_SUMMARY), "the first paragraph")
            break
    for name, below in (("impact", "who"), ("detection", "how"), ("trigger", "")):
        path = f"{name}.{below}".rstrip(".")
        texts = [(_prose(part.body, known, lists=True), part.source) for part in parts if part.field == path]
        texts += [(fact.value, fact.source) for fact in stated.get(path, ())]
        for text, source in texts:
            if len(text) > 15 and not is_unsaid(text):
                said.put(name, {below: cut(text, 4000)} if below else cut(text, 4000), source)
    if said.values.get("impact"):
        said.put("summary", cut(said.values["impact"]["who"], _LONGEST_SUMMARY), said.sources["impact"])
    if any(part.field.startswith("root_causes") for part in parts):
        said.notes.append("the causes stay in the text: write them to `root_causes`, each with its layer")
    for part in (part for part in parts if part.field == "worked_well"):
        items = [cut(block.text, 4000) for block in part.body if block.kind == "item" and not is_unsaid(block.text)]
        said.put("worked_well", items[:30], part.source)


def _severity_and_tickets(said: Said, parts: Sequence[Section], stated: dict[str, list[Fact]], known: Others) -> None:
    for part in (part for part in parts if part.field in {"severity", "aliases"} and part.body):
        stated.setdefault(part.field, []).append(Fact(part.body[0].text, part.source))
    for fact in stated.get("severity", ()):
        first = re.split(r"[\s,;(/\u2013\u2014-]+", fact.value.strip(" *")) if fact.value else [""]
        for word in (fact.value, " ".join(first[:2]), first[0]):
            said.put("severity", known.value("severity", word), fact.source)
    tickets = [(_TICKET.findall(fact.value), fact.source) for fact in stated.get("aliases", ())]
    tickets += [(_TICKET.findall(fact.value), fact.source) for fact in stated.get("title", ()) if is_ticket(fact.value)]
    tickets += [(_IN_TITLE.findall(said.values["title"]), "the title")]
    for ids, source in tickets:
        said.put("aliases", list(dict.fromkeys(one for one in ids if not _NOT_TICKET.fullmatch(one)))[:20], source)


def _prose(body: Sequence[Block], known: Others, *, lists: bool) -> str:
    """The paragraphs below a heading, before a deeper heading, without pairs of names and values."""
    texts: list[str] = []
    for block in body:
        if block.kind == "heading":
            if texts:
                break
            continue
        if block.kind == "paragraph" or (lists and block.kind == "item"):
            texts += [line.text for line in block.cells if line.text and not known.field(line.text.partition(":")[0])]
    return " ".join(" ".join(texts).split())
