"""The site as data: one JSON file for everything that a page shows, under ``api/v1``.

Addresses inside the files are relative to the root of the site, so that they hold wherever it is published. They are
those under which the site has its pages: a folder or an HTML file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from afterword.analysis.actions import Tracked, action_data, tracked, urgency
from afterword.analysis.recurrence import Recurrence, age
from afterword.corpus import Corpus
from afterword.corpus.facets import FacetIndex
from afterword.model import CLOCKS, STATES, Action, Review
from afterword.pages import addresses
from afterword.pages.json_page import VERSION, json_page
from afterword.pages.page import Page
from afterword.publish.evidence import evidence_data
from afterword.schema import EVIDENCE, REVIEW
from afterword.schema.loading import load_interface, load_schema
from afterword.settings import Settings

if TYPE_CHECKING:
    from afterword.evidence.held import Held

_IDENTITY = ("title", "summary", "kind", "severity", "status", "provenance", "visibility")
# People's verdicts name other reviews; those that this site withholds must not be named through them.
_VERDICTS = ("related", "not_related")

_Place = Callable[[str], str]
"""The address of a page, as the site writes it."""


def export_pages(
    corpus: Corpus,
    facets: Mapping[str, FacetIndex],
    pairs: Iterable[Recurrence],
    settings: Settings,
    as_of: date,
    *,
    evidence: Mapping[str, Held] | None = None,
    folders: bool = True,
) -> list[Page]:
    """Every JSON file of the site; ``pairs`` are the recurrences of the corpus, and ``evidence`` is by review.

    With ``folders`` each page is a folder with an index in it.
    """
    place = partial(addresses.published, folders=folders)
    of_review = {review.id: _facets_of(review, facets) for review in corpus.reviews}
    actions = {
        review.id: [_action(one, corpus, as_of, place) for one in tracked([review])] for review in corpus.reviews
    }
    summaries = [_summary(review, of_review[review.id], as_of, place) for review in corpus.reviews]
    return [
        json_page("index", _index(corpus, facets, settings, as_of, place)),
        json_page("postmortems", _listing("postmortems", summaries, as_of)),
        json_page("actions", _listing("actions", _by_urgency(corpus, actions, as_of), as_of)),
        json_page("recurrence", _listing("recurrences", [_recurrence(pair, place) for pair in pairs], as_of)),
        json_page("schema", load_schema(REVIEW, settings.schema_dir)),
        json_page("evidence.schema", load_schema(EVIDENCE, settings.schema_dir)),
        json_page("api.schema", load_interface()),
        *(
            json_page(
                f"postmortems/{review.id}",
                _whole(review, corpus, actions[review.id], as_of, place)
                | {"evidence": evidence_data(evidence[review.id]) if evidence and review.id in evidence else []},
            )
            for review in corpus.reviews
        ),
    ]


def _listing(name: str, rows: list[dict[str, Any]], as_of: date) -> dict[str, Any]:
    return {"version": VERSION, "as_of": as_of.isoformat(), "count": len(rows), name: rows}


def _index(
    corpus: Corpus, facets: Mapping[str, FacetIndex], settings: Settings, as_of: date, place: _Place
) -> dict[str, Any]:
    return {
        "name": settings.title,
        "version": VERSION,
        "as_of": as_of.isoformat(),
        "counts": {
            "reviews": len(corpus.reviews),
            "illustrative": sum(review.illustrative for review in corpus.reviews),
            "counted": len(corpus.counted),
            "unshown": len(corpus.unshown),
            "patterns": len(corpus.patterns),
            "actions": len(corpus.actions),
            "actions_by_state": _by_state(corpus.actions, as_of),
        },
        "links": {name: addresses.data(name) for name in ("postmortems", "actions", "recurrence", "funding", "schema")}
        | {"review": addresses.data("postmortems/{id}"), "feed": addresses.FEED, "calendar": addresses.CALENDAR},
        "facets": {name: _facet(index, place) for name, index in facets.items()},
    }


def _facet(index: FacetIndex, place: _Place) -> dict[str, Any]:
    """One facet with how many of all reviews have it, and how many of each group are invented."""
    values = [
        {
            "value": group.value,
            "title": group.title,
            "reviews": len(group.reviews),
            "illustrative": sum(review.illustrative for review in group.reviews),
        }
        | ({"url": place(addresses.facet_page(index.facet.name, group.slug))} if index.facet.pages else {})
        for group in index.groups
    ]
    return {"title": index.facet.title, "carried": index.carried, "total": index.total, "values": values}


def _facets_of(review: Review, facets: Mapping[str, FacetIndex]) -> dict[str, list[str]]:
    return {name: list(index.values_of(review)) for name, index in facets.items()}


def _summary(review: Review, facets: dict[str, list[str]], as_of: date, place: _Place) -> dict[str, Any]:
    return {
        "id": review.id,
        "url": place(addresses.review(review.id)),
        "api": addresses.data(f"postmortems/{review.id}"),
        **{name: getattr(review, name, review.data.get(name)) for name in _IDENTITY},
        "clocks": {name: review.data[name] for name in CLOCKS if name in review.data},
        "facets": facets,
        # Version 1 promises these four by name, whatever facets a schema declares.
        **{name: facets.get(name, []) for name in ("classes", "models", "layers", "patterns")},
        "actions": _by_state(review.actions, as_of),
    }


def _whole(review: Review, corpus: Corpus, actions: list[dict[str, Any]], as_of: date, place: _Place) -> dict[str, Any]:
    shown = dict(review.data)
    for name in _VERDICTS:
        if name in shown:
            shown[name] = [verdict for verdict in shown[name] if verdict["id"] in corpus.by_id]
    return {
        "version": VERSION,
        "as_of": as_of.isoformat(),
        "id": review.id,
        "url": place(addresses.review(review.id)),
        "source": review.path,
        "front_matter": shown,
        "layers": list(review.layers),
        "related": list(_related(review, corpus, place)),
        "actions": actions,
    }


def _related(review: Review, corpus: Corpus, place: _Place) -> Iterator[dict[str, Any]]:
    """What people related to a review, each with the review that says so."""
    for other in corpus.related_to.get(review.id, ()):
        for says, named in ((review.id, other), (other, review.id)):
            for link in corpus.by_id[says].data.get("related", ()):
                if link["id"] == named:
                    yield {**link, "id": other, "said_by": says, "url": place(addresses.review(other))}


def _by_urgency(corpus: Corpus, actions: Mapping[str, list[dict[str, Any]]], as_of: date) -> list[dict[str, Any]]:
    """Every action, the most urgent first; withdrawn reviews ask for nothing, and theirs are last."""
    rows = [row for review in corpus.reviews for row in zip(review.actions, actions[review.id], strict=True)]
    ordered = sorted(rows, key=lambda row: (corpus.by_id[row[0].review_id].withdrawn, urgency(row[0], as_of)))
    return [data for _, data in ordered]


def _action(one: Tracked, corpus: Corpus, as_of: date, place: _Place) -> dict[str, Any]:
    return action_data(one, as_of) | {
        "models": list(corpus.models_of(one.review)),
        "counted": one.review.counted,
        "review_url": place(addresses.review(one.review.id)),
    }


def _recurrence(recurrence: Recurrence, place: _Place) -> dict[str, Any]:
    """A pair that shares a cause; ``counted`` says whether figures may rest on it, ``verdict`` the author's link."""
    return {
        "later": recurrence.later.id,
        "later_url": place(addresses.review(recurrence.later.id)),
        "earlier": recurrence.earlier.id,
        "earlier_url": place(addresses.review(recurrence.earlier.id)),
        "outcome": recurrence.outcome.value,
        "action": recurrence.action.id if recurrence.action else None,
        "age": age(recurrence),
        "counted": recurrence.counted,
        **{name: getattr(recurrence, name) for name in ("verdict", "shared", "patterns", "layers", "models")},
    }


def _by_state(actions: tuple[Action, ...], as_of: date) -> dict[str, int]:
    found = Counter(action.state(as_of) for action in actions)
    return {state: found[state] for state in STATES if found[state]}
