"""One metric that cannot be read never loses the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from afterword.capture.gathered import fetched
from afterword.capture.interface import Fetched
from afterword.evidence.snapshot import Series
from afterword.http import NoAnswer
from afterword.settings.sources import Metric


def each_metric(metrics: Sequence[Metric], read: Callable[[Metric], tuple[Series, ...]]) -> Fetched:
    """What each metric gives; raises ``NoAnswer`` if there is none to ask for, or none could be had."""
    if not metrics:
        raise NoAnswer("The settings name no metric of this source; add one with its `query`")
    found: list[Series] = []
    missing: list[tuple[str, str]] = []
    for metric in metrics:
        try:
            found += read(metric)
        except NoAnswer as reason:
            missing.append((metric.name, str(reason)))
    return fetched(found, missing)


def only(metric: Metric) -> list[tuple[str, str]]:
    """The rows that a metric wants, by its option ``where``: each a field and the text that it must have."""
    wanted = []
    for rule in metric.option("where", ()):
        name, sign, text = rule.partition("=")
        if not sign or not name.strip():
            raise NoAnswer(f'`where` has {rule[:60]!r}; each of its rules is like "metric=precision"')
        wanted.append((name.strip(), text.strip()))
    return wanted
