"""The results of a search: each past incident, why it is similar, and the state of its actions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

import click

from afterword.analysis.recall import CLOSE, Hit
from afterword.diagnostics import counted
from afterword.model import Review
from afterword.reporters.actions import COLOURS
from afterword.reporters.json_report import dumped
from afterword.text.printable import printable


class SimilarReviews(NamedTuple):
    """The hits for a query, described by ``asked``, among ``among`` reviews; ``unread`` more could not be read.

    ``cover`` masks secrets in the output.
    """

    asked: str
    hits: Sequence[Hit]
    among: int
    unread: int
    as_of: date
    cover: Callable[[str], str] = str


def hits_text(reviews: SimilarReviews) -> str:
    """The hits as text for the terminal."""
    return "".join(f"{line}\n" for line in _lines(reviews))


def hits_json(reviews: SimilarReviews) -> str:
    """``version``, ``asked``, ``as_of``, ``among``, ``unread`` and ``hits``; scores are from 0 to 1."""
    shape = {
        "version": 1,
        "asked": reviews.asked,
        "as_of": reviews.as_of.isoformat(),
        "among": reviews.among,
        "unread": reviews.unread,
        "hits": [_shape(hit, reviews) for hit in reviews.hits],
    }
    return dumped(shape)


def _lines(reviews: SimilarReviews) -> Iterator[str]:
    searched = counted(reviews.among, "review")
    if not reviews.hits:
        yield click.style(f"No past incident is similar to {reviews.asked}; {searched} searched.", bold=True)
        yield "Try more words: the symptoms, who is affected, the kind of model."
        yield "If it is new, write a review with `afterword new`."
    else:
        if all(hit.verdict is None and hit.strength != CLOSE for hit in reviews.hits):
            yield click.style(f"No past incident is close to {reviews.asked}.", bold=True)
        yield click.style(f"Most similar to {reviews.asked}, of {searched}:", bold=True)
        yield ""
    for place, hit in enumerate(reviews.hits, 1):
        yield from _hit(place, hit, reviews)
        yield ""
    if reviews.unread:
        files = counted(reviews.unread, "file")
        yield f"Skipped: {files} could not be read; run `afterword check`."


def _hit(place: int, hit: Hit, reviews: SimilarReviews) -> Iterator[str]:
    review = hit.review
    yield f"{place}. {click.style(printable(reviews.cover(review.title)), bold=True)}"
    yield f"   {' · '.join([printable(review.path), *facts(review)])}"
    signals = f"{hit.score:.2f}: text {hit.text:.2f}, structure {hit.structure:.2f}"
    if hit.verdict is None:
        yield f"   {hit.strength} ({signals})"
    else:
        yield f"   {hit.called} ({signals})"
    for reason in hit.reasons:
        yield f"   - {reason.kind}: {printable(reviews.cover(reason.words), 600)}"
    yield from action_lines(review, reviews.as_of, reviews.cover)


def facts(review: Review) -> list[str]:
    """What a line below the title of a review says of it."""
    when = [review.when.spoken()] if review.when else []
    return [review.severity, review.kind, *when, *(["an invented example"] if review.illustrative else [])]


def action_lines(review: Review, as_of: date, cover: Callable[[str], str]) -> Iterator[str]:
    """The actions of a review with their states on a day."""
    if not review.actions:
        yield "   No actions recorded."
        return
    yield f"   Actions as of {as_of.isoformat()}:"
    states = [action.state(as_of) for action in review.actions]
    width = max(map(len, states))
    for action, state in zip(review.actions, states, strict=True):
        late = f", {counted(action.days_late(as_of), 'day')} late" if state == "overdue" else ""
        said = click.style(f"{state.replace('-', ' '):{width}}", fg=COLOURS.get(state))
        yield f"     {said}  {action.id} {printable(cover(action.title))} ({action.area}{late})"


def _shape(hit: Hit, reviews: SimilarReviews) -> dict[str, Any]:
    review = hit.review
    return {
        "id": review.id,
        "path": review.path,
        "title": reviews.cover(review.title),
        "kind": review.kind,
        "severity": review.severity,
        "when": review.when.text if review.when else None,
        "provenance": review.provenance,
        "score": round(hit.score, 4),
        "text": round(hit.text, 4),
        "structure": round(hit.structure, 4),
        "strength": hit.strength,
        "verdict": hit.verdict,
        "reasons": [{"kind": reason.kind, "words": reviews.cover(reason.words)} for reason in hit.reasons],
        "actions": [
            {
                "id": action.id,
                "area": action.area,
                "title": reviews.cover(action.title),
                "owner": reviews.cover(action.owner) if action.owner else None,
                "due": action.due.isoformat() if action.due else None,
                "state": action.state(reviews.as_of),
            }
            for action in review.actions
        ],
    }
