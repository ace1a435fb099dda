"""Files of evidence from a few words, for the manuals of rules and for tests."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Final

from afterword.evidence.form import dump
from afterword.evidence.snapshot import Origin, Point, Registered, Series, Snapshot, Span, Window

REVIEW: Final = "2025-01-01-example"
_DAY: Final = datetime(2025, 1, 1, tzinfo=UTC)
_START: Final = _DAY + timedelta(hours=9)
WINDOW: Final = Window(Span(_START - timedelta(hours=24), _START), Span(_START, _START + timedelta(hours=4)))
_SERIES = re.compile(
    r"(?P<metric>[^,:{]+?)(?: \{(?P<labels>[^}]*)\})?(?:, in (?P<unit>[^,:]+))?"
    r"(?:, a breach (?P<breach>above|below) (?P<threshold>[-\d.e]+))?(?:, every (?P<step>\d+)s)?"
    r"(?:, flagged (?P<flags>[a-z ]+))?(?:, asked as (?P<query>[^:]+(?:\[\d+m\])?\)?))?: (?P<points>.*)"
)
_REGISTRY = re.compile(
    r"registry (?P<model>.+?) (?P<version>\S+)(?:, before it (?P<last>[^\s,]+))?(?:, trained (?P<trained>\S+))?"
    r"(?:, at (?P<uri>[^\s,]+))?(?P<inferred>, inferred)?"
)


def evidence(words: str, name: str = "prod", review: str = REVIEW) -> Snapshot:
    """A snapshot from lines such as ``precision, a breach below 0.9: 09:00 0.95, 10:00 0.41``.

    Other lines are ``registry MODEL VERSION, before it VERSION`` and ``supersedes NAME``. A time may have ``-1`` before
    it for the day before; a value may be ``none``; ``10:00..10:30 0.4`` repeats it every five minutes.
    """
    snapshot = Snapshot(
        f"{review}/{name}",
        review,
        Origin(re.sub(r"-\d+$", "", name), "prometheus"),
        WINDOW,
        _DAY + timedelta(days=1),
        "afterword",
    )
    for line in words.strip().splitlines():
        if line.startswith("supersedes "):
            snapshot = snapshot._replace(supersedes=f"{review}/{line.split()[1]}")
        elif match := _REGISTRY.fullmatch(line):
            trained = datetime.fromisoformat(match["trained"]) if match["trained"] else None
            entry = Registered(
                match["model"],
                match["version"],
                match["last"],
                match["uri"],
                trained,
                inferred=bool(match["inferred"]),
            )
            snapshot = snapshot._replace(registry=(*snapshot.registry, entry))
        else:
            snapshot = snapshot._replace(series=(*snapshot.series, _series(line)))
    return snapshot


def written(words: str, name: str = "prod", review: str = REVIEW) -> bytes:
    """The bytes of the file of such a snapshot."""
    return dump(evidence(words, name, review))


def path_of(name: str = "prod", review: str = REVIEW) -> str:
    """The path of a file of evidence from the root."""
    return f"postmortems/evidence/{review}/{name}.json"


def _series(line: str) -> Series:
    match = _SERIES.fullmatch(line)
    assert match, line
    labels = tuple(sorted(tuple(pair.split("=")) for pair in match["labels"].split(", "))) if match["labels"] else ()
    step = int(match["step"] or 300)
    return Series(
        match["metric"],
        match["query"] or match["metric"],
        labels,
        match["unit"],
        float(match["threshold"]) if match["threshold"] else None,
        "settings" if match["threshold"] else None,
        match["breach"],
        step,
        tuple(point for part in match["points"].split(", ") if part for point in _points(part, step)),
        tuple((match["flags"] or "").split()),
    )


def _points(part: str, step: int) -> list[Point]:
    when, value = part.split()
    first, _, last = when.partition("..")
    number = None if value == "none" else float(value)
    at, end = _time(first), _time(last or first)
    found = []
    while at <= end:
        found.append(Point(at, number))
        at += timedelta(seconds=step)
    return found


def _time(written: str) -> datetime:
    hour, minute = map(int, written.removeprefix("-1").split(":"))
    return _DAY + timedelta(days=-1 if written.startswith("-1") else 0, hours=hour, minutes=minute)
