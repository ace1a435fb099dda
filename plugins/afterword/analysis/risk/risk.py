"""The past incidents that a change of code comes near: what speaks for each, added up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from math import prod
from typing import Final, NamedTuple

from afterword.analysis.recall import Recall
from afterword.analysis.risk.changes import changes
from afterword.analysis.risk.names import named, names_of
from afterword.analysis.risk.safeguards import Guards, guarded
from afterword.analysis.risk.signals import NAME, SAFEGUARD, WORDS, Signal
from afterword.analysis.risk.wording import worded
from afterword.model import PREVENTION, Review
from afterword.text.unified_diff import FileDiff

LEAST: Final = 0.4
"""A review that scores less is not near."""

FITTING: Final = 0.2
"""What names, or the words of the same file, count at least where a safeguard is believed: many are of few words."""

MOST_OF_A_KIND: Final = 3
"""How many signals of a kind count, so that one word in every line does not."""


class Near(NamedTuple):
    """A past incident that a change comes near, with the score from 0 to 1 and what speaks for it."""

    review: Review
    score: float
    signals: tuple[Signal, ...]


def near(recall: Recall, files: Iterable[FileDiff], message: str = "", most: int = 5) -> tuple[Near, ...]:
    """The past incidents that a change comes near, the nearest first; none where nothing is near."""
    changed = changes(files)
    if not changed:
        return ()
    found: dict[int, list[Signal]] = defaultdict(list)
    for place, signal in (
        *named(names_of(recall.reviews), changed, message),
        *guarded(Guards.of(recall.reviews, recall.ranking.rarity), changed),
        *worded(recall.ranking, changed, message),
    ):
        found[place].append(signal)
    hits = (_near(recall.reviews[place], signals) for place, signals in found.items())
    return tuple(
        sorted(
            (hit for hit in hits if hit.score >= LEAST),
            key=lambda hit: (-round(hit.score, 9), hit.review.newest_first),
        )[:most]
    )


def _near(review: Review, signals: Iterable[Signal]) -> Near:
    best: dict[tuple[str, str], Signal] = {}
    for signal in sorted(signals, key=lambda one: (-one.worth, one.words)):
        best.setdefault((signal.kind, signal.about or signal.words), signal)
    by_kind = {kind: [one for one in best.values() if one.kind == kind] for kind in (NAME, SAFEGUARD, WORDS)}
    fitting = {one.place.path for one in by_kind[WORDS] if one.place and one.worth >= FITTING}
    names, guards, words = by_kind.values()
    near_by_name = sum(one.worth for one in names) >= FITTING
    kept = [
        *names[:MOST_OF_A_KIND],
        *[one for one in guards if near_by_name or one.plain or (one.place and one.place.path in fitting)][
            :MOST_OF_A_KIND
        ],
    ]
    kept += words[:1] if kept or any(one.plain for one in words[:1]) else []
    return Near(review, 1 - prod(1 - one.worth for one in kept), tuple(kept))


def unfinished_preventions(review: Review, as_of: date) -> list[str]:
    """The preventions that are not finished, the latest first, as clauses."""
    left = [action for action in review.actions if action.area == PREVENTION and action.unfinished(as_of)]
    left.sort(key=lambda action: (-action.days_late(as_of), action.id))
    return [f"its prevention {one.id} ({one.title}) is {one.state(as_of).replace('-', ' ')}" for one in left]
