"""The head of a review: what a reader must know before reading, the facts at a glance, and the clocks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from afterword.model import UNKNOWN, Review
from afterword.rendering.html import definitions, joined, plain
from afterword.rendering.links import Linker
from afterword.schema import FacetPlace
from afterword.site import generic
from afterword.site.clocks import LETTERS
from afterword.site.context import Site
from afterword.site.review.drawings import CONTAINED, stretches
from afterword.site.review.links import group_links
from afterword.site.review.time_zone import between_clocks, without_zone, zone_of
from afterword.text.slug import slug

ALWAYS_SHOWN = ("onset", "detected", "mitigated", "resolved")
"""The clocks of an incident that are shown as missing where they are missing."""

EXACT = "minute"
"""The precision of an onset that its clock shows by itself."""


class Clock(NamedTuple):
    """One clock of the strip: its letter and label, the moment in words, and how long after the onset.

    ``css`` draws the stretch that ends there as the drawing does, and ``stretch`` says what it was; a clock that is not
    known has a letter in outline and ends none.
    """

    stretch: str
    letter: str
    css: str
    label: str
    text: str
    note: str


class Banner(NamedTuple):
    """What a reader must know before the first sentence."""

    kind: str
    title: str
    text: str


def banner(site: Site, review: Review) -> tuple[Banner, ...]:
    """The notes above a review: illustrative, from public reports, or not (or no longer) agreed."""
    fields = site.fields.children
    found = []
    for name, value in (("provenance", review.provenance), ("status", review.status)):
        if value in {"own", "published", "closed"}:
            continue
        term = fields[name].terms.get(value)
        found.append(Banner(slug(value), fields[name].label(value), term.description if term else ""))
    return tuple(found)


def facts(site: Site, to: Linker, review: Review) -> list[generic.LabelledValue]:
    """The facts at a glance that the head of the page does not give; what has pages of its own is a link.

    Severity, kind, models, and an unusual status or provenance are shown above them.
    """
    fields, data = site.fields.children, review.data
    found: list[generic.LabelledValue] = []
    for facet in site.facets_at[FacetPlace.FACTS]:
        if links := group_links(site, to, review, facet):
            title = site.facets[facet].facet
            found.append((title.one if len(links) == 1 else title.title, joined(links)))
    if by := data.get("detection", {}).get("by"):
        field = site.fields.at("detection", "by")
        found.append((field.title, plain(field.label(by))))
    names = [name for name in ("onset_precision", "reviewed", "aliases") if name in data and data[name] != EXACT]
    return found + [(fields[name].title, generic.inline(fields[name], data[name])) for name in names]


def clocks(site: Site, review: Review) -> tuple[Clock, ...]:
    """The clocks in their order; a span is given only where both of its ends are known well enough."""
    fields = site.fields.children
    missing = "not reported" if review.provenance == "public-report" else "not recorded"
    found: list[Clock] = []
    ended, zone, day = stretches(review), zone_of(review), None
    for name, letter in LETTERS.items():
        moment, written = review.clock(name), review.data.get(name)
        if moment is None and name not in (ALWAYS_SHOWN if review.kind == "incident" else ("onset",)):
            continue
        text = moment.spoken() if moment else UNKNOWN if written == UNKNOWN else missing
        if moment and moment.exact and moment.day == day:
            text = moment.clock()
        if moment:
            text = without_zone(text, moment, zone)
        day = moment.day if moment and moment.exact else None
        stretch = ended.get(name, "")
        drawn = "contained" if stretch == CONTAINED else slug(name)
        css = f"aw-clock-{drawn}{'' if moment else ' aw-clock-unknown'}"
        found.append(Clock(stretch, letter, css, fields[name].title, text, _note(review, name)))
    return tuple(found)


def catch(site: Site, review: Review) -> Mapping[str, Any]:
    """What caught a near miss, and where; empty for an incident."""
    data = review.data.get("near_miss")
    if not data:
        return {}
    field = site.fields.children["near_miss"]
    asked = [name for name in ("caught_by", "caught_at") if name in data]
    return {
        "words": [(field.at(name).title, field.at(name).label(data[name])) for name in asked],
        "note": str(data.get("note", "")),
        "more": definitions(generic.entries(field, data, ("caught_by", "caught_at", "note"))),
    }


def _note(review: Review, name: str) -> str:
    precision = str(review.data.get("onset_precision", ""))
    if name == "onset":
        return ""
    exact = precision or (EXACT if review.onset and review.onset.exact else "day")
    span = between_clocks(review, review.onset, review.clock(name), exact)
    if not span:
        return ""
    return span if span == "the same day" else f"{span} after onset" if span != "at once" else "at the onset"
