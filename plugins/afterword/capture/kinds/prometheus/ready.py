"""Ready queries for generative models, by OpenTelemetry's names for their metrics."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from afterword.capture.kinds.prometheus.times import duration
from afterword.http import NoAnswer
from afterword.settings.sources import Metric
from afterword.text.nearest import suggest

PREFIX: Final = "otel:"
_MODEL: Final = "gen_ai_request_model"
_SHORTEST_RANGE: Final = 300


@cache
def ready_queries() -> Mapping[str, Mapping[str, str]]:
    """The ready queries by name, each with ``query``, ``unit`` and ``says``."""
    return tomllib.loads(Path(__file__).with_name("ready.toml").read_text("utf-8"))


def written_out(metric: Metric) -> Metric:
    """A metric whose query is one of the language; raises ``NoAnswer`` for the name of a ready query that is none."""
    name = metric.query.strip()
    if not name.startswith(PREFIX):
        return metric
    known = ready_queries()
    if name not in known:
        # They all begin alike, so what follows says which one was meant.
        near = suggest(name.removeprefix(PREFIX), [one.removeprefix(PREFIX) for one in known])
        raise NoAnswer(f"There is no ready query {name[:60]}.{near} They are {', '.join(known)}")
    query = known[name]["query"].replace("RANGE", duration(max(metric.step, _SHORTEST_RANGE)))
    matchers = _matchers(metric)
    if not matchers:
        query = query.replace("MATCHERS,", "").replace("{MATCHERS}", "")
    query = query.replace("MATCHERS", matchers)
    return metric._replace(query=query, unit=metric.unit or known[name]["unit"])


def _matchers(metric: Metric) -> str:
    given = str(metric.option("matchers") or "").strip().strip("{},").strip()
    if not metric.model or _MODEL in given:
        return given
    quoted = metric.model.replace("\\", "\\\\").replace('"', '\\"')
    return ",".join(filter(None, (given, f'{_MODEL}="{quoted}"')))
