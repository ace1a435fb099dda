"""The page of a review: the lead, the facts, the story, and then the record field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from afterword.corpus.places import site_folder
from afterword.model import Review
from afterword.pages import addresses
from afterword.pages.page import Page
from afterword.rendering import defuse
from afterword.rendering.links import Linker
from afterword.rendering.rebasing import rebased
from afterword.schema import REVIEW
from afterword.settings import Settings
from afterword.site import generic
from afterword.site.context import Site
from afterword.site.evidence.section import numbers
from afterword.site.lists.cards import badges, date_of
from afterword.site.lists.crumbs import review_crumbs
from afterword.site.makers import makes_pages
from afterword.site.review import facts, links, record
from afterword.site.review.drawings import clocks_drawn, timeline_drawn
from afterword.site.review.repeat import repeat_banner
from afterword.site.review.time_zone import zone_of

HANDLED = frozenset(
    {
        *("title", "status", "kind", "severity", "classes", "summary", "visibility", "provenance", "aliases"),
        *("models", "onset", "onset_precision", "first_signal", "detected", "mitigated", "resolved", "reviewed"),
        *("detection", "impact", "near_miss", "safeguards", "timeline", "diagnosis", "drift", "data_quality"),
        *("trigger", "root_causes", "five_whys", "patterns", "worked_well", "lessons", "actions", "feeds", "adopted"),
        *("review", "related", "not_related", "sources"),
    }
)
"""The fields that have a place of their own on the page; any other is shown as also recorded."""

LONG_LEAD = 220
"""The most letters of a summary that three lines hold on a wide screen; a longer one is opened by its reader."""


@makes_pages
def review_pages(site: Site) -> Iterator[Page]:
    """A page for every review."""
    for review in site.corpus.reviews:
        yield review_page(site, review)


def review_page(site: Site, review: Review) -> Page:
    """The page of one review."""
    return site.page(
        addresses.review(review.id),
        "review.html.j2",
        title=review.title,
        description=str(review.data["summary"]),
        parent=addresses.REVIEWS,
        source=review.path,
        narrative=lambda: narrative(review, site.settings),
        depends=lambda: [review.body, links.suggested(site, review), site.evidence_prints([review])],
        make=lambda to: _values(site, to, review),
    )


def narrative(review: Review, settings: Settings) -> str:
    """What its author tells, as Markdown that any engine may read."""
    home = site_folder(review.path, REVIEW, settings)
    return defuse(rebased(review.body, home, addresses.REVIEW_FOLDER), settings.image_hosts)


def _values(site: Site, to: Linker, review: Review) -> Mapping[str, Any]:
    fields, data = site.fields, review.data
    return {
        "review": review,
        "data": data,
        "folded": len(str(data["summary"])) > LONG_LEAD,
        "labels": site.once("labels", lambda: {name: child.title for name, child in fields.children.items()}),
        "crumbs": review_crumbs(site, to, review),
        "badges": badges(site, review),
        "date": date_of(review),
        "model_links": links.group_links(site, to, review, "models"),
        "banner": (*facts.banner(site, review), *repeat_banner(site, to, review)),
        "facts": facts.facts(site, to, review),
        "clocks": facts.clocks(site, review),
        "clocks_drawn": clocks_drawn(site, review),
        "zone": zone_of(review),
        "numbers": numbers(site, to, review),
        "timeline_drawn": timeline_drawn(data.get("timeline", ())),
        "catch": facts.catch(site, review),
        "record": record.record(site, to, review),
        "neighbours": links.neighbours(site, to, review),
        "related": links.related(site, to, review),
        "also": generic.entries(fields, data, HANDLED),
    }
