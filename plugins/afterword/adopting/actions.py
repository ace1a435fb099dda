"""The actions of a text, from tables, task lists and lists below a heading that the table of others knows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any, Final

from afterword.adopting.blocks import Block, Line
from afterword.adopting.facts import Section, is_unsaid
from afterword.adopting.people import TEAM, is_person
from afterword.adopting.when import day_said
from afterword.migrations.others import Others
from afterword.model.written_day import TwoMeaningsError

_TASK: Final = re.compile(r"\[([ xX])\]\s*")
_LABEL: Final = re.compile(r"^(?:action(?: item)?|ai|todo|task|follow-?up)\s*#?\d*\s*:\s*", re.IGNORECASE)
_ENDED: Final = re.compile(
    r"(?:^|(?<![\s(:-])[\s(:-]+)(?:DONE|COMPLETED?|[Dd]one|[\u2705\u2611\u2713\u2714]\ufe0f?|DROPPED|WONTFIX"
    r"|WON'T FIX|CANCELL?ED|[Cc]ancell?ed(?=\)))\)?\.?$"
)
# A status such as "Not done" is more than a mark.
_ENDS: Final = {"": _ENDED.search, "tracker": _ENDED.search, "status": _ENDED.fullmatch}
_DUE: Final = re.compile(r"\b(?:due|by|until|before|deadline|eta)\b[:\s]*(?=.*\d)", re.IGNORECASE)
_OWNER: Final = re.compile(r"\b(?:owner|assignee|team|responsible)\s*:\s*([^,;.()|\]]+)", re.IGNORECASE)
_WEB: Final = re.compile(r"https?://[^\s<>()\"\]]+")
_AREAS: Final = (
    (
        "detection",
        re.compile(
            r"\b(alert|monitor|dashboard|metric|detect|probe|log(ging|s)?|notif|observab|canary|health ?check)",
            re.IGNORECASE,
        ),
    ),
    (
        "mitigation",
        re.compile(
            r"\b(roll ?back|fail ?over|restore|recover|backup|mitigat|kill switch|circuit breaker|runbook|playbook)",
            re.IGNORECASE,
        ),
    ),
    (
        "process",
        re.compile(
            r"\b(document(?:ation|ed)?\b|process|training|policy|checklist|communicat|on-?call|review|meeting"
            r"|discuss|write ?up|post-?mortem)",
            re.IGNORECASE,
        ),
    ),
)
_PERSON: Final = "an owner of an action may be a person, and was left out; name a team"
_LONGEST: Final = 300
_MOST: Final = 100


def actions(
    parts: Sequence[Section], order: str, known: Others, named: Collection[str]
) -> tuple[list[dict[str, Any]], str, list[str]]:
    """The actions of every section that is about them, the first such section, and what a person has to look at.

    ``named`` are the people of the text.
    """
    found: list[dict[str, Any]] = []
    notes: list[str] = []
    source, seen = "", set()
    for part in (part for part in parts if part.field == "actions"):
        for made in (*_of_rows(part.body, order, known, notes), *_of_items(part.body, order, known, notes)):
            title = made.get("title", "")
            if title and title not in seen and not is_unsaid(title) and len(found) < _MOST:
                seen.add(title)
                if is_person(made.get("owner", ""), named):
                    del made["owner"]
                    notes.append(_PERSON)
                found.append({"id": f"A{len(found) + 1}", **made})
                source = source or part.source
    return found, source, list(dict.fromkeys(notes))


def _of_rows(body: Sequence[Block], order: str, known: Others, notes: list[str]) -> Iterator[dict[str, Any]]:
    for block in (block for block in body if block.kind == "row"):
        fields = [known.field(name, "actions.*").rpartition(".")[2] for name in block.header]
        said: dict[str, str] = {}
        for name, cell in zip(fields if len(block.cells) > 1 else ["title"], block.cells, strict=False):
            if name == "title":
                said |= _titled(cell)
            elif (
                name and name not in said and (known.value(f"actions.*.{name}", cell.text) or not is_unsaid(cell.text))
            ):
                said[name] = cell.text
            if name in _ENDS and (ended := _ENDS[name](cell.text)):
                said["ended"] = ended[0]
        if "title" in said:
            yield _made(said, block.links, block.above, order, known, notes)


def _of_items(body: Sequence[Block], order: str, known: Others, notes: list[str]) -> Iterator[dict[str, Any]]:
    items = [block for block in body if block.kind == "item"]
    top = min((block.depth for block in items), default=0)
    for block in items:
        text, said = block.text, _titled(block)
        if block.depth > top or not said or text.endswith(":"):
            continue
        if owner := _OWNER.search(text):
            said["owner"] = owner[1]
        if due := _DUE.search(text):
            said["due"] = text[due.end() : due.end() + 24]
        yield _made(said, block.links, block.above, order, known, notes)


def _made(
    said: dict[str, str], links: Sequence[str], above: Sequence[str], order: str, known: Others, notes: list[str]
) -> dict[str, Any]:
    task = _TASK.match(said["title"])
    title = _LABEL.sub("", " ".join(_TASK.sub("", said["title"]).split())).strip(" *~|-:")
    if ending := _ENDED.search(title):
        title, said = title[: ending.start()].rstrip(" -:,("), {"ended": ending[0], **said}
    title = re.sub(rf"(?<=[^\s(:-])[\s(:-]*{_WEB.pattern}\)?$", "", title)
    area = next(
        filter(None, (known.value("actions.*.area", word) for word in (said.get("area", ""), *reversed(above)))), ""
    )
    if not area:
        notes.append("the areas of actions are guessed from their words")
    made: dict[str, Any] = {"area": area or _area(title), "title": title[:_LONGEST]}
    if len(title) > _LONGEST:
        notes.append("an action was longer than a line, and was cut")
    owner = said.get("owner", "").strip(" *@")
    if owner and (
        (owner.islower() and " " not in owner and not said["owner"].lstrip().startswith("@")) or TEAM.fullmatch(owner)
    ):
        made["owner"] = owner[:100]
    elif owner:
        notes.append(_PERSON)
    if due := said.get("due"):
        try:
            if day := day_said(due, order):
                made["due"] = day
        except TwoMeaningsError:
            notes.append("a due date can be read in two ways, and was left out (see --order)")
    ticked = "" if task is None else "open" if task[1] == " " else "done"
    ended = _status(said.get("ended", ""))
    status = known.value("actions.*.status", said.get("status", "").strip()) or ended or ticked
    if "struck" in said and status not in {"done", "verified", "dropped"}:
        status = "dropped"
        notes.append("an action that is struck out is `dropped`; look whether it was done")
    if status:
        made["status"] = status
    address = next(
        (
            link
            for link in [*links, *_WEB.findall(said.get("tracker", "") + " " + said["title"])]
            if _WEB.fullmatch(link)
        ),
        "",
    )
    if address:
        made["tracker"] = address.rstrip(".,;")
    return made


def _titled(said: Block | Line) -> dict[str, str]:
    """What an item or a cell says an action is; empty where it says none."""
    if _TASK.sub("", said.text):
        return {} if is_unsaid(said.text) else {"title": said.text}
    return {"title": f"{said.text} {said.struck}".strip(), "struck": "yes"} if said.struck else {}


def _status(ended: str) -> str:
    return "" if not ended else "dropped" if re.search("drop|fix|cancel", ended, re.IGNORECASE) else "done"


def _area(title: str) -> str:
    """The area that the words of an action suggest; prevention where they suggest none."""
    return next((area for area, words in _AREAS if words.search(title)), "prevention")
