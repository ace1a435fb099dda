"""What once held a failure back, or was to: safeguards, checks and preventions of which a change takes words away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from afterword.analysis.recall.synonyms import synonyms
from afterword.analysis.risk.changes import Change
from afterword.analysis.risk.signals import SAFEGUARD, Place, Signal
from afterword.analysis.risk.spelling import EVERYDAY, code_words, known_stems, words_in
from afterword.model import Review
from afterword.text.unified_diff import REMOVED, Hunk, Line

MOST: Final = 0.6
"""What a safeguard counts of which every word is taken away."""

AROUND: Final = 0.5
"""What a word counts that stands beside the removed lines, and not in them."""

LEAST_COVERED: Final = 0.4
LEAST_WORDS: Final = 2
ENOUGH_WORDS: Final = 3
"""Words of a safeguard that the removed lines themselves must have, and how many of them say enough."""


MOST_LINES: Final = 20
"""A longer run of removed lines is looked at in parts: a file that goes has the words of anything."""

MOST_AROUND: Final = 60
"""Lines of a hunk from which what stands beside says nothing any more."""

PLAIN_WORDS: Final = 4
PLAIN_SHARE: Final = 0.75
"""Words, and the share of all, from which it can hardly be anything else."""


class Guard(NamedTuple):
    """A safeguard of a review in stems, and what it is called."""

    stems: frozenset[str]
    review: int
    called: str


@dataclass(frozen=True)
class Guards:
    """Safeguards by the stems that they have; ``rarity`` says what a stem is worth."""

    guards: Sequence[Guard]
    having: Mapping[str, Sequence[int]]
    rarity: Callable[[str], float]

    @classmethod
    def of(cls, reviews: Iterable[Review], rarity: Callable[[str], float]) -> Guards:
        """The safeguards of some reviews, known by their place in the order in which they are given."""
        guards = [
            Guard(frozenset(stems), place, called)
            for place, review in enumerate(reviews)
            for text, called in _texts(review)
            if len(stems := known_stems(words_in(text))) >= LEAST_WORDS
        ]
        having: dict[str, list[int]] = defaultdict(list)
        for number, guard in enumerate(guards):
            for one in guard.stems:
                having[one].append(number)
        everyday = code_words()
        return cls(guards, having, lambda one: rarity(one) * (EVERYDAY if one in everyday else 1.0))

    def touched(self, taken: set[str], beside: Mapping[str, float]) -> Iterator[tuple[Guard, float, list[str]]]:
        """Each safeguard of which enough is taken away, the share of it, and the words."""
        direct = _meant(taken)
        counted: dict[int, set[str]] = defaultdict(set)
        for one in direct:
            for number in self.having.get(one, ()):
                counted[number].add(one)
        for number, shared in counted.items():
            guard = self.guards[number]
            if len(shared & taken) < LEAST_WORDS:
                continue
            whole = sum(map(self.rarity, guard.stems))
            there = sum(self.rarity(one) * direct[one] for one in shared)
            there += sum(self.rarity(one) * beside[one] * AROUND for one in guard.stems - shared if one in beside)
            if there >= LEAST_COVERED * whole > 0:
                yield guard, there / whole, sorted(shared & taken, key=lambda one: (-self.rarity(one), one))


def guarded(guards: Guards, changes: Iterable[Change]) -> Iterator[tuple[int, Signal]]:
    """By place of a review, each safeguard and prevention of which a change takes words away."""
    everyday = code_words()
    for change in changes:
        for hunk, lines in change.hunks:
            runs = list(_runs(lines))
            beside = _meant(known_stems(words_in(f"{change.path}\n{_around(hunk)}"))) if runs else {}
            added = known_stems([word for line in lines if line.sign != REMOVED for word in words_in(line.text)])
            for run in runs:
                words = {
                    one: word for line in reversed(run) for word in words_in(line.text) for one in known_stems([word])
                }
                verb = "changed" if all(one in added or one in everyday for one in words) else "removed"
                place = Place(change.path, run[0].number, removed=True)
                for guard, share, shared in guards.touched(set(words), beside):
                    worth = MOST * share * min(1.0, len(shared) / ENOUGH_WORDS)
                    said = f"{verb} lines have words of {guard.called}: {', '.join(words[one] for one in shared)}"
                    plain = len(shared) >= PLAIN_WORDS and share >= PLAIN_SHARE
                    yield guard.review, Signal(SAFEGUARD, worth, said, place, guard.called, plain)


def _runs(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Removed lines that follow one another, so many of them at a time as say one thing."""
    run: list[Line] = []
    for line in lines:
        if line.sign != REMOVED:
            continue
        if run and (line.number != run[-1].number + 1 or len(run) == MOST_LINES):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _around(hunk: Hunk) -> str:
    if len(hunk.lines) > MOST_AROUND:
        return hunk.section
    return "\n".join([hunk.section, *(line.text for line in hunk.lines if line.sign != REMOVED)])


def _meant(stems: Iterable[str]) -> dict[str, float]:
    """Some stems and those that people say in their place, with what each counts."""
    found = dict.fromkeys(stems, 1.0)
    for one in list(found):
        for other in synonyms().get(one, ()):
            found.setdefault(other, 0.5)
    return found


def _texts(review: Review) -> Iterator[tuple[str, str]]:
    for guard in review.data.get("safeguards", ()):
        yield guard["name"], f"a safeguard that {_OUTCOMES[guard['outcome']]} then ({guard['name']})"
    for action in review.actions:
        if action.area in {"prevention", "detection"}:
            yield action.title, f"its {action.area} {action.id} ({action.title})"
    for check in review.data.get("data_quality", ()):
        yield check["check"], f"a data check ({check['check']})"


_OUTCOMES: Final = {"held": "held", "failed": "failed", "absent": "was absent", "bypassed": "was bypassed"}
