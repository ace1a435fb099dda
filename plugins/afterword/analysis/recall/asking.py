"""What is asked: a text or a review as ideas, each a word with those that people say in its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest
from typing import Final, NamedTuple

from afterword.analysis.recall.narrative import Passage, joined
from afterword.analysis.recall.pasted import spoken_lines
from afterword.analysis.recall.ranking import Answer, Idea, Ranking, saturated
from afterword.analysis.recall.synonyms import synonyms
from afterword.text.terms import stem, words

SYNONYM: Final = 0.5
"""What a word counts that is not asked for, but is said in place of one that is."""

MOST_IDEAS: Final = 100
"""A long text or a whole review asks with the words that tell most; more of them add time and noise."""

MOST_MET: Final = 2_000
"""How often a whole review may meet another in one of its words, so that many reviews do not take long.

In a base of some dozens no review comes to that.
"""


_WORD: Final = re.compile(r"\w")


class Question(NamedTuple):
    """Ideas, and for the stem of each the word that it was."""

    ideas: tuple[Idea, ...]
    spoken: Mapping[str, str]

    @classmethod
    def of_text(cls, text: str, ranking: Ranking, register: Ranking, place: int | None = None) -> Question:
        """The words of a text that tell most, each with those that people say in its place.

        An idea that neither a review nor the register knows is left out: it would make little of the others, such as
        the sentence above a traceback. ``place`` is that of the review which asks, if it is one.
        """
        counted: Counter[str] = Counter()
        spoken: dict[str, str] = {}
        for line in spoken_lines(text):
            for word in words(line):
                # A single letter is a bullet or a part of a name, and a number is hardly ever the same again.
                if (found := stem(word)) and (len(word) > 1 or not word.isascii()) and not _is_number(word, found):
                    counted[found] += 1
                    spoken.setdefault(found, word)
        ideas = [_idea(found, saturated(count, 1)) for found, count in counted.items()]
        weighed = [(max(ranking.worth(idea, place), register.worth(idea)), idea) for idea in ideas]
        best = nlargest(MOST_IDEAS, weighed, key=lambda pair: pair[0])
        return cls(tuple(idea for worth, idea in best if worth), spoken)

    @classmethod
    def of_review(
        cls, read: Sequence[Passage], ranking: Ranking, register: Ranking, place: int | None = None
    ) -> Question:
        """The words of a review that tell it best from the others; ``place`` is its own among them, if it is one.

        A draft of few words asks as a text does: it cannot yet say everything in the words of the others.
        """
        counted: dict[str, float] = {}
        spoken: dict[str, str] = {}
        for _, weight, text in read:
            for word, count in Counter(words(text)).items():
                found = stem(word)
                if found in counted:
                    counted[found] += count * weight
                elif found:
                    counted[found], spoken[found] = count * weight, word
        if len(counted) <= MOST_IDEAS:
            return cls.of_text(joined(read), ranking, register, place)
        # A word that no other review has can find none.
        weighed = [
            (-weight * ranking.rarity(found), found, weight, len(there))
            for found, count in counted.items()
            if (there := ranking.postings.get(found)) and (len(there) > 1 or place not in there)
            for weight in (saturated(count),)
        ]
        asked: list[Idea] = []
        met = 0
        for _, found, weight, others in sorted(weighed)[:MOST_IDEAS]:
            met += others
            if met > MOST_MET:
                break
            asked.append({found: weight})
        return cls(tuple(asked), spoken)

    def said(self, answers: Sequence[Answer], wording: Wording) -> Iterator[str]:
        """The words that a review shares, as the one who asks says them; what stands in their place there is added."""
        for answer in answers:
            asked = f"\u201c{wording.written(self.spoken[answer.asked])}\u201d"
            if answer.asked == answer.given:
                yield asked
            else:
                yield f"{asked} (there \u201c{wording.written(wording.commonest[answer.given])}\u201d)"


@dataclass(frozen=True)
class Wording:
    """How a review says what it says."""

    text: str

    @classmethod
    def of(cls, read: Iterable[Passage]) -> Wording:
        """The wording of a whole narrative."""
        return cls(joined(read))

    def written(self, word: str) -> str:
        """A word as the review writes it first, with its capitals."""
        text, at = self._lower, self._lower.find(word)
        while at >= 0 and _WORD.search(text[max(0, at - 1) : at] + text[at + len(word) : at + len(word) + 1]):
            at = text.find(word, at + 1)  # that was a part of a longer word
        found = self.text[at : at + len(word)]
        return found if at >= 0 and found.lower() == word else word

    @cached_property
    def commonest(self) -> Mapping[str, str]:
        """By stem, the word that stands for it most often."""
        forms = Counter(words(self.text))
        found: dict[str, str] = {}
        for form in sorted(forms, key=lambda form: (-forms[form], form)):
            found.setdefault(stem(form), form)
        return found

    @cached_property
    def _lower(self) -> str:
        return self.text.lower()


def _idea(found: str, weight: float) -> Idea:
    return {found: weight, **dict.fromkeys(synonyms().get(found, ()), weight * SYNONYM)}


def _is_number(word: str, found: str) -> bool:
    return word.isdecimal() and found not in synonyms()
