"""The card "What the numbers say": the figures of a review before anything is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from afterword.diagnostics import listed
from afterword.evidence.snapshot import Registered, Snapshot
from afterword.pages import addresses
from afterword.rendering import Markup
from afterword.rendering.html import joined, plain
from afterword.rendering.links import Linker
from afterword.site.evidence.said import bounded, by_flag, clocked, figures_said, named, sentence

if TYPE_CHECKING:
    from afterword.evidence.held import Held, Told

MOST_ROWS: Final = 6
MOST_VERSIONS: Final = 12
"""The most series and the most models of a card; the others are below, or in the file."""


class Row(NamedTuple):
    """The figures of one series; ``slice`` tells it from others of its metric."""

    metric: str
    slice: str
    unit: str
    figures: tuple[tuple[str, str], ...]


class Card(NamedTuple):
    """What the numbers say; ``more`` series are not among the ``rows``."""

    rows: tuple[Row, ...]
    more: int
    versions: tuple[Markup, ...]
    notes: tuple[str, ...]
    missing: tuple[Markup, ...]
    sources: tuple[Markup, ...]
    superseded: tuple[Markup, ...]
    unusable: tuple[str, ...]


def card(to: Linker, held: Held) -> Card:
    """The card of a review that holds evidence."""
    told = {_name(one, held): one for one in held.told}
    shown = _shown(held.told)
    return Card(
        tuple(_row(one) for one in shown),
        len(held.told) - len(shown),
        tuple(_version(one) for _, snapshot in held.newest for one in snapshot.registry)[:MOST_VERSIONS],
        bounded(list(by_flag(told))),
        tuple(_missing(snapshot) for _, snapshot in held.newest if snapshot.missing),
        tuple(_source(to, path, snapshot) for path, snapshot in held.newest),
        tuple(_file(to, path, snapshot) for path, snapshot in held.superseded),
        held.unusable,
    )


def _shown(told: Sequence[Told]) -> list[Told]:
    """The most telling slice of each metric, then others beyond their threshold, in the order of the files."""
    if len(told) <= MOST_ROWS:
        return list(told)
    worst: dict[tuple[str, str], int] = {}
    for at in sorted(range(len(told)), key=lambda at: told[at].harm, reverse=True):
        worst.setdefault((told[at].path, told[at].series.metric), at)
    first = sorted(worst.values())
    others = [at for at, one in enumerate(told) if at not in worst.values() and one.figures.crossed]
    return [told[at] for at in sorted([*first, *others][:MOST_ROWS])]


def _name(told: Told, held: Held) -> str:
    name = f"{told.series.metric} {told.slice}".strip()
    return name if len(held.newest) == 1 else f"{name} of {told.snapshot.source.name}"


def _row(told: Told) -> Row:
    figures = tuple(figures_said(told)) if told.measured else (("Numbers", "none"),)
    return Row(told.series.metric, told.slice, told.series.unit or "", figures)


def _version(known: Registered) -> Markup:
    """What the registry knows of a model, and what cannot be known."""
    likely = "probably " if known.inferred else ""
    said = [
        f"version {known.version} {likely}served at the time"
        if known.version
        else "which version served at the time cannot be known",
        f"version {known.last_good_version} was {likely}the last good one"
        if known.last_good_version
        else "which version was the last good one cannot be known",
    ]
    more = [f"Trained on {clocked(known.trained_at)}." if known.trained_at else ""]
    more += [f"Aliases: {listed(known.aliases)}." if known.aliases else ""]
    more += [sentence(known.history) if known.history else ""]
    return joined((Markup("<strong>{}</strong>: {}.").format(known.model, "; ".join(said)), *filter(None, more)), " ")


def _missing(snapshot: Snapshot) -> Markup:
    """The metrics that a source could not give, with the reasons."""
    said = named([f"{metric} ({why})" for metric, why in snapshot.missing])
    return plain(f"Not to be had from {snapshot.source.name}: {said}.")


def _source(to: Linker, path: str, snapshot: Snapshot) -> Markup:
    """Where the numbers come from, and their files."""
    origin = snapshot.source
    version = f" {origin.server_version}" if origin.server_version else ""
    return Markup("{} ({}{}), captured on {} UTC: {}, {}").format(
        origin.name,
        origin.kind,
        version,
        clocked(snapshot.captured_at),
        to.to(addresses.evidence(path), "JSON file"),
        to.to(addresses.evidence(path, "csv"), "CSV file"),
    )


def _file(to: Linker, path: str, snapshot: Snapshot) -> Markup:
    said = f"{snapshot.source.name}, captured on {clocked(snapshot.captured_at)} UTC"
    return to.to(addresses.evidence(path), said)
