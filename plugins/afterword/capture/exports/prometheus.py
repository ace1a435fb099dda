"""A saved answer of Prometheus: of ``query_range``, of ``query``, of ``promtool``, or VictoriaMetrics' export."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from afterword.capture.interface import Export, Fetched
from afterword.capture.kinds.prometheus.matrix import Matrix, read_matrix
from afterword.capture.kinds.prometheus.slices import kept
from afterword.capture.naming import has
from afterword.capture.numbers import judged
from afterword.capture.reading.content import parsed
from afterword.capture.reading.metrics import each_metric
from afterword.capture.reading.numbers import number_or_text
from afterword.capture.reading.rows import Row, slices_of
from afterword.capture.shape import many
from afterword.capture.told import told
from afterword.evidence.snapshot import Series, Window
from afterword.http import NoAnswer, Server
from afterword.settings.sources import Metric, Source

_FILE: Final = Server("the file", "")
_NAME: Final = "__name__"
_WHAT: Final = "save the whole answer of /api/v1/query_range, which begins with `status`"

Answers = dict[str, dict[str, Any]]


def _read(content: bytes, source: Source, metrics: Sequence[Metric], window: Window) -> Fetched:
    del source
    plain = parsed(content)
    if isinstance(plain, dict) and plain and all(map(_is_answer, plain.values())):
        answers: Answers = plain
        return each_metric(
            metrics or [Metric(name, name) for name in answers], lambda metric: _of_name(metric, answers, window)
        )
    answer = _answer(plain)
    return each_metric(_meant(metrics, answer), lambda metric: _series(metric, read_matrix(answer, _FILE), window))


def _of_name(metric: Metric, answers: Answers, window: Window) -> tuple[Series, ...]:
    if metric.name not in answers:
        raise NoAnswer(f"The file has no answer for {metric.name}; it has those for {has(answers)}")
    return _series(metric, read_matrix(_answer(answers[metric.name]), _FILE), window)


def _series(metric: Metric, matrix: Matrix, window: Window) -> tuple[Series, ...]:
    if matrix.rows and not any(row.values for row in matrix.rows):
        raise NoAnswer("The file has no numbers but histograms; ask for one of them with histogram_quantile")
    rows, left_out = kept(matrix.rows, window.incident, metric.breach if metric.threshold is not None else None)
    odd = sum(row.histograms for row in rows)
    notes = [*left_out, *matrix.notes, *([f"{odd:,} points are histograms, and are left out."] if odd else [])]
    flags = [*matrix.flags, *["truncated"] * bool(left_out)]
    # Each row has other labels, so no two values can be at one time but in the same row.
    points = [
        Row(at, number_or_text(value), row.labels, f"the series {row.labels}")
        for row in rows
        for at, value in row.values
    ]
    return slices_of(metric, points, window, flags=flags, notes=notes)


def _meant(metrics: Sequence[Metric], answer: dict[str, Any]) -> Sequence[Metric]:
    """The metric that an answer is of: the only one, or the one whose query has the name of its series."""
    if len(metrics) == 1:
        return metrics
    names = sorted({str(one["metric"][_NAME]) for one in _rows(answer) if _NAME in one["metric"]})
    if not metrics:
        name = names[0] if len(names) == 1 else "value"
        return [Metric(name, name)]
    fitting = [
        one for one in metrics if any(re.search(rf"(?<![\w:]){re.escape(name)}(?![\w:])", one.query) for name in names)
    ]
    if len(fitting) != 1:
        raise NoAnswer(
            f"The file does not say of which metric it is; choose one with --metric: {has(one.name for one in metrics)}"
        )
    return fitting


def _rows(answer: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for one in many(answer["data"].get("result")):
        if isinstance(one, dict) and isinstance(one.get("metric"), dict):
            yield one


def _is_answer(plain: Any) -> bool:
    return isinstance(plain, dict) and plain.get("status") in ("success", "error")


def _answer(plain: Any) -> dict[str, Any]:
    """An answer with numbers over time out of each form in which one is saved."""
    if isinstance(plain, dict) and plain.get("status") == "error":
        why = told(plain.get("error") or plain.get("errorType") or "without a reason", _FILE)
        raise NoAnswer(f"The file is an answer in which the server says that it failed: {why}")
    if isinstance(plain, dict) and isinstance(plain.get("data"), dict):
        return {**plain, "data": _matrix(plain["data"])}
    if isinstance(plain, dict) and "resultType" in plain:
        return {"data": _matrix(plain)}
    rows = plain if isinstance(plain, list) else [plain]
    if rows and all(isinstance(row, dict) and "metric" in row for row in rows):
        return {"data": {"resultType": "matrix", "result": [_row(row) for row in rows]}}
    raise NoAnswer(f"The file is no answer of Prometheus; {_WHAT}")


def _matrix(data: dict[str, Any]) -> dict[str, Any]:
    """The part with the numbers; of one time, each number becomes a series of one point."""
    result = data.get("result")
    if data.get("resultType") == "scalar":
        return {"resultType": "matrix", "result": [{"metric": {}, "values": [result]}]}
    if data.get("resultType") == "vector" and isinstance(result, list):
        return {"resultType": "matrix", "result": [_row(row) for row in result]}
    return data


def _row(row: Any) -> Any:
    """A series with its points as pairs; VictoriaMetrics exports them as two lists, with times in milliseconds."""
    if not isinstance(row, dict):
        return row
    times, values = row.get("timestamps"), row.get("values")
    if isinstance(times, list) and isinstance(values, list):
        if len(times) != len(values):
            raise NoAnswer(f"A series of the file has {len(times):,} times and {len(values):,} values")
        milliseconds = [judged(at)[0] for at in times]
        pairs = [[at if at is None else at / 1000, value] for at, value in zip(milliseconds, values, strict=True)]
        return {"metric": row["metric"], "values": pairs}
    return {**row, "values": [row["value"]]} if "value" in row else row


EXPORT = Export(read=_read)
