"""A check as a page shows it: its words, where it is in force, and the precedents that it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from afterword.analysis.readiness import Adoption, Check, DestinationCheck, answers
from afterword.corpus.facets import Group
from afterword.model import Pattern, Review
from afterword.pages import addresses
from afterword.rendering import Markup, plain
from afterword.rendering.html import element, joined
from afterword.rendering.links import Linker
from afterword.rendering.words import spoken_day
from afterword.site.context import Site

MOST_PRECEDENTS = 3


class CheckRow(NamedTuple):
    """One check of a list; ``adopted`` is empty if no review records that it is in force."""

    text: Markup
    adopted: tuple[Markup, ...]
    because: tuple[Markup, ...]
    more: int
    illustrative: bool


def check_row(site: Site, to: Linker, check: Check) -> CheckRow:
    """A check of a model's list, with adoptions of the model before those of others.

    Nothing is marked as invented: either everything on the page is, and it says so, or nothing is.
    """
    sources = [precedent.source for precedent in check.precedents]
    adopted = [in_force(one) for one in check.here[:1]] or [
        in_force(one, elsewhere=True) for one in check.elsewhere[:1]
    ]
    return _row(site, to, check.text, sources, adopted, illustrative=False)


def destination_check_row(site: Site, to: Linker, check: DestinationCheck) -> CheckRow:
    """A check of a destination, with everybody who has put it in force."""
    adopted = [_linked(to, one) for one in check.adopted[:MOST_PRECEDENTS]]
    return _row(site, to, check.text, [*check.reviews, *check.patterns], adopted, illustrative=check.illustrative)


def in_force(adoption: Adoption, *, elsewhere: bool = False) -> Markup:
    """Since when a check is in force, and what shows it."""
    where = " for another model" if elsewhere else ""
    css = "aw-in-force-elsewhere" if elsewhere else "aw-in-force"
    said = joined((f"In force{where} since {spoken_day(adoption.since)}", *_evidence(adoption)), ": ")
    return element("em", said, f"aw-extra {css}")


def readiness_link(site: Site, to: Linker, group: Group) -> Markup | None:
    """From the page of a model to what its past asks of it; ``None`` where nothing of it counts."""
    judged = site.readiness.get(group.value)
    if judged is None:
        return None
    verdict, _, reason = answers.may_ship(judged.checklist, judged.gate).partition(": ")
    link = to.to(addresses.readiness(group.slug), "Release readiness", "aw-more")
    return joined((element("strong", f"{verdict}:"), reason, link), " ")


def _linked(to: Linker, adoption: Adoption) -> Markup:
    models = ", ".join(adoption.review.models) or adoption.review.title
    link = to.to(addresses.review(adoption.review.id), models)
    since = joined((f"In force since {spoken_day(adoption.since)}", link))
    return element("em", joined((since, *_evidence(adoption)), ": "), "aw-extra aw-in-force")


def _evidence(adoption: Adoption) -> tuple[str, ...]:
    return (adoption.evidence,) if adoption.evidence else ()


def _row(
    site: Site,
    to: Linker,
    text: str,
    sources: Sequence[Review | Pattern],
    adopted: Sequence[Markup],
    *,
    illustrative: bool,
) -> CheckRow:
    return CheckRow(
        text=plain(text),
        adopted=tuple(adopted),
        because=tuple(_source(site, to, source) for source in sources[:MOST_PRECEDENTS]),
        more=max(0, len(sources) - MOST_PRECEDENTS),
        illustrative=illustrative,
    )


def _source(site: Site, to: Linker, source: Review | Pattern) -> Markup:
    return site.once(("source", to.place, source.path), lambda: _precedent(site, to, source))


def _precedent(site: Site, to: Linker, source: Review | Pattern) -> Markup:
    if isinstance(source, Review):
        severity = site.fields.at("severity").label(source.severity)
        return Markup("{} ({})").format(to.to(addresses.review(source.id), source.title), plain(severity))
    return Markup("the pattern {}").format(to.to(site.pattern_page(source), source.title))
