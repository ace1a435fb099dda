"""The front page: a search, what is new, recurs and is overdue; then numbers, where to start, and what fails."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from afterword.analysis.recurrence import Outcome, most_serious
from afterword.pages import addresses
from afterword.pages.page import Page
from afterword.rendering.links import Linker
from afterword.site.actions.rows import action_row, by_state
from afterword.site.context import Site
from afterword.site.facets.cooccurrence import cooccurrence
from afterword.site.facets.layer_chart import layer_chart
from afterword.site.lists.cards import cards
from afterword.site.makers import makes_pages
from afterword.site.recurrence.rows import PairRow, fix_css, outcome_numbers, pair_row
from afterword.site.search.page import examples
from afterword.site.search.search_entries import review_filters
from afterword.site.trends.near_misses import near_misses

LATEST, EARLIER, CAUGHT, LATE, FREQUENT, MOST_SERIOUS, EXAMPLES = 3, 3, 3, 3, 8, 3, 3


@makes_pages
def dashboard_page(site: Site) -> Page:
    """The front page."""
    return site.page(
        addresses.HOME,
        "dashboard.html.j2",
        title=site.settings.title,
        description="Blameless reviews of machine-learning incidents, and what became of their lessons.",
        hide=("navigation", "toc"),
        make=lambda to: _values(site, to),
    )


def _values(site: Site, to: Linker) -> Mapping[str, Any]:
    # What really happened comes first; illustrative reviews fill the space that it leaves.
    corpus = site.corpus
    real = corpus.counted
    states = by_state(site, [action for review in corpus.reviews if not review.withdrawn for action in review.actions])
    overdue = site.real_first(states.get("overdue", []), lambda action: action.review_id)
    layers = site.facets.get("layers")
    caught = near_misses(site)
    outcomes = outcome_numbers(site)
    newest = cards(site, to, site.real_first(corpus.reviews, lambda review: review.id)[: LATEST + EARLIER])
    return {
        "total": len(real),
        "invented": len(corpus.reviews) - len(real),
        "latest": newest[:LATEST],
        "earlier": newest[LATEST:],
        "overdue": [action_row(site, to, action) for action in overdue[:LATE]],
        "overdue_number": sum(action.review_id in site.counted_ids for action in overdue),
        "caught": cards(site, to, caught[:CAUGHT]),
        "caught_number": sum(review.id in site.counted_ids for review in caught),
        "layers": layer_chart(site, to, layers.groups, len(real)) if layers else [],
        "layers_carried": sum(1 for review in real if review.layers),
        "patterns": cooccurrence(site, to, "patterns", real, ("", ""), FREQUENT),
        "patterns_carried": sum(1 for review in real if review.patterns),
        "repeats_number": outcomes.total(),
        "outcomes": [(outcome.label, fix_css(outcome), outcomes[outcome]) for outcome in Outcome if outcomes[outcome]],
        "most_serious": _most_serious(site, to),
        "examples": examples(to, review_filters(site))[:EXAMPLES],
        "models_number": len({name for review in real for name in site.corpus.models_of(review)}),
    }


def _most_serious(site: Site, to: Linker) -> list[PairRow]:
    """The most serious recurrences: each later incident with one that it repeats, real and serious ones first."""
    worst = map(most_serious, site.repeats.values())
    ranked = sorted(worst, key=lambda one: (not one.counted, one.outcome.rank, *one.later.newest_first))
    return [pair_row(to, one) for one in ranked[:MOST_SERIOUS]]
