"""Every model at once, and every check at once: what the pages and the data of the site are made from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from afterword.analysis.readiness.checklist import Checklist, checklist_of
from afterword.analysis.readiness.destinations import Adoption, Lesson
from afterword.analysis.readiness.gate import Gate, gate
from afterword.analysis.readiness.past import Past
from afterword.corpus import Corpus
from afterword.model import Pattern, Review
from afterword.settings.waivers import Waiver


class ModelReadiness(NamedTuple):
    """A model with its checklist and its gate; ``illustrative`` where only invented scenarios name the model."""

    checklist: Checklist
    gate: Gate
    illustrative: bool


@dataclass(frozen=True)
class DestinationCheck:
    """A check of one destination with all reviews and patterns from which it comes, the most severe first."""

    destination: str
    text: str
    reviews: tuple[Review, ...]
    patterns: tuple[Pattern, ...]
    adopted: tuple[Adoption, ...]

    @cached_property
    def illustrative(self) -> bool:
        """Whether only invented scenarios ask for it."""
        return not self.patterns and all(review.illustrative for review in self.reviews)

    @cached_property
    def strength(self) -> tuple[bool, str, int, str]:
        """Sort key: real before invented, then the worst severity, then how many ask for it."""
        worst = min((review.severity for review in self.reviews), default="sev9")
        return (self.illustrative, worst, -len(self.reviews), self.text)


def every_model(corpus: Corpus, as_of: date, waivers: Iterable[Waiver] = ()) -> Mapping[str, ModelReadiness]:
    """The answer for each model of a corpus, by usual name; an invented model is answered from invented scenarios."""
    real, every = Past.of(corpus, as_of), Past.of(corpus, as_of, illustrative=True)
    waivers = tuple(waivers)
    found = {}
    for model in filter(every.spellings, corpus.reviews_by_model):
        invented = not real.spellings(model)
        # Real reviews alone may usually spell it in another way than all of them together.
        asked = checklist_of(every if invented else real, model)._replace(model=model)
        found[model] = ModelReadiness(asked, gate(asked, waivers), invented)
    return found


def every_check(past: Past) -> Mapping[str, tuple[DestinationCheck, ...]]:
    """By destination, every check of a past, the strongest first; the same check is listed once."""
    found: dict[tuple[str, str], list[Lesson]] = defaultdict(list)
    for rows in past.lessons.values():
        for lesson in rows:
            found[lesson.key].append(lesson)
    checks = sorted((_destination_check(rows, past) for rows in found.values()), key=lambda one: one.strength)
    return {
        name: tuple(check for check in checks if check.destination == name)
        for name in sorted({f.destination for f in checks})
    }


def _destination_check(rows: list[Lesson], past: Past) -> DestinationCheck:
    reviews = {row.source.id: row.source for row in rows if isinstance(row.source, Review)}
    return DestinationCheck(
        destination=rows[0].destination,
        text=rows[0].text,
        reviews=tuple(sorted(reviews.values(), key=lambda review: (review.illustrative, review.severity, review.id))),
        patterns=tuple(row.source for row in rows if isinstance(row.source, Pattern)),
        adopted=past.adoptions.get(rows[0].key[1], ()),
    )
