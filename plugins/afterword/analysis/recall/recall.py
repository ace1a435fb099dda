"""Recall: the reviews that are nearest to a text or to a review, what people say of them before what is computed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from heapq import nsmallest
from types import MappingProxyType
from typing import Final, NamedTuple

from afterword.analysis.recall.asking import Question, Wording
from afterword.analysis.recall.candidates import candidates
from afterword.analysis.recall.hits import ENOUGH, PEOPLE, STRUCTURE, TEXT, Hit, Reason
from afterword.analysis.recall.names import PatternNames
from afterword.analysis.recall.narrative import Passage, joined, passages
from afterword.analysis.recall.ranking import Answer, Ranking
from afterword.analysis.recall.structure import Comparison, Structure
from afterword.analysis.recall.traits import Traits, together, traits_of
from afterword.model import Pattern, Review

TEXT_SHARE: Final = 0.8
"""What the text counts where the patterns are only guessed from the register."""

REVIEW_TEXT_SHARE: Final = 0.6
"""What the text counts between two reviews."""

NAMED_TEXT_SHARE: Final = 0.2
"""What the text counts at least where it names a pattern: one that is nothing but the name means those that have it."""

LEAST: Final = 0.05
"""A review that scores less than this is not near, only first among the far."""

LENT: Final = 3
"""How many patterns may lend their structure to a text that has none."""

MOST_WORDS: Final = 4
MOST_TRAITS: Final = 4


class Guess(NamedTuple):
    """The patterns of what has none in a field, how far to trust each that is not named, and what the text counts."""

    patterns: Traits
    trust: Mapping[str, float]
    text_share: float


@dataclass(frozen=True, eq=False)
class Recall:
    """All that can be found again: reviews by id without the withdrawn ones, and the register of patterns by id.

    ``begun`` is one that knows the first of the reviews already.
    """

    reviews: tuple[Review, ...]
    patterns: tuple[Pattern, ...]
    begun: Recall | None = None

    @classmethod
    def of(cls, reviews: Iterable[Review], patterns: Iterable[Pattern] = ()) -> Recall:
        """Take in reviews and patterns; they are indexed when the first question comes."""
        return cls(
            tuple(sorted((review for review in reviews if review.status != "withdrawn"), key=lambda one: one.id)),
            tuple(sorted(patterns, key=lambda pattern: pattern.id)),
        )

    def also(self, reviews: Iterable[Review]) -> Recall:
        """The same with a few more reviews; those that are here are not indexed again."""
        more = Recall.of(reviews).reviews
        return Recall((*self.reviews, *more), self.patterns, self) if more else self

    def index(self) -> None:
        """Make now what the first question would make, for processes that go on apart."""
        _ = self.ranking, self.structure.places, self.structure.sentences

    def similar_to_text(self, text: str, most: int = 5) -> tuple[Hit, ...]:
        """The reviews nearest to a description in anybody's words, at most ``most``; none where nothing is near."""
        question = Question.of_text(text, self.ranking, self.register)
        guess = self._guess(question, text)
        asked = {**guess.patterns, **self.structure.named(text)}
        compared = self.structure.compare(asked, guess.trust)
        return self._hits(question, compared, guess.text_share, most, borrowed_patterns=True)

    def similar_to_review(self, review: Review, most: int = 5) -> tuple[Hit, ...]:
        """The reviews nearest to another, at most ``most``, which need not be one of them.

        Those that people related to it come first, whichever of the two says so, and are never cut off;
        those of which people say that they are not related are left out, and so is the review itself.
        """
        place = self._by_id.get(review.id)
        # An editor asks with a review as it is being written, which is not as it was read.
        read = self._passages[place] if place is not None and self.reviews[place] is review else tuple(passages(review))
        question = Question.of_review(read, self.ranking, self.register, place)
        text = joined(read)
        guess = None if review.patterns else self._guess(question, text)
        # A draft says in its title what the fields to come will say.
        asked = together(guess.patterns if guess else {}, self.structure.named(text), traits_of(review, self._titles))
        verdicts = self._verdicts("related", review)
        return self._hits(
            question,
            self.structure.compare(asked, guess.trust if guess else {}),
            guess.text_share if guess else REVIEW_TEXT_SHARE,
            most,
            borrowed_patterns=guess is not None,
            verdicts=verdicts,
            never=self._verdicts("not_related", review).keys() - verdicts.keys() | {review.id},
        )

    @cached_property
    def _passages(self) -> tuple[tuple[Passage, ...], ...]:
        """What is read of each review: for the index, for the words of a question, and again for those of an answer."""
        known = self.begun._passages if self.begun else ()  # noqa: SLF001 - of this class
        return (*known, *(tuple(passages(review)) for review in self.reviews[len(known) :]))

    @cached_property
    def ranking(self) -> Ranking:
        """The words of the reviews, indexed when the first question comes."""
        if self.begun is None:
            return Ranking.of(self._passages)
        return self.begun.ranking.also(self._passages[len(self.begun.reviews) :])

    @cached_property
    def register(self) -> Ranking:
        """The words of the patterns, the same."""
        return Ranking.of(passages(pattern) for pattern in self.patterns)

    @cached_property
    def _names(self) -> PatternNames:
        return PatternNames(self.patterns)

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        return {pattern.id: pattern.title for pattern in self.patterns}

    @cached_property
    def structure(self) -> Structure:
        """The traits of the reviews, the same."""
        known = self.begun.structure if self.begun else Structure(())
        more = (traits_of(review, self._titles) for review in self.reviews[len(known.traits) :])
        return known.also(more) if self.begun else Structure(tuple(more))

    @cached_property
    def _wording(self) -> Callable[[int], Wording]:
        # The same reviews are found again and again; those of a large base are too many to keep.
        return lru_cache(maxsize=256)(lambda place: Wording.of(self._passages[place]))

    @cached_property
    def _by_id(self) -> Mapping[str, int]:
        return {review.id: place for place, review in enumerate(self.reviews)}

    def _guess(self, question: Question, text: str) -> Guess:
        """The patterns that a text names, or else those that it resembles most, and how far to trust that."""
        if (called := self._names.called(text)).patterns:
            by_name = sum(next(iter(idea)) in called.stems for idea in question.ideas)
            share = TEXT_SHARE * (1 - by_name / max(1, len(question.ideas)))
            return Guess({"pattern": called.patterns}, {}, max(NAMED_TEXT_SHARE, share))
        scores = self.register.scores(question.ideas)
        best = sorted(scores, key=lambda place: (-round(scores[place], 9), place))[:LENT]
        patterns = {self.patterns[place].id: self.patterns[place].title for place in best}
        trust = {self.patterns[place].id: scores[place] for place in best}
        return Guess({"pattern": patterns} if patterns else {}, trust, TEXT_SHARE)

    @cached_property
    def _said(self) -> Mapping[str, Mapping[str, list[tuple[str, Mapping[str, str]]]]]:
        """By field of verdicts and by review, who says something of it, and what."""
        found: dict[str, dict[str, list[tuple[str, Mapping[str, str]]]]] = {
            "related": defaultdict(list),
            "not_related": defaultdict(list),
        }
        for review in self.reviews:
            for field, by_id in found.items():
                for link in review.data.get(field, ()):
                    by_id[link["id"]].append((review.id, link))
        return found

    def _verdicts(self, field: str, review: Review) -> dict[str, Mapping[str, str]]:
        """By id, what people say in a field, there or here; what the review itself says goes before."""
        there = [(id_, link) for id_, link in self._said[field].get(review.id, ()) if id_ != review.id]
        here = [(link["id"], link) for link in review.data.get(field, ())]
        return {id_: link for id_, link in [*there, *here] if id_ in self._by_id and id_ != review.id}

    def _hits(
        self,
        question: Question,
        compared: Comparison,
        text_share: float,
        most: int,
        *,
        borrowed_patterns: bool,
        verdicts: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
        never: Iterable[str] = (),
    ) -> tuple[Hit, ...]:
        sums, whole = self.ranking.sums(question.ideas)
        left_out = {self._by_id[id_] for id_ in never if id_ in self._by_id}
        people = {self._by_id[id_] for id_ in verdicts}
        kept = candidates(sums, whole, compared, text_share, left_out, most, LEAST)
        structure = {place: compared.score(place) for place in sorted({*kept, *people} - left_out)}
        text = {place: sums[place] / whole if whole else 0.0 for place in structure}
        scores = {place: text_share * text[place] + (1 - text_share) * score for place, score in structure.items()}
        # Rounded, so that no machine's last digit decides between two of the same worth.
        near = (place for place in scores if place in people or scores[place] >= LEAST)
        order = nsmallest(
            max(most, len(people)), near, key=lambda place: (place not in people, -round(scores[place], 9), place)
        )
        return tuple(
            Hit(
                self.reviews[place],
                scores[place],
                text[place],
                structure[place],
                verdict["relation"] if verdict else None,
                tuple(self._reasons(question, answers, compared, place, verdict, borrowed_patterns=borrowed_patterns)),
                self.ranking.telling(answers) + ENOUGH * compared.by_name(place),
            )
            for place in order
            for verdict in (verdicts.get(self.reviews[place].id),)
            for answers in (self.ranking.answers(question.ideas, place),)
        )

    def _reasons(
        self,
        question: Question,
        answers: Sequence[Answer],
        compared: Comparison,
        place: int,
        verdict: Mapping[str, str] | None,
        *,
        borrowed_patterns: bool,
    ) -> Iterator[Reason]:
        if verdict is not None:
            yield Reason(PEOPLE, verdict.get("reason", "linked by an author"))
        if answers:
            yield Reason(TEXT, f"shared words {', '.join(question.said(answers[:MOST_WORDS], self._wording(place)))}")
        if traits := list(compared.shared(place))[:MOST_TRAITS]:
            start = "the description points to" if borrowed_patterns else "both have"
            yield Reason(STRUCTURE, f"{start} {'; '.join(traits)}")
