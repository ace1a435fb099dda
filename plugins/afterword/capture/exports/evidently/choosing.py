"""Which number of a report a query means: ``ValueDrift(column=amount)`` or ``MissingValueCount(column=age):share``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from afterword.capture.exports.evidently.entries import COUNTED, SPREAD, Entry
from afterword.capture.naming import has
from afterword.capture.reading.paths import NoPathError, at_path
from afterword.diagnostics import one_of
from afterword.http import NoAnswer
from afterword.settings.sources import Metric
from afterword.text.nearest import suggest

_QUERY = re.compile(r"(?P<sort>[^():]+?)\s*(?:\((?P<params>.*)\))?(?::(?P<path>[^:]+))?", re.DOTALL)
_NEXT = re.compile(r",(?=\s*[A-Za-z_][A-Za-z0-9_]*\s*=)", re.ASCII)
_UNFIT = re.compile(r"[^A-Za-z0-9._@%/-]+", re.ASCII)
_MOST: Final = 40
_LONGEST: Final = 80


def chosen(query: str, found: Sequence[Entry]) -> tuple[Entry, str, Any]:
    """The entry, the path in it and the value there: a number, or a table of them by label.

    Raises ``NoAnswer`` that names what there is.
    """
    entry, path = _entry(query, found)
    path = path or _usual(entry, query)
    try:
        value = at_path(entry.value, path) if path else entry.value
    except NoPathError as error:
        raise NoAnswer(f"In {_short(entry.name)}, `{path[:60]}` {error}") from None
    if isinstance(value, list):
        raise NoAnswer(f"{_short(entry.name)} is a list of {len(value):,} there; end the query with a place, as :0")
    if isinstance(value, dict) and (value.keys() in (COUNTED, SPREAD) or not all(map(_is_plain, value.values()))):
        raise NoAnswer(f"{_short(entry.name)} has several values; end the query with {_paths(value)}")
    return entry, path, value


def every(found: Sequence[Entry]) -> tuple[tuple[Metric, ...], tuple[tuple[str, str], ...]]:
    """A metric for each number of a report, and what has too many to take them all."""
    metrics: dict[str, Metric] = {}
    missing: list[tuple[str, str]] = []
    for entry in found:
        if entry.is_test:
            continue
        queries = list(_queries(entry))
        if not queries:
            missing.append((_name(entry, ""), "It is no number; name one of its values in the `query` of a metric"))
        for path in queries:
            name = free = _name(entry, path)
            for number in range(2, len(metrics) + 3):
                if free not in metrics:
                    break
                free = f"{name[: _LONGEST - 4]} {number}"
            metrics[free] = Metric(free, f"{entry.name}:{path}" if path else entry.name)
    kept = tuple(metrics.values())[:_MOST]
    if len(metrics) > len(kept):
        missing.append(
            (
                f"{len(metrics) - _MOST} more",
                f"Only the first {_MOST} numbers of a report are taken; name those that matter",
            )
        )
    return kept, tuple(missing)


def _entry(query: str, found: Sequence[Entry]) -> tuple[Entry, str]:
    for entry in found:
        for name in filter(None, (entry.name, entry.key)):
            if query == name or query.startswith(f"{name}:"):
                return entry, query[len(name) + 1 :]
    match = _QUERY.fullmatch(query)
    sort = match["sort"] if match else query
    wanted = [part.partition("=") for part in _NEXT.split(match["params"])] if match and match["params"] else []
    alike = [entry for entry in found if entry.sort == sort and not entry.is_test]
    fitting = [
        entry
        for entry in alike
        if all(str(entry.params.get(name.strip(), "")) == text.strip() for name, _, text in wanted)
    ]
    if len(fitting) == 1 and match:
        return fitting[0], match["path"] or ""
    there = has(entry.name for entry in fitting or alike or found if not entry.is_test)
    if len(fitting) > 1:
        raise NoAnswer(f"{query[:80]} means several metrics of the report: {there}; write one of them")
    near = "" if alike else suggest(sort, [entry.sort for entry in found if entry.sort])
    raise NoAnswer(f"The report has no {query[:80]}; it has {there}.{near}".rstrip("."))


def _usual(entry: Entry, query: str) -> str:
    if not entry.usual:
        return ""
    if len(entry.usual) > 1:
        raise NoAnswer(
            f"{query[:80]} has several values; end the query with {one_of([f':{path}' for path in entry.usual], 8)}"
        )
    return entry.usual[0]


def _queries(entry: Entry) -> Iterator[str]:
    if entry.usual:
        yield from entry.usual
    elif _is_plain(entry.value):
        yield ""
    elif isinstance(entry.value, dict):
        if entry.value.keys() in (COUNTED, SPREAD):
            yield from sorted(entry.value)
        elif all(map(_is_plain, entry.value.values())) and entry.value:
            yield ""


def _name(entry: Entry, path: str) -> str:
    """A name for the metric, as the settings would have it."""
    column = entry.params.get("column") or entry.params.get("column_name") or ""
    return _UNFIT.sub(" ", f"{entry.sort} {column} {path}").strip(" ._@%/-")[:_LONGEST].strip() or "metric"


def _paths(value: dict[str, Any]) -> str:
    return one_of([f":{name}" for name in value], 8)


def _is_plain(value: Any) -> bool:
    return value is None or (isinstance(value, int | float | str) and not isinstance(value, bool))


def _short(name: str) -> str:
    return name if len(name) <= 120 else f"{name[:119]}…"
