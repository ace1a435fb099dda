"""Reports and test suites of Evidently before version 0.7."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from afterword.capture.exports.evidently.entries import FOR_DRIFT, Entry, Limit, drift_side, plain_number
from afterword.capture.shape import at
from afterword.settings.sources import ABOVE, BELOW

_USUAL: Final = (
    "drift_score",
    "share_of_drifted_columns",
    "number_of_drifted_columns",
    "current.value",
    "current.share_of_missing_values",
    "current.accuracy",
    "current.precision",
    "current.recall",
    "current.f1",
    "current.roc_auc",
    "current.mean_abs_error",
    "current.rmse",
)
_CONDITIONS: Final = {"lt": ABOVE, "lte": ABOVE, "gt": BELOW, "gte": BELOW}


def reported(sort: str, result: Any) -> Iterator[Entry]:
    """A metric of a report: its result is a table, in which the names of what it was set to stand too."""
    if not isinstance(result, dict):
        return
    params = {name: value for name, value in result.items() if isinstance(value, str | int | float)}
    usual = [path for path in _USUAL if _there(result, path)]
    limits = [*_of_score(result, "")]
    if isinstance(table := result.get("drift_by_columns"), dict):
        for column, row in table.items():
            if isinstance(row, dict) and "drift_score" in row:
                usual.append(f"drift_by_columns.{column}.drift_score")
                limits += _of_score(row, f"drift_by_columns.{column}.")
    if (share := plain_number(result.get("drift_share"))) is not None:
        limits.append(Limit("share_of_drifted_columns", share, ABOVE, FOR_DRIFT))
    column = result.get("column_name")
    name = f"{sort}(column_name={column})" if isinstance(column, str) else sort
    yield Entry(name, sort, params, result, usual=usual, limits=limits, method=str(result.get("stattest_name") or ""))


def tested(rows: list[dict[str, Any]]) -> Iterator[Entry]:
    """The tests of a suite: what each measured stands among its parameters."""
    for row in rows:
        sort, params = row.get("name"), row.get("parameters")
        if not isinstance(sort, str) or not isinstance(params, dict):
            continue
        usual = [name for name in ("value", "score", "current_mean") if plain_number(params.get(name)) is not None]
        column = params.get("column_name")
        result = "failed" if row.get("status") == "FAIL" else "did not fail"
        yield Entry(
            f"{sort}(column_name={column})" if isinstance(column, str) else sort,
            sort,
            params,
            params,
            usual=usual,
            limits=list(_limits(params)),
            results=[(path, f"Its test in the report {result}.") for path in usual],
            method=str(params.get("stattest") or ""),
        )


def _limits(params: dict[str, Any]) -> Iterator[Limit]:
    side = drift_side(str(params.get("stattest") or ""))
    if side and (threshold := plain_number(params.get("threshold"))) is not None:
        yield Limit("score", threshold, side, FOR_DRIFT)
    condition = params.get("condition")
    for name, value in condition.items() if isinstance(condition, dict) else ():
        if name in _CONDITIONS and (threshold := plain_number(value)) is not None:
            yield Limit("value", threshold, _CONDITIONS[name], "the test of the report")


def _of_score(row: dict[str, Any], path: str) -> Iterator[Limit]:
    side = drift_side(str(row.get("stattest_name") or ""))
    if side and (threshold := plain_number(row.get("stattest_threshold"))) is not None:
        yield Limit(f"{path}drift_score", threshold, side, FOR_DRIFT)


def _there(result: dict[str, Any], path: str) -> bool:
    found = at(result, *path.split("."))
    return plain_number(found) is not None or (isinstance(found, str) and path != "current.value")
