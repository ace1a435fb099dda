"""The fields that the text of elsewhere says, each with the place that says it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any, Final

from afterword.adopting.actions import actions
from afterword.adopting.blocks import Block, blocks
from afterword.adopting.facts import PLACEHOLDER, Fact, Section, facts, is_pair, meaning, sections
from afterword.adopting.taking import Taken, said_in
from afterword.adopting.timeline import Timeline, timeline
from afterword.adopting.when import TwoMeaningsError, day_of_path, day_said, moment_said, order_of, timed
from afterword.migrations.others import Others

_GENERIC: Final = re.compile(
    r"\W*(?:(?:incident|outage|root cause|rca|blameless|public|service)\W*)*(?:post\W?mortem|retro(?:spective)?|report|review|analysis|rca|incident)?"
    r"(?:\W*(?:report|review|analysis|document|template|summary|retrospective))*\W*(?:\b(?:for|of|on|from)\b)?\W*",
    re.IGNORECASE,
)
_PREFIX: Final = re.compile(
    r"^\W*(?:\[?(?:draft|wip)\]?\W+)?(?:(?:incident|outage|blameless|public)\s+)*(?:post\W?mortem|retro(?:spective)?|incident|report|review|rca)"
    r"(?:\s+(?:report|review|analysis|summary|retrospective|postmortem|post-mortem))*(?:\s*\(?#?\d+\)?)?\s*[:\u2013\u2014|-]+\s+(?=\S)",
    re.IGNORECASE,
)
_DATE_FIRST: Final = re.compile(r"^\W*\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\W+(?=\w)")
_TICKET: Final = re.compile(r"\b[A-Z][A-Z0-9]{1,9}-\d{1,7}\b")
_IN_TITLE: Final = re.compile(r"\b(?:INC|INCIDENT|PM|PIR|RCA|OPS|SRE)-\d{1,7}\b")
_LAST: Final = re.compile(
    r"\W+(?:incident\s+)?(?:post\W?mortem|retrospective|incident report|rca)(?:\s+report)?\W*$", re.IGNORECASE
)
_NOT_TICKET: Final = re.compile(r"(?:SEV|P|UTF|ISO|RFC|CVE|SHA|HTTP|EIP|BIP|T|S)-\d+|.*-20\d\d", re.IGNORECASE)
TITLE: Final = 120
SUMMARY: Final = 1200


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
    said.put("title", *_title(found, stated, path, said.values.get("summary", ""), known))
    _severity_and_tickets(said, stated, known)
    when = str(said.values.get("onset", ""))
    told = _timeline(said, parts, taken, when[:10], zone, order, known)
    if "onset" not in said.values and told.entries:
        said.put("onset", told.entries[0]["at"][:10], f"the first time in {told.source}")
    made, source, notes = actions(parts, order, known)
    said.put("actions", made, source)
    said.notes += notes
    return said


def _timeline(
    said: Said, parts: Sequence[Section], taken: Taken, day: str, zone: str, order: str, known: Others
) -> Timeline:
    try:
        told = timeline(parts, taken.text, day, zone, order, known)
    except TwoMeaningsError as error:
        said.notes.append(f"the timeline was left out: {error} (see --order)")
        return Timeline(())
    said.put("timeline", [dict(entry) for entry in told.entries][:2000], told.source)
    said.notes += told.notes
    return told


def _title(found: Sequence[Block], stated: Any, path: PurePath, summary: str, known: Others) -> tuple[str, str]:
    """The first heading without what every review begins with, or what the text or the name of the file says."""
    choices: list[tuple[str, str]] = []
    first = next((block for block in found if block.kind == "heading"), None)
    if first is not None and (first.depth == 1 or not meaning(first.text, known)):
        choices.append((first.text, "the first heading"))
    choices += [(fact.value, fact.source) for fact in reversed(stated.get("title", ()))]
    name = (
        path.stem
        if path.stem.lower() not in {"index", "readme", "postmortem", "post-mortem", "report"}
        else path.parent.name
    )
    choices.append((re.sub(r"[-_\s]+", " ", name), "the name of the file"))
    for text, source in choices:
        bare = _DATE_FIRST.sub("", _PREFIX.sub("", _DATE_FIRST.sub("", _LAST.sub("", " ".join(text.split()))))).strip(
            " *#"
        )
        words = re.sub(r"[\d\W_]+", "", bare)
        if words and not _GENERIC.fullmatch(bare) and not PLACEHOLDER.fullmatch(bare) and not _only_day(bare):
            return _cut(bare[0].upper() + bare[1:], TITLE), source
    text = re.split(r"(?<=[.!?])\s", summary)[0].rstrip(".")
    return (_cut(text, TITLE), "the summary") if text else (_cut(name, TITLE), "the name of the file")


def _begins_with_time(text: str) -> bool:
    return timed(text, "dmy") is not None


def _only_day(text: str) -> bool:
    try:
        return bool(day_said(text, "dmy")) and len(re.sub(r"[\d\W]", "", text)) < 10
    except ValueError:
        return False


def _clocks(
    said: Said, found: Sequence[Block], parts: Sequence[Section], stated: Any, named: str, zone: str, order: str
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
        if moment and (fact.source != "the front matter" or not named):
            if named and named[:7] != moment[:7]:
                said.notes.append(f"the name of the file says {named}, and {fact.source} {moment}; look at the onset")
            said.put("onset", moment, fact.source)
    said.put("onset", named if len(named) == 10 else "", "the name of the file")
    for block in (block for block in found if block.kind == "heading" and block.depth <= 2):
        if not said.values.get("onset"):
            said.put("onset", read(Fact(block.text, "")), "the heading")
    for name in ("detected", "mitigated", "resolved"):
        for fact in stated.get(name, ()):
            said.put(name, read(fact), fact.source)
    if "onset" not in said.values:
        for block in found:
            if block.kind in {"paragraph", "item", "row"} and (day := read(Fact(block.text, "")))[:1].isdigit():
                said.put("onset", day[:10], "the first day in the text")
                break
    said.put("onset", named, "the folder of the file")


def _words(said: Said, found: Sequence[Block], parts: Sequence[Section], stated: Any, known: Others) -> None:
    """The summary, the impact, the detection, the severity and the tickets."""
    for part in (part for part in parts if part.field == "summary"):
        text = _prose(part.body, known, lists=True)
        if len(text) > 20:
            said.put("summary", _cut(text, SUMMARY), part.source)
    for fact in stated.get("summary", ()):
        said.put("summary", _cut(fact.value, SUMMARY), fact.source)
    for block in found:
        if (
            block.kind == "paragraph"
            and len(block.text) > 40
            and not _begins_with_time(block.text)
            and not all(is_pair(line.text, known) for line in block.cells if line.text)
        ):
            if not PLACEHOLDER.fullmatch(block.text):
                said.put("summary", _cut(block.text, SUMMARY), "the first paragraph")
                break
    for name, below in (("impact", "who"), ("detection", "how"), ("trigger", "")):
        path = f"{name}.{below}".rstrip(".")
        texts = [(_prose(part.body, known, lists=True), part.source) for part in parts if part.field == path]
        texts += [(fact.value, fact.source) for fact in stated.get(path, ())]
        for text, source in texts:
            if len(text) > 15 and not PLACEHOLDER.fullmatch(text):
                said.put(name, {below: _cut(text, 4000)} if below else _cut(text, 4000), source)
    for part in (part for part in parts if part.field == "worked_well"):
        items = [
            _cut(block.text, 4000)
            for block in part.body
            if block.kind == "item" and not PLACEHOLDER.fullmatch(block.text)
        ]
        said.put("worked_well", items[:30], part.source)


def _severity_and_tickets(said: Said, stated: Any, known: Others) -> None:
    for fact in stated.get("severity", ()):
        first = re.split(r"[\s,;(/–—]+", fact.value.strip(" *")) if fact.value else [""]
        for word in (fact.value, " ".join(first[:2]), first[0]):
            said.put("severity", known.value("severity", word), fact.source)
    tickets = [(_TICKET.findall(fact.value), fact.source) for fact in stated.get("aliases", ())]
    tickets += [(_IN_TITLE.findall(said.values["title"]), "the title")]
    for ids, source in tickets:
        said.put("aliases", list(dict.fromkeys(one for one in ids if not _NOT_TICKET.fullmatch(one)))[:20], source)


def _prose(body: Sequence[Block], known: Others, *, lists: bool) -> str:
    """The paragraphs below a heading, before a deeper heading, without pairs of names and values."""
    texts = []
    for block in body:
        if block.kind == "heading":
            if texts:
                break
            continue
        if block.kind == "paragraph" or (lists and block.kind == "item"):
            texts += [line.text for line in block.cells if line.text and not known.field(line.text.partition(":")[0])]
    return " ".join(" ".join(texts).split())


def _cut(text: str, longest: int) -> str:
    """A text of at most so many characters, cut after a sentence or a word."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    head = text[: longest - 1]
    end = max(head.rfind(". "), head.rfind("! "), head.rfind("? "))
    return head[: end + 1] if end > longest // 2 else head.rpartition(" ")[0].rstrip(",;:") + "…"
