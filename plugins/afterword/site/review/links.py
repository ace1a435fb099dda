"""What a review is tied to: its groups, its relations in both directions, and its neighbours in a model's history."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from afterword.diagnostics import listed
from afterword.model import Review
from afterword.pages import addresses
from afterword.rendering import Markup
from afterword.rendering.links import Linker
from afterword.schema import FacetPlace, Field
from afterword.site.actions.rows import by_state, state_title
from afterword.site.context import Site

MOST_FOUND: Final = 3
"""How many similar incidents are added to those that authors linked."""

THERE: Final = {"recurrence-of": "Happened again in", "see-also": "Linked from"}
"""Relations that read differently from the other end."""


class Relation(NamedTuple):
    """A link to another review, a word for how they are related, the reasons, and what became of its actions.

    ``marks`` say what a reader should know before trusting it, such as that it is invented.
    """

    link: Markup
    word: str
    reasons: tuple[str, ...]
    date: str
    marks: tuple[str, ...]
    actions: str


class Neighbours(NamedTuple):
    """The review before and the one after in the history of a model, or of a pattern; ``kind`` says which."""

    kind: str
    group: Markup
    earlier: Markup | None
    later: Markup | None


def group_links(site: Site, to: Linker, review: Review, facet: str) -> list[Markup]:
    """Links to the groups of a facet to which a review belongs."""
    return [site.group_link(to, facet, group) for group in site.groups_of(review, facet)]


def related(site: Site, to: Linker, review: Review) -> Mapping[str, list[Relation]]:
    """Relations under ``here`` as this review states them, ``there`` as others state them of it, and ``apart``.

    Under ``found`` are the most similar of the others, which nobody has related to it or declared unrelated.
    """
    field = site.fields.at("related", "*", "relation")
    here = [
        _relation(site, to, other, field.label(link["relation"]), link.get("reason", ""))
        for link in review.data.get("related", ())
        if (other := site.corpus.by_id.get(link["id"]))
    ]
    there = [
        _relation(site, to, other, _from_there(field, word), reason)
        for other_id, word, reason in site.said_of.get(review.id, ())
        if (other := site.corpus.by_id.get(other_id))
    ]
    apart = [
        _relation(site, to, other, "", link.get("reason", ""))
        for link in review.data.get("not_related", ())
        if (other := site.corpus.by_id.get(link["id"]))
    ]
    return {"here": here, "there": there, "apart": apart, "found": _found(site, to, review)}


def _from_there(field: Field, relation: str) -> str:
    """How a relation that the other review states is read from here; the same cause is one in both directions."""
    return THERE.get(relation, field.label(relation))


def suggested(site: Site, review: Review) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """The most similar reviews: for each its id, what kind of match it is, and the reasons; faint ones are left out."""

    def found() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        known = len(review.data.get("related", ())) + len(site.said_of.get(review.id, ()))
        hits = site.recall.similar_to_review(review, MOST_FOUND + known)
        near = [hit for hit in hits if hit.verdict is None and hit.shown][:MOST_FOUND]
        return tuple((hit.review.id, hit.called, tuple(reason.words for reason in hit.reasons)) for hit in near)

    return site.once(("suggested", review.id), found)


def _found(site: Site, to: Linker, review: Review) -> list[Relation]:
    """Similar reviews found automatically."""
    return [
        _relation(site, to, site.corpus.by_id[id_], called, *map(_sentence, reasons))
        for id_, called, reasons in suggested(site, review)
    ]


def neighbours(site: Site, to: Linker, review: Review) -> list[Neighbours]:
    """For each model and pattern of the review, the reviews before and after it; none where there is no other."""
    found = []
    for facet, group in (
        (name, group) for name in site.facets_at[FacetPlace.HISTORY] for group in site.groups_of(review, name)
    ):
        history, at = group.reviews, site.places[facet, group.value, review.id]
        if len(history) < 2:
            continue
        later = history[at - 1] if at else None
        earlier = history[at + 1] if at + 1 < len(history) else None
        found.append(
            Neighbours(
                site.facets[facet].facet.one,
                site.group_link(to, facet, group),
                to.to(addresses.review(earlier.id), earlier.title) if earlier else None,
                to.to(addresses.review(later.id), later.title) if later else None,
            )
        )
    return found


def _relation(site: Site, to: Linker, other: Review, word: str, *reasons: str) -> Relation:
    when = other.when.spoken() if other.when else ""
    marks = (
        *(("Illustrative",) if other.illustrative else ()),
        *(("Withdrawn",) if other.status == "withdrawn" else ()),
    )
    actions = site.once(("states", other.id), lambda: _states(site, other))
    return Relation(
        to.to(addresses.review(other.id), other.title), word, tuple(filter(None, reasons)), when, marks, actions
    )


def _states(site: Site, review: Review) -> str:
    """What became of the actions of a review."""
    states = by_state(site, list(review.actions))
    return listed(f"{len(rows)} {state_title(site, state).lower()}" for state, rows in states.items())


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
