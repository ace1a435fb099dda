"""The readiness of a model for people: on a terminal, and as Markdown for a ticket or a pull request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import click

from afterword.diagnostics import counted
from afterword.text.harmless import harmless
from afterword.text.printable import printable

Data = Mapping[str, Any]

TIES: Final = (
    (("own",), "From its own reviews"),
    (("pattern",), "From its patterns"),
    (("task-and-serving", "task", "serving"), "From similar models"),
)
"""The sections of a checklist: their ties, as named in the data, and their titles."""

QUESTIONS: Final = {
    "taught": "What has it taught us?",
    "unfinished": "What is still open?",
    "may_ship": "Is the release blocked?",
}
"""The questions of a checklist, by the names of their answers in the data."""

_WIDEST: Final = max(map(len, QUESTIONS.values()))
_COLOURS: Final = {"held": "red", "waived": "yellow", "clear": "green"}
"""By verdict; one that is not known has no colour."""

MOST_FIRST: Final = 10
"""How many checks are told before one asks for all."""

_MOST_CLOSE: Final = 5
_MOST_PRECEDENTS: Final = 3


def readiness_text(data: Data, labels: Mapping[str, str], *, everything: bool = False) -> str:
    """The answers, what blocks the release, what is open, and the checks; ``labels`` names the destinations."""
    return "".join(f"{line}\n" for line in _text(data, labels, everything=everything))


def readiness_markdown(data: Data, labels: Mapping[str, str], *, everything: bool = False) -> str:
    """The same as a checklist whose boxes can be ticked where Markdown is shown."""
    return "".join(f"{line}\n" for line in _markdown(data, labels, everything=everything))


def _text(data: Data, labels: Mapping[str, str], *, everything: bool) -> Iterator[str]:
    gate, answers = data["gate"], data["answers"]
    yield click.style(f"{printable(data['model'])}, as of {data['as_of']}", bold=True)
    yield ""
    for name, question in QUESTIONS.items():
        answer = answers[name]
        if name == "may_ship":
            answer = click.style(answer, fg=_COLOURS.get(gate["verdict"]), bold=True)
        yield f"  {question:<{_WIDEST}}  {answer}"
    for title, colour, rows in _judged(gate):
        yield from ("", click.style(title, fg=colour, bold=True))
        for row in rows:
            yield from (f"  {line}" for line in _held(row, data))
    for row in gate["lapsed"]:
        yield f"  The waiver of {row['waive']} expired on {row['until']}."
    if gate["held_by"]:
        yield f"  A waiver lets one action pass: --waive {gate['held_by'][0]['waive']} --reason TEXT --until DATE"
    yield from _actions("Still open", [row for row in data["unfinished"] if not row["patterns"]])
    yield from _close(data, everything=everything)
    yield from _actions("Done: keep in place", data["kept"])
    for title, checks, more in _sections(data, everything=everything):
        yield from ("", click.style(title, bold=True))
        for destination, rows in _by_destination(checks, labels):
            yield f"  {destination}"
            for check in rows:
                yield f"    [{'x' if check['adopted_here'] else ' '}] {printable(check['check'])}"
                yield click.style(f"        {printable(_because(check))}", dim=True)
        if more:
            yield f"  … and {counted(more, 'more check')}; --all shows them"


def _judged(gate: Data) -> Iterator[tuple[str, str, Sequence[Data]]]:
    """What blocks and what is waived: titles, colours and rows, those of other models apart."""
    own = [row for row in gate["held_by"] if not row["patterns"]]
    inherited = [row for row in gate["held_by"] if row["patterns"]]
    for title, colour, rows in (
        ("Blocks the release", "red", own),
        ("Blocks the release, from close incidents of other models", "red", inherited),
        ("Waived", "yellow", gate["waived"]),
    ):
        if rows:
            yield title, colour, rows


def _held(row: Data, data: Data) -> Iterator[str]:
    risk = row["status"] == "accepted-risk"
    late = counted(row["days_late"], "day")
    when = f"accepted until {row['day']}, {late} ago" if risk else f"due {row['day']}, {late} late"
    yield f"{row['waive']}  {when}, owner: {printable(row['owner'] or 'not reported')}"
    yield f"    {printable(row['title'])}"
    yield from (f"    {printable(one['why'])}" for one in data["close"] if one["review"] == row["review"])
    if "until" in row:
        yield f"    waived until {row['until']}: {printable(row['reason'])}"


def _close(data: Data, *, everything: bool) -> Iterator[str]:
    """Reviews of other models that are close and are not told already, each with why and what is open there."""
    told = {row["review"] for name in ("held_by", "waived") for row in data["gate"][name]}
    close = [one for one in data["close"] if one["review"] not in told]
    shown = close if everything else close[:_MOST_CLOSE]
    if shown:
        yield from ("", click.style("Close incidents of other models", bold=True))
    for one in shown:
        yield f"  {one['review']}"
        yield f"    {printable(one['why'])}"
        for row in data["unfinished"]:
            if row["review"] == one["review"]:
                yield f"    {row['state']}: {printable(row['title'])}"
    if shown and (more := len(close) - len(shown) + data["more_close"]):
        patterns = ", ".join(data["patterns"])
        yield f"  … and {counted(more, 'more review')}; the pages of its patterns list them: {patterns}"


def _actions(title: str, rows: Sequence[Data]) -> Iterator[str]:
    if rows:
        yield from ("", click.style(title, bold=True))
    for row in rows:
        late = f", {counted(row['days_late'], 'day')} late" if row["days_late"] else ""
        due = f", due {row['due']}" if row["due"] else ""
        owner = printable(row["owner"] or "not reported")
        yield f"  {row['review']}#{row['action']}  {row['state']}{due}{late}, owner: {owner}"
        yield f"    {printable(row['title'])}"


def _sections(data: Data, *, everything: bool) -> Iterator[tuple[str, Sequence[Data], int]]:
    """The checks that matter most, and where all are wanted the others by their ties; each with how many are left."""
    checks = data["checks"]
    first, rest = checks[:MOST_FIRST], checks[MOST_FIRST:]
    if first:
        yield "Check first", first, 0 if everything else len(rest)
    for ties, title in TIES if everything else ():
        if found := [check for check in rest if check["tie"] in ties]:
            yield f"{title}: {counted(len(found), 'more check')}", found, 0


def _by_destination(checks: Sequence[Data], labels: Mapping[str, str]) -> Iterator[tuple[str, Sequence[Data]]]:
    for name in dict.fromkeys([*labels, *(check["destination"] for check in checks)]):
        if rows := [check for check in checks if check["destination"] == name]:
            yield labels.get(name, name), rows


def _because(check: Data) -> str:
    """The precedents of a check, and where it is in force."""
    rows = check["precedents"]
    names = [f"{row['id']} ({row['severity']})" if row["severity"] else f"pattern {row['id']}" for row in rows]
    more = f" and {len(names) - _MOST_PRECEDENTS} more" if len(names) > _MOST_PRECEDENTS else ""
    because = ", ".join(names[:_MOST_PRECEDENTS]) + more
    for adopted, where in ((check["adopted_here"], ""), (check["adopted_elsewhere"], " elsewhere")):
        if adopted:
            return f"{because}; in force{where} since {adopted[0]['since']}"
    return because


def _markdown(data: Data, labels: Mapping[str, str], *, everything: bool) -> Iterator[str]:
    answers, gate = data["answers"], data["gate"]
    yield f"## Readiness of {_safe(data['model'])}, as of {data['as_of']}"
    yield ""
    yield from (f"- **{question}** {answers[name]}" for name, question in QUESTIONS.items())
    for title, _, rows in _judged(gate):
        yield from ("", f"### {title}", "")
        yield from ("- " + "; ".join(_safe(line.strip()) for line in _held(row, data)) for row in rows)
    for title, checks, more in _sections(data, everything=everything):
        yield from ("", f"### {title}", "")
        for destination, rows in _by_destination(checks, labels):
            for check in rows:
                box = "x" if check["adopted_here"] else " "
                yield f"- [{box}] **{destination}.** {_safe(check['check'])} <sub>{_safe(_because(check))}</sub>"
        if more:
            yield from ("", f"… and {counted(more, 'more check')}.")


def _safe(text: str) -> str:
    return harmless(text, 400)
