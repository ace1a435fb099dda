"""An answer with numbers over time, read with suspicion: rows, what is told beside them, and nothing made up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

from afterword.capture.gathered import Labels, told_apart
from afterword.capture.numbers import judged, moment_of
from afterword.capture.told import told
from afterword.http import NoAnswer, Server

_NAME: Final = "__name__"
_MOST_LABELS: Final = 30
_MOST_NOTES: Final = 5


class Row(NamedTuple):
    """One series of an answer: its numbers as they were written, and how many histograms it had beside them.

    ``labels`` are those of the server, and not yet safe to show.
    """

    labels: Labels
    values: tuple[tuple[datetime, Any], ...] = ()
    histograms: int = 0


class Matrix(NamedTuple):
    """All series of an answer, with the flags and notes for each of them."""

    rows: tuple[Row, ...] = ()
    flags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def read_matrix(answer: Mapping[str, Any], server: Server) -> Matrix:
    """The series of a whole answer; raises ``NoAnswer`` if it is not what Prometheus would say."""
    data = answer.get("data")
    if not isinstance(data, dict) or data.get("resultType") != "matrix":
        raise NoAnswer(f"{server.subject} did not answer with numbers over time, as Prometheus does")
    try:
        rows = [_row(one) for one in data["result"]]
    except (KeyError, TypeError, ValueError, AttributeError):
        raise NoAnswer(f"{server.subject} answered with series in a form that is not Prometheus'") from None
    flags, notes = _beside(answer, server)
    return Matrix(_named_apart(rows), flags, notes)


def joined(parts: Iterable[Matrix]) -> Matrix:
    """The answers to the parts of a long time as one."""
    rows: dict[Labels, Row] = {}
    flags: dict[str, None] = {}
    notes: dict[str, None] = {}
    for part in parts:
        flags |= dict.fromkeys(part.flags)
        notes |= dict.fromkeys(part.notes)
        for row in part.rows:
            known = rows.get(row.labels, Row(row.labels))
            rows[row.labels] = Row(row.labels, known.values + row.values, known.histograms + row.histograms)
    return Matrix(tuple(rows[labels] for labels in sorted(rows)), tuple(flags), tuple(notes))


def shown(rows: Sequence[Row], server: Server) -> list[Row]:
    """The rows with labels that can be shown, and that still tell them apart."""
    labels = [
        tuple(sorted((told(name, server), told(value, server)) for name, value in row.labels[:_MOST_LABELS]))
        for row in rows
    ]
    return [row._replace(labels=one) for row, one in zip(rows, told_apart(labels), strict=True)]


def _row(one: Mapping[str, Any]) -> Row:
    labels = tuple(sorted((str(name), str(value)) for name, value in one["metric"].items()))
    return Row(labels, tuple(_values(one.get("values") or ())), len(one.get("histograms") or ()))


def _values(written: Iterable[Any]) -> Iterator[tuple[datetime, Any]]:
    for at, value in written:
        seconds, _ = judged(at)
        moment = moment_of(seconds)
        if moment is None:
            raise ValueError
        yield moment, value


def _named_apart(rows: list[Row]) -> tuple[Row, ...]:
    """The rows without the name of the metric, where that does not tell them apart."""
    names = {dict(row.labels).get(_NAME) for row in rows}
    if len(names) > 1:
        return tuple(rows)
    return tuple(
        Row(tuple(label for label in row.labels if label[0] != _NAME), row.values, row.histograms) for row in rows
    )


def _beside(answer: Mapping[str, Any], server: Server) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Flags and notes for what an answer warns of; annotations of the language itself take nothing away."""
    flags: dict[str, None] = {}
    notes: list[str] = []
    if answer.get("isPartial") is True:
        flags["partial"] = None
    for word in ("warnings", "infos"):
        said = answer.get(word) or ()
        for one in said[:_MOST_NOTES] if isinstance(said, list) else ():
            text = told(one, server)
            notes.append(f"The source says: {text}")
            if word == "warnings" and not text.startswith("PromQL"):
                flags["truncated" if "truncated" in text.lower() else "partial"] = None
    return tuple(flags), tuple(notes)
