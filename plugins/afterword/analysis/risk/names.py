"""Names of reviews that stand in a change: models, features and data sets, tickets, and what proves an action."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from afterword.analysis.recall.names import Names
from afterword.analysis.recall.traits import traits_of
from afterword.analysis.risk.changes import Change
from afterword.analysis.risk.signals import NAME, Place, Signal
from afterword.analysis.risk.spelling import tells, without_head, words_in
from afterword.model import OWN, Review, values_at
from afterword.text.unified_diff import REMOVED

WHOLE: Final = 0.5
"""What a name counts that says by itself what is meant."""

WITHOUT_HEAD: Final = 0.35
"""What ``card_fraud`` counts for a model called "Card fraud score"."""

OF_OTHERS: Final = 0.6
"""The share of it that the name of a public report counts: the model is somebody else's, and many use it."""

EVERYDAY_NAME: Final = 0.15
"""What a name counts that is an everyday word."""

IN_PATH: Final = 0.9
IN_CONTEXT: Final = 0.5
IN_MESSAGE: Final = 0.8

_REGISTRY: Final = re.compile(r"^models:/([^/@]+)")
_TICKET: Final = re.compile(r"\b[A-Z][A-Z0-9]+-\d+\b")
_REPOSITORY: Final = re.compile(r"^https?://[^/]+/(?:.+?/)(?:blob|tree|raw|src)/[^/]+/([^?#]+)")
_CODE: Final = re.compile(r"`([^`\s]{3,80})`")
_EVIDENCE: Final = ("actions.*.evidence", "actions.*.title", "adopted.*.evidence", "safeguards.*.note")
_LINKS: Final = ("actions.*.tracker", "actions.*.evidence", "diagnosis.evidence.*.link", "sources.*.url")


class Name(NamedTuple):
    """A name in words, what it counts where it changes, the review that has it, and what it is called there."""

    words: tuple[str, ...]
    worth: float
    review: int
    called: str
    about: str


def names_of(reviews: Iterable[Review]) -> Names[Name]:
    """The names of some reviews, known by their place in the order in which they are given."""
    found = dict.fromkeys(name for place, review in enumerate(reviews) for name in _names(place, review))
    # `ordercount` is `order_count` too.
    joined = (name._replace(words=("".join(name.words),)) for name in found if len(name.words) > 1)
    return Names((list(name.words), name) for name in (*found, *joined))


def _within(names: Names[Name], text: str) -> Iterator[Name]:
    return (name for _, name in names.within([*_TICKET.findall(text), *words_in(text)]))


def named(names: Names[Name], changes: Iterable[Change], message: str = "") -> Iterator[tuple[int, Signal]]:
    """By place of a review, each name of it that stands in a change or in the message of a commit."""
    for change in changes:
        for name in _within(names, change.path):
            yield name.review, _signal(name, IN_PATH, "the path has", Place(change.path))
        for hunk, lines in change.hunks:
            changed = set(lines)
            first = Place(change.path, lines[0].number, lines[0].sign == REMOVED)
            for name in _within(names, hunk.section):
                yield name.review, _signal(name, IN_CONTEXT, "the change is in", first)
            for line in hunk.lines:
                if line in changed:
                    removed = line.sign == REMOVED
                    place = Place(change.path, line.number, removed)
                    share, verb = 1.0, "a removed line has" if removed else "an added line has"
                elif line.sign == " ":
                    share, verb, place = IN_CONTEXT, "the change is beside", first
                else:
                    continue
                for name in _within(names, line.text):
                    yield name.review, _signal(name, share, verb, place)
    for name in _within(names, message):
        yield name.review, _signal(name, IN_MESSAGE, "the commit message has", None)


def _signal(name: Name, share: float, verb: str, place: Place | None) -> Signal:
    return Signal(NAME, name.worth * share, f"{verb} {name.called}", place, name.about)


def _names(place: int, review: Review) -> Iterator[Name]:
    share = 1.0 if review.provenance in OWN else OF_OTHERS
    return (name._replace(worth=name.worth * share) for name in _written(place, review))


def _written(place: int, review: Review) -> Iterator[Name]:
    models = [(name, name) for name in review.models]
    models += [(found[1], found[1]) for text in _texts(review, "models.*.registry") if (found := _REGISTRY.match(text))]
    data = [(name, name) for name in traits_of(review, {}).get("data", {}).values()]
    for called, names in (("the model", models), ("the feature or data set", data)):
        for name, said in names:
            yield from _one(place, name, f"{called} {said}")
    for path in _EVIDENCE:
        for text in _texts(review, path):
            for code in _CODE.findall(text):
                yield from _one(place, code, f"{code}, on which an action or a safeguard rests")
    for alias in _texts(review, "aliases.*"):
        if _TICKET.fullmatch(alias):
            yield from _one(place, alias, f"the ticket {alias}")
    for path in _LINKS:
        for text in _texts(review, path):
            if file := _REPOSITORY.match(text):
                yield from _one(place, file[1], f"the file {file[1]}, to which the review links")
            for ticket in _TICKET.findall(text):
                yield from _one(place, ticket, f"the ticket {ticket}")


def _one(place: int, name: str, called: str) -> Iterator[Name]:
    if _TICKET.fullmatch(name):  # as it is: `RET = 2201` is none
        yield Name((name,), WHOLE, place, called, name)
    elif found := tuple(words_in(name)):
        yield Name(found, WHOLE if tells(found) else EVERYDAY_NAME, place, called, found[0])
        if short := without_head(found):
            yield Name(short, WITHOUT_HEAD, place, called, found[0])


def _texts(review: Review, path: str) -> Iterator[str]:
    return (value for value in values_at(review.data, tuple(path.split("."))) if isinstance(value, str))
