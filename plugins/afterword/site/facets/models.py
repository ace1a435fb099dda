"""What the reviews say of one model: its versions, its open actions, and how its safeguards did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from afterword.corpus.facets import Group
from afterword.model import Review
from afterword.pages import addresses
from afterword.rendering import Markup
from afterword.rendering.html import NOTHING, joined, quiet
from afterword.rendering.links import Linker
from afterword.rendering.words import opened
from afterword.site import generic
from afterword.site.actions.unfinished import unfinished_actions
from afterword.site.clocks import LETTERS
from afterword.site.context import Site
from afterword.site.evidence.side_by_side import side_by_side
from afterword.site.lists.cards import filed_under
from afterword.site.readiness.rows import readiness_link
from afterword.text.slug import slug

MOST_ROWS = 40
"""The most rows of a table that grows with the history of a model."""


PROFILE = ("task", "serving", "owner", "risk_tolerance")
"""What describes a model rather than an incident; the newest review that says it is believed.

An objective is not among them: a review words it for what failed, which may be a cache or a rollback.
"""

WORDED = ("risk_tolerance",)
"""Fields worded for one incident, so that the page names the review that they are from."""


def model_values(site: Site, to: Linker, group: Group) -> Mapping[str, Any]:
    """The values of a model's page beyond those of any other facet."""
    return {
        "profile": _profile(site, to, group),
        "compared": side_by_side(site, to, group),
        "letters": [(letter, site.fields.children[name].title) for name, letter in LETTERS.items()],
        "versions": _versions(site, to, group),
        "unfinished": unfinished_actions(site, to, _held_to(site, group)),
        "safeguards": _safeguards(site, to, group),
        "readiness": readiness_link(site, to, group),
    }


def _held_to(site: Site, group: Group) -> tuple[Review, ...]:
    """The reviews whose actions the model answers for, the same as those of its readiness."""
    judged = site.readiness.get(group.value)
    return judged.checklist.reviews if judged else group.reviews


def _profile(site: Site, to: Linker, group: Group) -> list[generic.LabelledValue]:
    """What describes the model; what a review words for its own incident says from which one it is."""
    item = site.fields.at("models", "*")
    newest: dict[str, tuple[Any, Review]] = {}
    for review in group.reviews:
        for model in review.data.get("models", ()):
            if model["name"] in group.spellings:
                for name in PROFILE:
                    if name in model:
                        newest.setdefault(name, (model[name], review))
    found = []
    for name in (name for name in PROFILE if name in newest):
        value, review = newest[name]
        label, text = generic.entries(item, {name: value})[0]
        if name in WORDED and len(group.reviews) > 1:
            link = to.to(addresses.review(review.id), review.title)
            text = joined((text, quiet(Markup("From {}.").format(link))), " ")
        found.append((label, text))
    return found


def _versions(site: Site, to: Linker, group: Group) -> list[tuple[str, Markup, Markup, Markup]]:
    asked = ("version", "last_good_version")
    item = site.fields.at("models", "*")

    def value(model: Mapping[str, Any], name: str) -> Markup:
        return generic.inline(item.at(name), model[name]) if name in model else NOTHING

    found = [
        (
            filed_under(review),
            to.to(addresses.review(review.id), review.title),
            value(model, "version"),
            value(model, "last_good_version"),
        )
        for review in group.reviews
        for model in review.data.get("models", ())
        if model["name"] in group.spellings and any(name in model for name in asked)
    ]
    return found[:MOST_ROWS]


def _safeguards(site: Site, to: Linker, group: Group) -> Mapping[str, Any]:
    field = site.fields.at("safeguards", "*", "outcome")
    rows = [
        (str(guard["outcome"]), opened(str(guard["name"])), to.to(addresses.review(review.id), review.title))
        for review in group.reviews
        for guard in review.data.get("safeguards", ())
    ]
    order = list(field.terms)
    rows.sort(key=lambda row: order.index(row[0]) if row[0] in order else len(order))
    numbers = Counter(outcome for outcome, _, _ in rows)
    return {
        "counts": [
            (field.label(value), f"aw-outcome aw-{slug(value)}", numbers[value]) for value in order if numbers[value]
        ],
        "rows": [
            (field.label(outcome), f"aw-outcome aw-{slug(outcome)}", name, link)
            for outcome, name, link in rows[:MOST_ROWS]
        ],
        "total": len(rows),
    }
