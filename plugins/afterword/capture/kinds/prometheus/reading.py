"""One metric from a server with Prometheus' interface: asked in parts, with what its numbers do not say."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cached_property
from typing import Final

from afterword.capture.gathered import series_of
from afterword.capture.interface import Asking
from afterword.capture.kinds.prometheus.alerts import bound_of, fired, same
from afterword.capture.kinds.prometheus.asked import Talk
from afterword.capture.kinds.prometheus.matrix import Matrix, Row, joined, read_matrix, shown
from afterword.capture.kinds.prometheus.past import Absence, kept_since, shortened, unexplained
from afterword.capture.kinds.prometheus.ready import written_out
from afterword.capture.kinds.prometheus.slices import kept
from afterword.capture.kinds.prometheus.times import duration, fields_of, longest_range, parts_of
from afterword.diagnostics import counted
from afterword.evidence.form import written_moment
from afterword.evidence.snapshot import Series, Span
from afterword.http import NoAnswer
from afterword.settings.sources import Metric

_LOOKBACK: Final = timedelta(minutes=5)
"""How long a server of this kind carries a sample on, so how long its newest numbers are not final."""


class Reading:
    """The metrics of one capture, asked one by one."""

    def __init__(self, asking: Asking) -> None:
        self.asking = asking
        self.talk = Talk(asking.server)

    def series(self, metric: Metric) -> list[Series]:
        """The slices of a metric; raises ``NoAnswer``."""
        metric = written_out(metric)
        parts = parts_of(self.asking.window, metric.step)
        matrix = joined(self._part(metric, part) for part in parts)
        rows, moved = _on_the_grid(matrix, parts[0].start, metric.step, Span(parts[0].start, parts[-1].end))
        _expect_numbers(rows, metric)
        metric, threshold_from, said = self._bounded(metric, parts)
        rows, left_out = kept(
            rows, self.asking.window.incident, metric.breach if metric.threshold is not None else None
        )
        absence = self._absence(metric, rows)
        late = self._is_late(rows)
        flags = (*matrix.flags, *absence.flags, *["late"] * bool(late))
        notes = (*left_out, *moved, *_narrow(metric), *matrix.notes, *said, *absence.notes, *late)
        made = [
            series_of(metric, row.values, row.labels, flags=flags, notes=(*_histograms(row), *notes))
            for row in (shown(rows, self.talk.server) or [Row(())])
        ]
        return [one._replace(threshold_from=threshold_from) for one in made]

    @cached_property
    def _kept_since(self) -> tuple[datetime, str] | None:
        return kept_since(self.talk, self.asking.now)

    def _part(self, metric: Metric, part: Span) -> Matrix:
        return read_matrix(
            self.talk.post("query_range", {"query": metric.query, **fields_of(part, metric.step)}), self.talk.server
        )

    def _bounded(self, metric: Metric, parts: tuple[Span, ...]) -> tuple[Metric, str | None, tuple[str, ...]]:
        """The metric with a threshold, where that comes from, and what is to be said of its alert rule."""
        source = None if metric.threshold is None else "settings"
        rule = metric.option("rule")
        if not rule:
            return metric, source, ()
        notes: list[str] = []
        try:
            bound = bound_of(self.talk, rule, metric.query)
            if metric.threshold is None:
                metric = metric._replace(threshold=bound.threshold, breach=bound.breach)
                source = f"alert rule {rule}, as it is now"
            elif (bound.threshold, bound.breach) != (metric.threshold, metric.breach):
                notes.append(
                    f"The alert rule {rule} now fires {bound.breach} {bound.threshold:g}, and not as the settings say."
                )
            if not same(bound.expression, metric.query):
                notes.append(f"The alert rule {rule} watches another expression: {bound.expression[:200]}")
        except NoAnswer as error:
            notes.append(f"{error}.")
        return metric, source, (*notes, *self._fired(rule, metric.step, parts))

    def _fired(self, rule: str, step: int, parts: tuple[Span, ...]) -> tuple[str, ...]:
        incident = self.asking.window.incident
        try:
            answers = [read_matrix(fired(self.talk, rule, fields_of(part, step)), self.talk.server) for part in parts]
        except NoAnswer:
            return ()
        times = [at for row in joined(answers).rows for at, _ in row.values if incident.holds(at)]
        if not times:
            return (f"The source has nothing of the alert {rule} firing in the incident.",)
        return (f"The alert {rule} fired from {written_moment(min(times))} on, to the step of {duration(step)}.",)

    def _absence(self, metric: Metric, rows: list[Row]) -> Absence:
        """What is to be said where the window, or its beginning, has no number."""
        window, now = self.asking.window, self.asking.now
        first = min((at for row in rows for at, _ in row.values), default=None)
        if first and first <= window.start + timedelta(seconds=2 * metric.step):
            return Absence()
        short = shortened(self._kept_since, window, first, metric.step)
        return short if short.flags or first else unexplained(self.talk, metric.query, window, metric.step, now)

    def _is_late(self, rows: list[Row]) -> tuple[str, ...]:
        if self.asking.window.end <= self.asking.now - _LOOKBACK or not rows:
            return ()
        return ("The window ended less than 5 minutes before the capture, and so long the newest numbers may change.",)


def _on_the_grid(matrix: Matrix, first: datetime, step: int, whole: Span) -> tuple[list[Row], tuple[str, ...]]:
    """The rows with the points at the times that were asked for, and a note if a server moved them."""
    size, rows, moved = timedelta(seconds=step), [], 0
    for row in matrix.rows:
        right = tuple(one for one in row.values if whole.holds(one[0]) and not (one[0] - first) % size)
        moved += len(row.values) - len(right)
        rows.append(row._replace(values=right))
    if not moved:
        return rows, ()
    return rows, (
        f"The source moved {counted(moved, 'point')} to a time that was not asked for, and so out of the series.",
    )


def _expect_numbers(rows: list[Row], metric: Metric) -> None:
    if rows and not any(row.values for row in rows) and any(row.histograms for row in rows):
        raise NoAnswer(
            "The source answered with histograms and no numbers; ask for a number of them, such as "
            f"`histogram_quantile(0.95, {metric.query})`"
        )


def _histograms(row: Row) -> tuple[str, ...]:
    if not row.histograms:
        return ()
    return (f"Left out, since a histogram is no number: {counted(row.histograms, 'histogram')}.",)


def _narrow(metric: Metric) -> tuple[str, ...]:
    found = longest_range(metric.query)
    if found is None or not 0 < found[1] < metric.step:
        return ()
    return (f"The query looks at {found[0]} of every {duration(metric.step)}, and sees nothing of the rest.",)
