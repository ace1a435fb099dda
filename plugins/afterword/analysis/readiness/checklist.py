"""The checklist that the past imposes on a model: each check with its precedents, the strongest first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from afterword.analysis.readiness.close import Close, closest
from afterword.analysis.readiness.destinations import Adoption, Lesson, same
from afterword.analysis.readiness.past import Past
from afterword.analysis.readiness.precedents import Precedent, Relevance, precedents
from afterword.corpus import Corpus
from afterword.model import PREVENTION, Action, Review


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
    def stops(self) -> int:
        """How many incidents of the model itself it would have stopped."""
        return len(frozenset().union(*(precedent.stops for precedent in self.precedents)))

    @cached_property
    def strength(self) -> tuple[int, bool, int, str, int, int, str]:
        """Sort key: the nearest tie, what would have stopped most, the worst severity, the most precedents.

        What comes by a common pattern alone is the last of its tie.
        """
        nearest = [precedent for precedent in self.precedents if precedent.relevance is self.relevance]
        worst = min(precedent.severity for precedent in nearest)
        shared = max(len(precedent.patterns) for precedent in nearest)
        common = all(precedent.common for precedent in nearest)
        return (self.relevance, common, -self.stops, worst, -len(self.precedents), -shared, self.text)


class Checklist(NamedTuple):
    """All that the past says to one model on the day ``as_of``.

    ``reviews`` are its own, newest first; ``patterns`` those that it has fallen into. ``close`` are the reviews of
    other models that are closest to its past, and ``more_close`` how many more are close. ``unfinished`` are open
    actions of its own reviews and open preventions of the close ones, the most urgent first, each with the patterns
    that it is there for (none for its own); ``kept`` are its preventions that were carried out and must still hold.
    """

    model: str
    as_of: date
    task: str | None
    serving: str | None
    reviews: tuple[Review, ...]
    patterns: tuple[str, ...]
    close: tuple[Close, ...]
    more_close: int
    checks: tuple[Check, ...]
    unfinished: tuple[tuple[Action, tuple[str, ...]], ...]
    kept: tuple[Action, ...]
    past: Past

    @property
    def own_unfinished(self) -> tuple[Action, ...]:
        """The open actions of its own reviews."""
        return tuple(action for action, patterns in self.unfinished if not patterns)

    @property
    def silent(self) -> tuple[Action, ...]:
        """Preventions of its own reviews that may be late without anyone knowing: no state or no date."""
        actions = (action for review in self.reviews for action in review.actions if action.area == PREVENTION)
        return tuple(
            one for one in actions if one.status is None or (one.unfinished(self.as_of) and one.deadline is None)
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
    found = past.named(model_name)
    model = found[0] if len(found) == 1 else model_name
    own, names = past.reviews_of(model), frozenset(past.spellings(model))
    task, serving = task or _newest(own, names, "task"), serving or _newest(own, names, "serving")
    patterns = tuple(name for name, _ in Counter(name for review in own for name in review.patterns).most_common())
    close, more = closest(past, own)
    return Checklist(
        model=model,
        as_of=past.as_of,
        task=task,
        serving=serving,
        reviews=own,
        patterns=patterns,
        close=close,
        more_close=more,
        checks=_merged(precedents(past, own, patterns, close, task, serving), past, names),
        unfinished=_unfinished(past, own, close),
        kept=tuple(
            action
            for review in own
            for action in review.actions
            if action.area == PREVENTION and action.status_on(past.as_of) in {"done", "verified"}
        ),
        past=past,
    )


def _merged(precedents: Iterable[Precedent], past: Past, names: frozenset[str]) -> tuple[Check, ...]:
    """The same check from several precedents is one check, in the words of the strongest."""
    found: dict[tuple[str, str], list[tuple[Precedent, Lesson]]] = defaultdict(list)
    for precedent in precedents:
        for lesson in past.lessons[precedent.source.path]:
            found[lesson.key].append((precedent, lesson))
    checks = (_check(rows, past.adoptions, names) for rows in found.values())
    return tuple(sorted(checks, key=lambda check: check.strength))


def _check(
    rows: list[tuple[Precedent, Lesson]], adopted: Mapping[str, tuple[Adoption, ...]], names: frozenset[str]
) -> Check:
    rows = sorted(rows, key=lambda row: row[0].sort_key)
    lesson = rows[0][1]
    adoptions = adopted.get(same(lesson.text), ())
    return Check(
        destination=lesson.destination,
        text=lesson.text,
        precedents=tuple(dict.fromkeys(precedent for precedent, _ in rows)),
        here=tuple(adoption for adoption in adoptions if not names.isdisjoint(adoption.review.models)),
        elsewhere=tuple(adoption for adoption in adoptions if names.isdisjoint(adoption.review.models)),
    )


def _unfinished(
    past: Past, own: tuple[Review, ...], close: tuple[Close, ...]
) -> tuple[tuple[Action, tuple[str, ...]], ...]:
    found = [(action, ()) for review in own for action in review.actions if action.unfinished(past.as_of)]
    shared = [(action, one.patterns) for one in close for action in past.open_preventions.get(one.review.id, ())]
    return tuple(sorted([*found, *shared], key=lambda row: _urgency(row[0], past.as_of)))


def _urgency(action: Action, as_of: date) -> tuple[int, date, str, str]:
    return (-action.days_late(as_of), action.deadline or date.max, action.review_id, action.id)


def _newest(own: tuple[Review, ...], names: frozenset[str], name: str) -> str | None:
    """What the newest review of the model says of it."""
    told = (
        row[name] for review in own for row in review.data.get("models", ()) if row["name"] in names and name in row
    )
    return next(told, None)
