"""What captured numbers say of the fields of a review: offers, each with its reason, for a person to confirm."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from afterword.capture.telling import name_of, number
from afterword.diagnostics import Path
from afterword.evidence.cited import FOLDER
from afterword.evidence.claims.measured import Measured
from afterword.evidence.figures import figures
from afterword.evidence.snapshot import Registered, Series, Snapshot
from afterword.model import Review
from afterword.settings.sources import ABOVE

_DRIFT: Final = re.compile(
    r"drift|psi\b|wasserstein|jensen|kolmogorov|\bks\b|kullback|hellinger", re.ASCII | re.IGNORECASE
)
_FEATURE: Final = ("feature", "column", "slice")
_OF_REGISTRY: Final = ("version", "last_good_version", "registry", "trained_at")
_Worst = tuple[Snapshot, Series, float]


class Offer(NamedTuple):
    """Values for fields by their paths, taken together or not at all, and why, as the end of a sentence."""

    values: tuple[tuple[Path, str], ...]
    reason: str

    @property
    def field(self) -> str:
        """The field at the top that it belongs to."""
        return str(self.values[0][0][0])


def offers(
    snapshots: Sequence[Snapshot], review: Review, values: Mapping[str, Any], fields: Collection[str]
) -> tuple[Offer, ...]:
    """What the snapshots say of a draft with these values; what it says already is not offered.

    ``review`` is what the draft would be, whose clocks say when the incident was, and ``fields`` are those that a KPI
    has in the schema.
    """
    found = [*_first_signal(snapshots, values), *_registered(snapshots, values)]
    worst = [*_worst_of(snapshots, review, drift=False)]
    models = _models(values, found, worst)
    found += _kpis(worst, values, models, fields)
    found += _drift([*_worst_of(snapshots, review, drift=True)], values)
    return tuple(found)


def _first_signal(snapshots: Sequence[Snapshot], values: Mapping[str, Any]) -> Iterator[Offer]:
    crossings = [
        (figures(series, snapshot.window).crossed, series, snapshot)
        for snapshot in snapshots
        for series in snapshot.series
    ]
    known = [(at, series, snapshot) for at, series, snapshot in crossings if at]
    if known:
        at, series, snapshot = min(known, key=lambda one: (one[0], name_of(one[1])))
        text = _moment(at)
        if values.get("first_signal") != text:
            limit = f"{series.breach} {number(series.threshold or 0.0, series.unit)}"
            yield Offer(
                ((("first_signal",), text),),
                f"the first time that {name_of(series)} was {limit}, says {snapshot.source.name}",
            )


def _registered(snapshots: Sequence[Snapshot], values: Mapping[str, Any]) -> Iterator[Offer]:
    given = [model.get("name", "") for model in values.get("models", ())]
    for snapshot in snapshots:
        for one in snapshot.registry:
            at = _position(one.model, given, alone=len(snapshot.registry) == 1)
            if at is None:
                continue
            model = values["models"][at] if at < len(given) else {}
            said = _said_by(one)
            pairs = [(name, text) for name in _OF_REGISTRY if (text := said.get(name)) and model.get(name) != text]
            # A new model needs its name, whatever else of it is taken.
            named = [] if at < len(given) else [("name", one.model)]
            history = f"; {one.history[0].lower()}{one.history[1:].rstrip('.')}" if one.history else ""
            reason = f"the registry of {snapshot.source.name} says so of {one.model}"
            for pair in pairs:
                yield Offer(
                    tuple((("models", at, name), text) for name, text in [*named, pair]),
                    f"{reason}{history if pair == pairs[0] else ''}",
                )
            if named and pairs:
                given.append(one.model)


def _position(model: str, given: Sequence[str], *, alone: bool) -> int | None:
    """Which model of the draft the registry means; a new one where the draft has none."""
    same = [at for at, name in enumerate(given) if _form(name) == _form(model)]
    if same:
        return same[0]
    # The registry often has its own names: where there is one of each, they are the same.
    return 0 if alone and len(given) <= 1 else None


def _said_by(one: Registered) -> dict[str, str | None]:
    return {
        "version": one.version,
        "last_good_version": one.last_good_version,
        "registry": one.uri,
        "trained_at": f"{one.trained_at.astimezone(UTC):%Y-%m-%d}" if one.trained_at else None,
    }


def _models(values: Mapping[str, Any], found: Sequence[Offer], worst: Sequence[_Worst]) -> list[str]:
    """The names of the models that the draft has, or would have with the offers; else the one that was measured."""
    offered = [text for offer in found for path, text in offer.values if path[0] == "models" and path[-1] == "name"]
    named = [*(str(model.get("name", "")) for model in values.get("models", ())), *offered]
    measured = (_model_of(series) for _, series, _ in worst)
    return named or [name for name in measured if name][:1]


def _model_of(series: Series) -> str:
    return dict(series.labels).get("model", "")


def _kpis(
    found: Sequence[_Worst], values: Mapping[str, Any], models: Sequence[str], fields: Collection[str]
) -> Iterator[Offer]:
    if not models:
        return
    given = values.get("models", ())
    counts = {at: len(model.get("kpis", ())) for at, model in enumerate(given)}
    had = {kpi.get("name") for model in given for kpi in model.get("kpis", ())}
    for snapshot, series, worst in found:
        if series.metric in had:
            continue
        had.add(series.metric)
        at = next((at for at, name in enumerate(models) if _form(name) == _form(_model_of(series))), 0)
        path: Path = ("models", at, "kpis", counts.get(at, 0))
        counts[at] = counts.get(at, 0) + 1
        # Labels tell slices apart; where there is only one, its name is that of the metric.
        alone = [one.metric for one in snapshot.series].count(series.metric) == 1
        named = series.metric if alone else name_of(series)
        said = {
            "name": named,
            "expected": _expected(series),
            "observed": number(worst, series.unit),
            "evidence": f"{FOLDER}/{snapshot.id}.json{'' if named == series.metric else f'#{series.metric}'}",
        }
        # A new model needs its name, whatever else of it is taken.
        new: tuple[tuple[Path, str], ...] = () if at < len(given) else ((("models", at, "name"), models[at]),)
        yield Offer(
            (*new, *(((*path, name), text) for name, text in said.items() if text and name in fields)),
            f"the worst value of the incident, says {snapshot.source.name}",
        )


def _drift(found: Sequence[_Worst], values: Mapping[str, Any]) -> Iterator[Offer]:
    at = len(values.get("drift", ()))
    had = {(one.get("feature"), one.get("method")) for one in values.get("drift", ())}
    for snapshot, series, worst in found:
        labels = dict(series.labels)
        feature = next((labels[name] for name in _FEATURE if name in labels), series.metric)
        method = series.metric if feature != series.metric else _method(series)
        if (feature, method) in had:
            continue
        fields = {"feature": feature, "method": method, "score": f"{worst:.4g}"}
        if series.threshold is not None:
            fields["threshold"] = f"{series.threshold:g}"
        yield Offer(
            tuple((("drift", at, name), text) for name, text in fields.items()),
            f"the worst value of the incident, says {snapshot.source.name}",
        )
        at += 1


def _method(series: Series) -> str:
    """How drift is measured where the metric has the name of the feature: its unit, or the name of what is asked."""
    if series.unit and series.unit != "ratio":
        return series.unit
    return series.query.partition("(")[0].strip() if "(" in series.query else series.metric


def _worst_of(snapshots: Sequence[Snapshot], review: Review, *, drift: bool) -> Iterator[_Worst]:
    """The worst value of each series from the onset until it was over, as the check takes it.

    Of a metric with several slices that is no drift, it is only the worst slice.
    """
    for snapshot in snapshots:
        found: dict[str, tuple[Series, float]] = {}
        for series in snapshot.series:
            worst = Measured(series, snapshot, "", review).worst
            if worst is None or worst.value is None or bool(_DRIFT.search(f"{series.metric} {series.query}")) != drift:
                continue
            name = name_of(series) if drift else series.metric
            best = found.get(name)
            if best is None or (worst.value > best[1] if series.breach == ABOVE else worst.value < best[1]):
                found[name] = (series, worst.value)
        yield from ((snapshot, series, value) for series, value in found.values())


def _expected(series: Series) -> str:
    if series.threshold is None:
        return ""
    return f"{'at most' if series.breach == ABOVE else 'at least'} {number(series.threshold, series.unit)}"


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M}{f':{at:%S}' if at.second else ''}Z"


def _form(name: str) -> str:
    return re.sub(r"[\W_]+", "-", name.casefold())
