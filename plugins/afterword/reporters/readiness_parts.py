"""What is told of a model's readiness, in every format for people: its parts, its checks and where they come from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from afterword.diagnostics import counted

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

MOST_FIRST: Final = 10
"""How many checks are told before one asks for all."""

_MOST_CLOSE: Final = 5
_MOST_PRECEDENTS: Final = 3


class Style(NamedTuple):
    """How a format shows what an author wrote, and what stands for itself, such as the id of a review."""

    text: Callable[[str], str]
    code: Callable[[str], str]


class Part(NamedTuple):
    """What is told under one title: rows of lines, the first of each with what it is about, and notes below them."""

    title: str
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()
    colour: str | None = None


def parts(data: Data, style: Style, *, everything: bool) -> Iterator[Part]:
    """What blocks, what is open and what is done; parts without rows are left out."""
    held = [(row, _held(row, data, style)) for row in data["gate"]["held_by"]]
    own, inherited = ([lines for row, lines in held if bool(row["patterns"]) is other] for other in (False, True))
    ways_out = [
        f"The waiver of {style.code(row['waive'])} expired on {row['until']}." for row in data["gate"]["lapsed"]
    ]
    options = [f"--waive {row['waive']} --reason TEXT --until DATE" for row, _ in held[:1]]
    ways_out += [f"A waiver lets one action pass: {style.code(option)}" for option in options]
    from_others = "Blocks the release, from close incidents of other models"
    found = (
        Part("Blocks the release", own, () if inherited else ways_out, "red"),
        Part(from_others, inherited, ways_out, "red"),
        Part("Waived", [_held(row, data, style) for row in data["gate"]["waived"]], (), "yellow"),
        Part("Still open", [_action(row, style) for row in data["unfinished"] if not row["patterns"]]),
        _close(data, style, everything=everything),
        Part("Done: keep in place", [_action(row, style) for row in data["kept"]]),
    )
    return (part for part in found if part.rows)


def _held(row: Data, data: Data, style: Style) -> Sequence[str]:
    risk = row["status"] == "accepted-risk"
    late = counted(row["days_late"], "day")
    when = f"accepted until {row['day']}, {late} ago" if risk else f"due {row['day']}, {late} late"
    return (
        f"{style.code(row['waive'])}  {when}, owner: {style.text(row['owner'] or 'not reported')}",
        f"    {style.text(row['title'])}",
        *(f"    {style.text(one['why'])}" for one in data["close"] if one["review"] == row["review"]),
        *([f"    waived until {row['until']}: {style.text(row['reason'])}"] if "until" in row else []),
    )


def _close(data: Data, style: Style, *, everything: bool) -> Part:
    """Reviews of other models that are close and are not told already, each with why and what is open there."""
    told = {row["review"] for name in ("held_by", "waived") for row in data["gate"][name]}
    close = [one for one in data["close"] if one["review"] not in told]
    shown = close if everything else close[:_MOST_CLOSE]
    rows = [
        (
            style.code(one["review"]),
            f"  {style.text(one['why'])}",
            *(
                f"  {row['state']}: {style.text(row['title'])}"
                for row in data["unfinished"]
                if row["review"] == one["review"]
            ),
        )
        for one in shown
    ]
    more = len(close) - len(shown) + data["more_close"]
    patterns = ", ".join(map(style.code, data["patterns"]))
    note = f"… and {counted(more, 'more review')}; the pages of its patterns list them: {patterns}"
    return Part("Close incidents of other models", rows, [note] if more else ())


def _action(row: Data, style: Style) -> Sequence[str]:
    late = f", {counted(row['days_late'], 'day')} late" if row["days_late"] else ""
    due = f", due {row['due']}" if row["due"] else ""
    owner = style.text(row["owner"] or "not reported")
    name = style.code(f"{row['review']}#{row['action']}")
    return (
        f"{name}  {row['state']}{due}{late}, owner: {owner}",
        f"  {style.text(row['title'])}",
    )


def sections(data: Data, *, everything: bool) -> Iterator[tuple[str, Sequence[Data], int]]:
    """The checks that matter most, and where all are wanted the others by their ties; each with how many are left."""
    checks = data["checks"]
    first, rest = checks[:MOST_FIRST], checks[MOST_FIRST:]
    if first:
        yield "Check first", first, 0 if everything else len(rest)
    for ties, title in TIES if everything else ():
        if found := [check for check in rest if check["tie"] in ties]:
            yield f"{title}: {counted(len(found), 'more check')}", found, 0


def by_destination(checks: Sequence[Data], labels: Mapping[str, str]) -> Iterator[tuple[str, Sequence[Data]]]:
    """The checks of each destination, with its title from ``labels``, in their order."""
    for name in dict.fromkeys([*labels, *(check["destination"] for check in checks)]):
        if rows := [check for check in checks if check["destination"] == name]:
            yield labels.get(name, name), rows


def because(check: Data, style: Style) -> str:
    """The precedents of a check, and where it is in force."""
    rows = check["precedents"]
    ids = [style.code(row["id"]) for row in rows]
    names = [
        f"{id_} ({row['severity']})" if row["severity"] else f"pattern {id_}"
        for id_, row in zip(ids, rows, strict=True)
    ]
    more = f" and {len(names) - _MOST_PRECEDENTS} more" if len(names) > _MOST_PRECEDENTS else ""
    reviews = ", ".join(names[:_MOST_PRECEDENTS]) + more
    for adopted, where in ((check["adopted_here"], ""), (check["adopted_elsewhere"], " elsewhere")):
        if adopted:
            return f"{reviews}; in force{where} since {adopted[0]['since']}"
    return reviews
