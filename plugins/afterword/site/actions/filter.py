"""The filter above all actions, by the names that the search uses, so that an address of the one serves the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from afterword.model import Action
from afterword.schema import FacetPlace
from afterword.site.actions.search_actions import states, states_found
from afterword.site.context import Site
from afterword.site.lists.filters import Choice, Filter, by_facets, how_many, years

AREA: Final = "action-area"


def action_filter(site: Site, actions: Sequence[Action], owners: Mapping[str, str]) -> Filter:
    """Area, state and owner of the action, and every facet of its review."""
    item = site.fields.at("actions", "*", "area")

    def invented(action: Action) -> bool:
        return site.corpus.by_id[action.review_id].illustrative

    areas = {value: term.title for value, term in item.terms.items()}
    own = (
        _choice(AREA, "Area", areas, [(one.area, invented(one)) for one in actions]),
        _choice(
            "actions", "State", states(site), [(at, invented(one)) for one in actions for at in _states(site, one)]
        ),
        _choice("owners", "Owner", site.owner_titles, [(owners[o.owner], invented(o)) for o in actions if o.owner]),
    )
    reviews = [site.corpus.by_id[action.review_id] for action in actions]
    # A search may ask for a value that is the only one of its facet and that not every review has.
    rest = by_facets(site, reviews, AREA, fewest=1)
    first = [rest.pop(name) for name in site.facets_at[FacetPlace.ACTIONS] if name in rest]
    titles = {review.id: review.title for review in site.corpus.reviews}
    ids = _choice("reviews", "Review", titles, [(one.review_id, invented(one)) for one in actions])
    more = (own[2], *rest.values(), *years(reviews), ids)
    useful = tuple(choice for choice in more if choice.options)
    return Filter((*own[:2], *first), useful, len(actions), "action", "actions", words=True, ordered=False)


def action_values(site: Site, action: Action, owners: Mapping[str, str]) -> Mapping[str, Sequence[str]]:
    """What the filter reads of an action, by the names of its choices."""
    review = site.corpus.by_id[action.review_id]
    values_of: dict[str, Sequence[str]] = {
        name: [group.slug for group in groups] for name, groups in site.memberships.get(review.id, {}).items()
    }
    return values_of | {
        AREA: [action.area],
        "actions": _states(site, action),
        "year": [str(review.year)],
        "reviews": [review.id],
        "owners": [owners[action.owner]] if action.owner else (),
    }


def _states(site: Site, action: Action) -> tuple[str, ...]:
    """None for a withdrawn review, so that the numbers are those of what is asked."""
    return () if site.corpus.by_id[action.review_id].withdrawn else states_found(action.state(site.as_of))


def _choice(name: str, label: str, titles: Mapping[str, str], found: Sequence[tuple[str, bool]]) -> Choice:
    numbers, some = Counter(found), {value for value, _ in found}
    return Choice(
        name, label, tuple((value, title, how_many(numbers, value)) for value, title in titles.items() if value in some)
    )
