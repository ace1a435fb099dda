"""Recall: the reviews that are nearest to a text or to a review, what people say of them before what is computed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from afterword.model import Pattern, Review
from afterword.recall.asking import Question
from afterword.recall.hits import PEOPLE, STRUCTURE, TEXT, Hit, Reason
from afterword.recall.narrative import passages
from afterword.recall.ranking import Ranking
from afterword.recall.structure import Comparison, Structure
from afterword.recall.traits import Traits, traits_of

TEXT_SHARE: Final = 0.75
"""What the text counts in the score of a free text, whose structure is only guessed from the register."""

REVIEW_TEXT_SHARE: Final = 0.5
"""What the text counts between two reviews."""

LEAST: Final = 0.05
"""A review that scores less than this is not near, only first among the far."""

LENT: Final = 3
"""How many patterns may lend their structure to a text that has none."""

MOST_WORDS: Final = 4
MOST_TRAITS: Final = 4


@dataclass(frozen=True, eq=False)
class Recall:
    """All that can be found again: reviews by id without the withdrawn ones, and the register of patterns by id."""

    reviews: tuple[Review, ...]
    patterns: tuple[Pattern, ...]

    @classmethod
    def of(cls, reviews: Iterable[Review], patterns: Iterable[Pattern] = ()) -> Recall:
        """Take in reviews and patterns; they are indexed when the first question comes."""
        return cls(
            tuple(sorted((one for one in reviews if one.status != "withdrawn"), key=lambda one: one.id)),
            tuple(sorted(patterns, key=lambda one: one.id)),
        )

    def near_text(self, text: str, most: int = 5) -> tuple[Hit, ...]:
        """The reviews nearest to a description in anybody's words, at most ``most``; none where nothing is near."""
        question = Question.of_text(text)
        asked = self._lent(question)
        return self._hits(question, self._structure.compare(asked), TEXT_SHARE, most, lent=True)

    def near_review(self, review: Review, most: int = 5) -> tuple[Hit, ...]:
        """The reviews nearest to another, at most ``most``, which need not be one of them.

        Those that people related to it come first, whichever of the two says so, and are never cut off;
        those of which people say that they are not related are left out, and so is the review itself.
        """
        question = Question.of_review(review, self._ranking)
        asked = traits_of(review, self._titles)
        lent = "pattern" not in asked
        if lent:
            asked = {**self._lent(question), **asked}
        verdicts = self._verdicts(review)
        return self._hits(
            question,
            self._structure.compare(asked),
            REVIEW_TEXT_SHARE,
            most,
            lent=lent,
            verdicts=verdicts,
            never=self._apart(review) - verdicts.keys() | {review.id},
        )

    @cached_property
    def _ranking(self) -> Ranking:
        return Ranking.of(passages(review) for review in self.reviews)

    @cached_property
    def _register(self) -> Ranking:
        return Ranking.of(passages(pattern) for pattern in self.patterns)

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        return {pattern.id: pattern.title for pattern in self.patterns}

    @cached_property
    def _structure(self) -> Structure:
        return Structure(tuple(traits_of(review, self._titles) for review in self.reviews))

    @cached_property
    def _by_id(self) -> Mapping[str, int]:
        return {review.id: place for place, review in enumerate(self.reviews)}

    def _lent(self, question: Question) -> Traits:
        """The patterns that what is asked resembles most, in place of those that nobody has named yet."""
        scores = self._register.scores(question.stems)
        best = sorted(scores, key=lambda place: (-scores[place], place))[:LENT]
        return {"pattern": {self.patterns[place].id: self.patterns[place].title for place in best}} if best else {}

    def _verdicts(self, review: Review) -> dict[str, tuple[str, str]]:
        """By id, the relation and the reason that people gave; what the review itself says goes before the others."""
        others = [
            (other.id, link)
            for other in self.reviews
            if other.id != review.id
            for link in other.data.get("related", ())
            if link["id"] == review.id
        ]
        said = [(link["id"], link) for link in review.data.get("related", ())]
        return {id_: (link["relation"], link.get("reason", "")) for id_, link in [*others, *said] if id_ in self._by_id}

    def _apart(self, review: Review) -> set[str]:
        """The ids of those of which people say, here or there, that they are not related."""
        here = {link["id"] for link in review.data.get("not_related", ())}
        there = (
            other.id
            for other in self.reviews
            if any(link["id"] == review.id for link in other.data.get("not_related", ()))
        )
        return here.union(there)

    def _hits(
        self,
        question: Question,
        compared: Comparison,
        text_share: float,
        most: int,
        *,
        lent: bool,
        verdicts: Mapping[str, tuple[str, str]] | None = None,
        never: Iterable[str] = (),
    ) -> tuple[Hit, ...]:
        verdicts = verdicts or {}
        text, structure = self._ranking.scores(question.stems), compared.scores
        left_out = {self._by_id[id_] for id_ in never if id_ in self._by_id}
        people = [self._by_id[id_] for id_ in verdicts]
        scores = {
            place: text_share * text.get(place, 0.0) + (1 - text_share) * structure.get(place, 0.0)
            for place in sorted({*text, *structure, *people} - left_out)
        }
        # Rounded, so that no machine's last digit decides between two of the same worth.
        order = sorted(scores, key=lambda place: (place not in people, -round(scores[place], 9), place))
        near = [place for place in order if place in people or scores[place] >= LEAST]
        found = []
        for place in near[: max(most, len(people))]:
            review = self.reviews[place]
            relation, reason = verdicts.get(review.id, (None, ""))
            found.append(
                Hit(
                    review,
                    scores[place],
                    text.get(place, 0.0),
                    structure.get(place, 0.0),
                    relation,
                    tuple(self._reasons(question, compared, place, relation, reason, lent=lent)),
                )
            )
        return tuple(found)

    def _reasons(
        self, question: Question, compared: Comparison, place: int, relation: str | None, reason: str, *, lent: bool
    ) -> Iterator[Reason]:
        if relation is not None:
            yield Reason(PEOPLE, reason or "people related the two")
        if shared := self._ranking.shared(question.stems, place)[:MOST_WORDS]:
            yield Reason(TEXT, f"both speak of {', '.join(question.said(one, self._ranking) for one in shared)}")
        if traits := list(compared.shared(place))[:MOST_TRAITS]:
            start = "it shows" if lent else "both have"
            yield Reason(STRUCTURE, f"{start} {'; '.join(traits)}")
