"""The page for whoever decides what is paid for: a few sentences, and all figures that they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from afterword.analysis.funding import OUTCOMES, Funding, Kind, Toll, funding, funding_data
from afterword.diagnostics import counted
from afterword.model import OWN, SEVERE, Review
from afterword.pages import addresses
from afterword.pages.json_page import VERSION, json_page
from afterword.pages.page import Page
from afterword.rendering import Markup
from afterword.rendering.html import NOTHING, element, grid, joined, listed
from afterword.rendering.links import Linker
from afterword.rendering.words import amount
from afterword.site.context import Site
from afterword.site.funding.asked import reviews_link
from afterword.site.funding.said import pattern_link, sentences, severities
from afterword.site.makers import makes_pages


@makes_pages
def funding_pages(site: Site) -> Iterator[Page]:
    """The page, and the same figures as data."""
    found = funding(site.corpus, site.as_of)
    yield site.page(
        addresses.FUNDING,
        "funding.html.j2",
        title="What should leadership fund?",
        description="The patterns and missing safeguards that cost most, with the numbers behind each sentence.",
        hide=("navigation", "toc"),
        total=len(site.corpus.counted),
        invented=len(site.corpus.reviews) - len(site.corpus.counted),
        make=lambda to: _values(site, to, found),
    )
    told = {"version": VERSION, "as_of": site.as_of.isoformat(), **funding_data(found)}
    yield json_page("funding", told)


def _values(site: Site, to: Linker, found: Funding) -> Mapping[str, Any]:
    return {
        "said": sentences(site, to, found),
        "patterns": _patterns(site, to, found),
        "safeguards": _safeguards(site, to, found.kinds),
        "severities": severities(site),
    }


def _patterns(site: Site, to: Linker, found: Funding) -> Markup | None:
    if not found.patterns:
        return None
    own = any(review.provenance in OWN for review in found.all.reviews)
    unfinished = "Own preventions unfinished" if own else "Preventions told as unfinished"
    heads = ("Pattern", "Incidents", severities(site), "Near misses", "Stated cost", unfinished)
    rows = [
        (
            pattern_link(site, to, toll),
            reviews_link(site, to, toll.incidents, f"{len(toll.incidents):,}", pattern=toll.name),
            reviews_link(site, to, toll.severe, f"{len(toll.severe):,}", pattern=toll.name, severe=SEVERE),
            reviews_link(site, to, toll.near_misses, f"{len(toll.near_misses):,}", pattern=toll.name),
            joined((f"{one.currency} {amount(one.sum)}" for one in toll.totals), "<br>") if toll.totals else NOTHING,
            _unfinished(toll) if own else f"{len(toll.announced):,}",
        )
        for toll in found.patterns
    ]
    return grid(heads, rows, (False, True, True, True, True, True))


def _unfinished(toll: Toll) -> str:
    late = len(toll.overdue)
    return f"{len(toll.unfinished):,}" + (f", {late:,} overdue" if late else "")


def _safeguards(site: Site, to: Linker, kinds: Sequence[Kind]) -> Markup | None:
    if not kinds:
        return None
    terms = site.fields.at("safeguards", "*", "outcome").terms
    heads = ("Kind", *(terms[outcome].title for outcome in OUTCOMES), f"{severities(site)} without one")
    rows = [
        (
            kind.noun.capitalize(),
            *(_folded(to, kind.reviews(outcome)) for outcome in OUTCOMES),
            f"{len(kind.lacking.severe):,}",
        )
        for kind in kinds
    ]
    return grid(heads, rows, (False, False, False, False, False, True))


def _folded(to: Linker, reviews: Sequence[Review]) -> Markup:
    """A number of reviews, which opens to the reviews themselves."""
    if not reviews:
        return Markup("0")
    links = listed(to.to(addresses.review(one.id), one.title, anchor="safeguards") for one in reviews)
    return element("details", element("summary", counted(len(reviews), "review")) + links)
