"""A metric over time, or the history of a monitor with its thresholds as they were, by the hour or by the day."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from afterword.capture.gathered import LATE_NOTE, is_late, series_of, steps_within
from afterword.capture.graphql import answered
from afterword.capture.interface import Asking
from afterword.capture.numbers import judged, moment_written
from afterword.capture.shape import at, many
from afterword.capture.told import told
from afterword.evidence.form import written_moment
from afterword.evidence.snapshot import Series, Span
from afterword.http import NoAnswer
from afterword.settings.sources import ABOVE, BELOW, Metric

_MONITOR: Final = "monitor:"
_CUSTOM = re.compile(r"\s*select\s", re.IGNORECASE | re.ASCII)
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,79}", re.ASCII)
_HOUR: Final = 3_600
_DAY: Final = 86_400
_BREACHES: Final = {"lessThan": BELOW, "lessThanOrEqual": BELOW, "greaterThan": ABOVE, "greaterThanOrEqual": ABOVE}
"""The side on which a monitor is triggered, by its operator."""
# The zone shapes the steps, so it is always UTC.
_TIMES: Final = "startTime: $start, endTime: $end, timeZone: $zone, timeSeriesDataGranularity: $size"
_DECLARED: Final = "$id: ID!, $start: DateTime!, $end: DateTime!, $zone: String!, $size: DataGranularity!"
_HISTORY: Final = f"""query MonitorHistory({_DECLARED}) {{
  node(id: $id) {{ ... on Monitor {{ name operator metricHistory({_TIMES}) {{
    ... on TimeSeriesWithThresholdDataType {{ dataPoints {{ x y }} thresholdDataPoints {{ x y }} }}
  }} }} }}
}}"""


def is_monitor(metric: Metric) -> bool:
    """Whether the query of a metric names a monitor."""
    return metric.query.startswith(_MONITOR)


def by_graphql(asking: Asking, metric: Metric) -> Series:
    """The series of a metric; raises ``NoAnswer``."""
    step = _DAY if metric.step >= _DAY else _HOUR
    span = steps_within(asking.window, step)
    ends = {
        "start": written_moment(span.start),
        "end": written_moment(span.end + timedelta(seconds=step) - timedelta(milliseconds=1)),
        "zone": "UTC",
        "size": "day" if step == _DAY else "hour",
    }
    late = is_late(span, step, asking.now)
    told_late: tuple[list[str], list[str]] = (["late"], [LATE_NOTE]) if late else ([], [])
    if is_monitor(metric):
        return _of_monitor(asking, metric, ends, span, step, *told_late)
    found = _node(asking, _over_time(metric), {"id": model_id(asking, metric), **ends, **_of(asking, metric)}, "model")
    points = at(found, "performanceMetricOverTime", "dataPoints")
    if not isinstance(points, list):
        raise NoAnswer(f"{asking.server.subject} has no `{metric.query[:80]}` of this model")
    flags, notes = told_late
    return series_of(metric, _inside(points, span), step=step, flags=flags, notes=notes)


def model_id(asking: Asking, metric: Metric) -> str:
    """The id of the model of a metric; raises ``NoAnswer`` if the settings name none."""
    found = metric.option("model_id") or asking.source.option("model_id")
    if not found:
        raise NoAnswer(
            "The metric has no `model_id`; write the id that stands after /models/ in the address of its page"
        )
    return str(found)


def _over_time(metric: Metric) -> str:
    """The question for a metric, with the lists in their place, since only their elements have known types."""
    declared, config = "$metric: PerformanceMetric!", "performanceMetric: $metric"
    if _CUSTOM.match(metric.query):
        declared, config = "$config: String", "performanceMetric: udf, customMetricConfig: $config"
    elif not _NAME.fullmatch(metric.query):
        raise NoAnswer(
            f"`query` is {metric.query[:60]!r}; it must be the name of a metric, such as accuracy, an expression that "
            "begins with select, or monitor: and the id of a monitor"
        )
    if metric.option("positive_class") is not None:
        declared, config = f"{declared}, $positive: String", f"{config}, positiveClass: $positive"
    versions, batches = (json.dumps(metric.option(name, ())) for name in ("versions", "batches"))
    return f"""query MetricOverTime({_DECLARED}, $environment: ModelEnvironmentName!, {declared}) {{
  node(id: $id) {{ ... on Model {{ performanceMetricOverTime({config}, {_TIMES}, environmentName: $environment,
    externalModelVersionIds: {versions}, externalBatchIds: {batches}, filters: []) {{ dataPoints {{ x y }} }} }} }}
}}"""


def _of(asking: Asking, metric: Metric) -> dict[str, Any]:
    """What is asked of a model."""
    asked: dict[str, Any] = {"environment": asking.source.option("environment", "production")}
    asked["config" if _CUSTOM.match(metric.query) else "metric"] = metric.query
    if (positive := metric.option("positive_class")) is not None:
        asked["positive"] = positive
    return asked


def _of_monitor(
    asking: Asking, metric: Metric, ends: dict[str, str], span: Span, step: int, flags: list[str], notes: list[str]
) -> Series:
    found = _node(asking, _HISTORY, {"id": metric.query.removeprefix(_MONITOR).strip(), **ends}, "monitor")
    points = at(found, "metricHistory", "dataPoints")
    if not isinstance(points, list):
        raise NoAnswer(f"{asking.server.subject} has no history of this monitor")
    drawn = _inside(many(at(found, "metricHistory", "thresholdDataPoints")), span)
    limits = [value for value in (judged(written)[0] for _, written in drawn) if value is not None]
    breach = _BREACHES.get(str(at(found, "operator")))
    if len(set(limits)) > 1:
        moved = f"moved between {min(limits):g} and {max(limits):g}"
        notes = [*notes, f"The threshold of the monitor {moved}; its last is shown."]
    if limits and metric.threshold not in {None, limits[-1]}:
        notes = [*notes, f"The settings name another threshold, {metric.threshold:g}."]
    if limits and breach is None:
        notes = [
            *notes,
            "The monitor does not say which side of its threshold is bad, so that of the settings is taken.",
        ]
    series = series_of(metric, _inside(points, span), step=step, flags=flags, notes=notes)
    if not limits:
        return series
    name = told(at(found, "name") or metric.query, asking.server, 80)
    return series._replace(threshold=limits[-1], threshold_from=f"monitor {name}", breach=breach or metric.breach)


def _node(asking: Asking, query: str, variables: dict[str, Any], what: str) -> Any:
    found = at(answered(asking.server, query, variables, f"the {what}"), "node")
    if not isinstance(found, dict):
        raise NoAnswer(f"{asking.server.subject} knows no {what} {variables['id']}, or the key may not see it")
    return found


def _inside(points: Sequence[Any], span: Span) -> list[tuple[datetime, Any]]:
    """The points whose steps begin in a span; a step without a number was not measured."""
    timed = [(moment_written(at(point, "x")), at(point, "y")) for point in points]
    return [(moment, value) for moment, value in timed if moment and span.holds(moment) and value is not None]
