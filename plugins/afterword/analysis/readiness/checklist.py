"""The checklist that the past imposes on a model: each check with its precedents, the strongest first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cached_property
from typing import Final

from afterword.analysis.readiness.destinations import Adoption, Lesson, same
from afterword.analysis.readiness.past import PREVENTION, Past
from afterword.corpus import Corpus
from afterword.model import UNFINISHED, Action, Pattern, Review

ENOUGH_PEERS: Final = 2
"""How many reviews of its kind must name a pattern before it speaks to a model that has no past of its own."""


class Relevance(IntEnum):
    """What ties a precedent to the model, the strongest tie first."""

    OWN = 0
    PATTERN = 1
    TASK_AND_SERVING = 2
    TASK = 3
    SERVING = 4


@dataclass(frozen=True, eq=False)  # a precedent is itself alone: what it holds cannot be hashed
class Precedent:
    """A review or a pattern from which a check comes; ``patterns`` are those that it shares with the model."""

    relevance: Relevance
    source: Review | Pattern
    severity: str
    patterns: tuple[str, ...] = ()

    @property
    def sort_key(self) -> tuple[int, bool, str, str]:
        return (self.relevance, isinstance(self.source, Pattern), self.severity, self.source.id)


@dataclass(frozen=True)
class Check:
    """One thing to make sure of before release; ``destination`` is a field of ``feeds``.

    ``here`` are adoptions that a review of the model itself records, ``elsewhere`` those of other models.
    """

    destination: str
    text: str
    precedents: tuple[Precedent, ...]
    here: tuple[Adoption, ...] = ()
    elsewhere: tuple[Adoption, ...] = ()

    @property
    def relevance(self) -> Relevance:
        return self.precedents[0].relevance

    @cached_property
    def strength(self) -> tuple[int, str, int, int, str]:
        """Sort key: the nearest tie, the worst severity met through it, how many precedents, how much is shared."""
        nearest = [precedent for precedent in self.precedents if precedent.relevance is self.relevance]
        worst = min(precedent.severity for precedent in nearest)
        shared = max(len(precedent.patterns) for precedent in nearest)
        return (self.relevance, worst, -len(self.precedents), -shared, self.text)


@dataclass(frozen=True)
class Checklist:
    """All that the past says to one model on the day ``as_of``.

    ``reviews`` are its own, newest first; ``patterns`` those that it has fallen into. ``unfinished`` are open actions
    of its own reviews and the organisation's open preventions of its patterns, the most urgent first, each with the
    patterns that it is there for (none for its own); ``kept`` are its preventions that were carried out and must
    still hold.
    """

    model: str
    as_of: date
    task: str | None
    serving: str | None
    reviews: tuple[Review, ...]
    patterns: tuple[str, ...]
    checks: tuple[Check, ...]
    unfinished: tuple[tuple[Action, tuple[str, ...]], ...]
    kept: tuple[Action, ...]
    past: Past

    @property
    def silent(self) -> tuple[Action, ...]:
        """Preventions of its own reviews that may be late without anyone knowing: no state or no date."""
        actions = (action for review in self.reviews for action in review.actions if action.area == PREVENTION)
        return tuple(
            one for one in actions if one.status is None or (one.status in UNFINISHED and one.deadline is None)
        )

    def tied(self, *relevances: Relevance) -> tuple[Check, ...]:
        """The checks of some ties, in their order."""
        return tuple(check for check in self.checks if check.relevance in relevances)


def checklist(
    corpus: Corpus, model_name: str, as_of: date, task: str | None = None, serving: str | None = None
) -> Checklist:
    """The checklist of a model; one that no review names has only what its task and serving mode bring."""
    return checklist_of(Past.of(corpus, as_of), model_name, task, serving)


def checklist_of(past: Past, model_name: str, task: str | None = None, serving: str | None = None) -> Checklist:
    """The same for a past that many models share."""
    model = past.named(model_name) or model_name
    own = past.by_model.get(model, ())
    task, serving = task or _newest(own, model, "task"), serving or _newest(own, model, "serving")
    patterns = tuple(name for name, _ in Counter(name for review in own for name in review.patterns).most_common())
    return Checklist(
        model=model,
        as_of=past.as_of,
        task=task,
        serving=serving,
        reviews=own,
        patterns=patterns,
        checks=_merged(_precedents(past, own, patterns, task, serving), past, model),
        unfinished=_unfinished(past, own, patterns),
        kept=tuple(
            action
            for review in own
            for action in review.actions
            if action.area == PREVENTION and action.status in {"done", "verified"}
        ),
        past=past,
    )


def _precedents(
    past: Past, own: tuple[Review, ...], patterns: tuple[str, ...], task: str | None, serving: str | None
) -> Iterator[Precedent]:
    """Every review and pattern that has something to say to the model, each once, by its strongest tie."""
    met = {review.id for review in own}
    yield from (Precedent(Relevance.OWN, review, review.severity, review.patterns) for review in own)
    for name in patterns:
        if name in past.patterns:
            worst = min(review.severity for review in own if name in review.patterns)
            yield Precedent(Relevance.PATTERN, past.patterns[name], worst, (name,))
        for review in past.by_pattern[name]:
            if review.id not in met and past.lessons[review.path]:
                met.add(review.id)
                shared = tuple(known for known in review.patterns if known in patterns)
                yield Precedent(Relevance.PATTERN, review, review.severity, shared)
    peers = dict(_peers(past, task, serving))
    yield from (
        Precedent(relevance, review, review.severity)
        for review, relevance in peers.values()
        if review.id not in met and past.lessons[review.path]
    )
    if not patterns:
        yield from _patterns_of(past, peers.values())


def _peers(past: Past, task: str | None, serving: str | None) -> Iterator[tuple[str, tuple[Review, Relevance]]]:
    same_task, same_serving = past.by_task.get(task or "", ()), past.by_serving.get(serving or "", ())
    both = {review.id for review in same_task} & {review.id for review in same_serving}
    for reviews, relevance in ((same_serving, Relevance.SERVING), (same_task, Relevance.TASK)):
        yield from (
            (review.id, (review, Relevance.TASK_AND_SERVING if review.id in both else relevance)) for review in reviews
        )


def _patterns_of(past: Past, peers: Iterable[tuple[Review, Relevance]]) -> Iterator[Precedent]:
    """The patterns that several reviews of its kind name, for a model that has none of its own."""
    struck: dict[str, list[tuple[Relevance, str]]] = defaultdict(list)
    for review, relevance in peers:
        for name in review.patterns:
            struck[name].append((relevance, review.severity))
    for name, met in sorted(struck.items()):
        if name in past.patterns and len(met) >= ENOUGH_PEERS:
            relevance = sorted(met)[ENOUGH_PEERS - 1][0]
            yield Precedent(relevance, past.patterns[name], min(severity for _, severity in met), (name,))


def _merged(precedents: Iterable[Precedent], past: Past, model: str) -> tuple[Check, ...]:
    """The same check from several precedents is one check, in the words of the strongest."""
    found: dict[tuple[str, str], list[tuple[Precedent, Lesson]]] = defaultdict(list)
    for precedent in precedents:
        for lesson in past.lessons[precedent.source.path]:
            found[lesson.key].append((precedent, lesson))
    checks = (_check(rows, past.adoptions, model) for rows in found.values())
    return tuple(sorted(checks, key=lambda check: check.strength))


def _check(rows: list[tuple[Precedent, Lesson]], adopted: Mapping[str, tuple[Adoption, ...]], model: str) -> Check:
    rows = sorted(rows, key=lambda row: row[0].sort_key)
    lesson = rows[0][1]
    adoptions = adopted.get(same(lesson.text), ())
    return Check(
        destination=lesson.destination,
        text=lesson.text,
        precedents=tuple(dict.fromkeys(precedent for precedent, _ in rows)),
        here=tuple(adoption for adoption in adoptions if model in adoption.review.models),
        elsewhere=tuple(adoption for adoption in adoptions if model not in adoption.review.models),
    )


def _unfinished(
    past: Past, own: tuple[Review, ...], patterns: tuple[str, ...]
) -> tuple[tuple[Action, tuple[str, ...]], ...]:
    mine = {review.id for review in own}
    found = [(action, ()) for review in own for action in review.actions if action.status in UNFINISHED]
    others = {
        review.id: review
        for name in patterns
        for review in past.by_pattern[name]
        if review.id in past.open_preventions and review.id not in mine
    }
    shared = [
        (action, tuple(known for known in others[id_].patterns if known in patterns))
        for id_ in others
        for action in past.open_preventions[id_]
    ]
    return tuple(sorted([*found, *shared], key=lambda row: _urgency(row[0], past.as_of)))


def _urgency(action: Action, as_of: date) -> tuple[int, date, str, str]:
    return (-action.days_late(as_of), action.deadline or date.max, action.review_id, action.id)


def _newest(own: tuple[Review, ...], model: str, name: str) -> str | None:
    """What the newest review of the model says of it."""
    told = (
        row[name] for review in own for row in review.data.get("models", ()) if row["name"] == model and name in row
    )
    return next(told, None)
