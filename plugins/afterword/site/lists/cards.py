"""A review as it appears in a list: what happened, how bad it was and where, in a few lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from afterword.model import Review
from afterword.pages import addresses
from afterword.rendering import Markup, element, plain
from afterword.rendering.front_matter import clipped
from afterword.rendering.html import joined
from afterword.rendering.links import Linker
from afterword.rendering.words import spoken_day
from afterword.schema import FacetPlace
from afterword.site.context import Site
from afterword.text.slug import slug

LONGEST_SUMMARY = 420
"""The most characters of a summary in a list; the style sheet shows three lines of it."""


class Told(NamedTuple):
    """What a card says of a review on any page; ``values`` are those that a filter reads, by facet."""

    date: Markup
    badges: Markup
    line: Markup
    values: Mapping[str, Sequence[str]]


class Card(NamedTuple):
    """One entry of a list of reviews; one in brief has no ``links``, and no line in what is ``told``."""

    title: Markup
    links: Markup
    told: Told


def card(site: Site, to: Linker, review: Review, leave_out: tuple[str, str] | None = None) -> Card:
    """The card of a review on a page; ``leave_out`` is the facet and value of the page itself."""
    links = joined(
        (
            site.group_link(to, facet, group, f"aw-chip aw-chip-{facet}")
            for facet in site.facets_at[FacetPlace.CARD]
            for group in site.groups_of(review, facet)
            if (facet, group.value) != leave_out
        ),
        " ",
    )
    title = to.to(addresses.review(review.id), review.title, "aw-title")
    return Card(title, links, site.once(("card", review.id), lambda: _told(site, review)))


def cards(site: Site, to: Linker, reviews: Sequence[Review], leave_out: tuple[str, str] | None = None) -> list[Card]:
    """The cards of reviews, in their order."""
    return [card(site, to, review, leave_out) for review in reviews]


def brief(site: Site, to: Linker, review: Review, leave_out: tuple[str, str] | None = None) -> Card:
    """A review in a list too long to be read card by card: when, how bad, its title, and models not named there."""
    whole = site.once(("card", review.id), lambda: _told(site, review))
    said = (review.title.casefold(), leave_out[1].casefold() if leave_out else "")
    models = [name for name in site.corpus.models_of(review) if not any(name.casefold() in one for one in said)]
    title = to.to(addresses.review(review.id), review.title, "aw-title")
    return Card(title, Markup(), whole._replace(line=plain(", ".join(models))))


def filed_under(review: Review) -> str:
    """The day, month or year under which a review is filed."""
    if review.when is None:
        return "Date unknown"
    return spoken_day(review.when.day) if review.when.exact else review.when.spoken()


def date_of(review: Review) -> Markup:
    """The same, as a machine can read it too."""
    if review.when is None:
        return element("em", filed_under(review), "aw-date")
    when = review.when.day.isoformat() if review.when.exact else review.when.text
    return element("time", filed_under(review), "aw-date", datetime=when)


def badges(site: Site, review: Review) -> tuple[Markup, ...]:
    """Severity and kind, and whatever else a reader must know before reading."""
    fields = site.fields.children
    severity = fields["severity"].label(review.severity)
    # A near miss did no harm; its severity is that of the incident that it was not.
    averted = f"Would have been {severity}" if review.kind == "near-miss" else None
    found = [
        element("strong", severity, f"aw-badge aw-{slug(review.severity)}", title=averted),
        element("strong", fields["kind"].label(review.kind), f"aw-badge aw-{slug(review.kind)}"),
    ]
    if review.illustrative:
        found.append(element("strong", fields["provenance"].label(review.provenance), "aw-badge aw-illustrative"))
    if not review.published:
        found.append(element("strong", fields["status"].label(review.status), f"aw-badge aw-{slug(review.status)}"))
    return tuple(found)


def in_short(text: str) -> str:
    """A summary for a list, cut at a word when it is long: a first sentence alone often misleads."""
    line = clipped(text, LONGEST_SUMMARY)
    return line.replace("`", "") if line.count("`") % 2 else line


def _told(site: Site, review: Review) -> Told:
    facets = site.memberships.get(review.id, {}).items()
    return Told(
        date=date_of(review),
        badges=joined(badges(site, review), " "),
        line=plain(in_short(str(review.data.get("summary", "")))),
        # For each facet the slugs of the review's values.
        values={"year": [str(review.year)], **{facet: [group.slug for group in groups] for facet, groups in facets}},
    )
