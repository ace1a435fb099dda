"""The forms in which Evidently writes a report: short or whole since version 0.7, and those before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from afterword.capture.exports.evidently.entries import (
    COUNTED,
    FOR_DRIFT,
    SPREAD,
    Entry,
    Limit,
    drift_side,
    plain_number,
)
from afterword.capture.exports.evidently.older import reported, tested
from afterword.capture.shape import at, many
from afterword.http import NoAnswer
from afterword.settings.sources import ABOVE, BELOW

_NAME = re.compile(r"(?P<sort>[^()]+)\((?P<params>.*)\)", re.DOTALL)
_NEXT = re.compile(r",(?=[A-Za-z_][A-Za-z0-9_]*=)", re.ASCII)
_SIDES: Final = {
    "LessThanMetricTest": ABOVE,
    "LessOrEqualMetricTest": ABOVE,
    "GreaterThanMetricTest": BELOW,
    "GreaterOrEqualMetricTest": BELOW,
}
_WHAT: Final = (
    "The file is no report of Evidently; save one with `save_json`, which has `metrics` with their values, or `tests`"
)


def entries_of(plain: Any) -> list[Entry]:
    """All that a report says; raises ``NoAnswer`` if it is none, or says nothing."""
    if not isinstance(plain, dict):
        raise NoAnswer(_WHAT)
    if isinstance(plain.get("metric_results"), dict):
        found = list(_whole(plain["metric_results"]))
    else:
        found = [*_listed(plain), *([] if _rows(plain, "metrics") else tested(_rows(plain, "tests")))]
    if not found:
        raise NoAnswer(_WHAT)
    return found


def _named(sort: str, params: Mapping[str, Any]) -> str:
    """The whole name of a metric, as Evidently writes it."""
    return f"{sort}({','.join(f'{name}={value}' for name, value in params.items())})"


def _listed(plain: dict[str, Any]) -> Iterator[Entry]:
    tests = _rows(plain, "tests")
    for row in _rows(plain, "metrics"):
        if "result" in row and isinstance(row.get("metric"), str):
            yield from reported(row["metric"], row["result"])
        elif (written := row.get("metric_name") or row.get("metric_id")) and isinstance(written, str):
            mine = [test for test in tests if at(test, "metric_config", "metric_id") == row.get("id")]
            yield from _measured(written, row.get("config"), str(row.get("id", "")), row.get("value"), mine)


def _whole(results: dict[str, Any]) -> Iterator[Entry]:
    """The form for loading a report again, with its widgets."""
    for key, row in results.items():
        config = at(row, "metric_value_location", "metric", "params")
        if isinstance(config, dict) and isinstance(sort := config.get("type"), str):
            params = {name: _spoken(value) for name, value in config.items() if _is_named(name, value)}
            written = _named(sort.rpartition(":")[2], params)
            yield from _measured(written, config, key, _simple(row), _rows(row, "tests"))


def _measured(written: str, config: Any, key: str, value: Any, tests: list[dict[str, Any]]) -> Iterator[Entry]:
    match = _NAME.fullmatch(written)
    parts = [part.partition("=") for part in _NEXT.split(match["params"])] if match and match["params"] else []
    params = {name: text for name, _, text in parts}
    config = config if isinstance(config, dict) else params
    method = str(config.get("method") or "") if "threshold" in config else ""
    limits, results = list(_drifts(config, method)), []
    for test in tests:
        path, side = _path_of(test), _side(test)
        name, failed = str(test.get("name", "")), str(test.get("status")) == "FAIL"
        results.append((path, f"Its test “{name}” in the report {'failed' if failed else 'did not fail'}."))
        own = [Limit(path, *side, f"the test “{name}” of the report", failed)] if side else []
        limits += own
        yield Entry(name, "", {}, _at(value, path), limits=[one._replace(path="") for one in own], is_test=True)
    sort = match["sort"] if match else written
    yield Entry(written, sort, params, value, key, limits=limits, results=results, method=method)


def _drifts(config: Mapping[str, Any], method: str) -> Iterator[Limit]:
    """The threshold by which Evidently decides on drift."""
    side, threshold = drift_side(method), plain_number(config.get("threshold"))
    if method and side and threshold is not None:
        yield Limit("", threshold, side, FOR_DRIFT)
    if (share := plain_number(config.get("drift_share"))) is not None:
        yield Limit("share", share, ABOVE, FOR_DRIFT)


def _side(test: dict[str, Any]) -> tuple[float, str] | None:
    """The threshold of a test and its bad side, if it compares with a number."""
    sort = str(at(test, "test_config", "type")).rpartition(":")[2]
    threshold = plain_number(at(test, "test_config", "threshold"))
    return (threshold, _SIDES[sort]) if threshold is not None and sort in _SIDES else None


def _path_of(test: dict[str, Any]) -> str:
    """Which part of a count a test is about."""
    counts = at(test, "bound_test", "is_count")
    return "" if counts is None else "count" if counts else "share"


def _at(value: Any, path: str) -> Any:
    return value.get(path) if path and isinstance(value, dict) else value


def _simple(row: dict[str, Any]) -> Any:
    """The value of a whole result, as the short form has it."""
    if "value" in row:
        return row["value"]
    if row.keys() >= COUNTED or row.keys() >= SPREAD:
        return {
            name: _simple(row[name]) for name in ("count", "share", "mean", "std") if isinstance(row.get(name), dict)
        }
    for name in ("values", "counts", "shares"):
        if isinstance(row.get(name), dict):
            found = {label: _simple(one) for label, one in row[name].items() if isinstance(one, dict)}
            return found if name == "values" else {name: found}
    return None


def _is_named(name: str, value: Any) -> bool:
    return name != "type" and not name.endswith("tests") and value not in (None, []) and not isinstance(value, dict)


def _spoken(value: Any) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def _rows(plain: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return [row for row in many(plain.get(name)) if isinstance(row, dict)]
