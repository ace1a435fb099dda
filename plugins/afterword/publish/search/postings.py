"""Which documents have a word, and how strongly each speaks of it: the words and the synonyms of the index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Final

from afterword.analysis.recall.ranking import Ranking
from afterword.analysis.recall.synonyms import groups
from afterword.publish.search.coding import numbers, strengths

BESIDE: Final = 0.0
"""The strength of a word that stands on a page outside all that recall reads; the browser counts it a little."""

SIZE: Final = 8_000
"""Bytes of a file of words, about: a question loads one for each of its words."""


@dataclass(frozen=True, eq=False)
class Shelf:
    """Documents that are ranked among themselves: the index of recall, and the number of each place in ours.

    ``standing`` holds, by stem, the places of all pages on which it stands, whether recall reads it there or not; a
    place may be there twice. One whose number is ``None`` has no page.
    """

    ranking: Ranking
    numbers: Sequence[int | None]
    standing: Mapping[str, Sequence[int]]

    @cached_property
    def pages(self) -> int:
        """How many pages stand on it."""
        return sum(number is not None for number in self.numbers)

    def strengths_of(self, stem: str) -> dict[int, float]:
        """By document, the strength of a stem. What stands beside on most pages tells nothing, and is left out."""
        read, standing = self.ranking.postings.get(stem, {}), self.standing.get(stem, ())
        found = self._numbered(read) if read else {}
        # Most words stand where recall reads them, on one shelf of all.
        if standing and (beside := set(standing).difference(read)) and (2 * len(beside) <= self.pages or not found):
            found |= self._numbered(dict.fromkeys(beside, BESIDE))
        return found

    def _numbered(self, strengths: Mapping[int, float]) -> dict[int, float]:
        numbers = self.numbers
        return {number: value for place, value in strengths.items() if (number := numbers[place]) is not None}


def word_files(
    shelves: Sequence[Shelf], known: Iterable[int], names: Mapping[str, str] = MappingProxyType({})
) -> Iterator[tuple[str, dict[str, str]]]:
    """The words by stem in files of about ``SIZE`` bytes, each with the first stem in it.

    A word is the strengths on each shelf and the numbers of its groups of synonyms among the ``known`` ones, parted by
    dots. A name of several words is in the file of the first of them.
    """
    mine: dict[str, list[int]] = defaultdict(list)
    present = {stem for shelf in shelves for those in (shelf.ranking.postings, shelf.standing) for stem in those}
    for number in known:
        for stem in groups()[number].asked:
            mine[stem].append(number)
    part: dict[str, str] = {}
    size = 0
    for stem in sorted(present | mine.keys() | names.keys()):
        if stem in names:
            part[stem] = names[stem]
            size += len(stem) + len(names[stem]) + 6
            continue
        if size > SIZE:
            yield min(part), part
            part, size = {}, 0
        held = [strengths(shelf.strengths_of(stem)) for shelf in shelves]
        fields = [*held, numbers(mine.get(stem, ()))]
        if any(fields):
            part[stem] = ".".join(fields)
            size += len(stem) + len(part[stem]) + 6
    if part:
        yield min(part), part


def group_files(shelves: Sequence[Shelf]) -> Iterator[tuple[int, list[object]]]:
    """The groups of synonyms of which a document has a word, by number.

    A group is, for each shelf, the most that a word of it tells, and by document the best that one of its words is
    worth, both as recall has them; then its stems.
    """
    for number, group in enumerate(groups()):
        parts = [_best(shelf, group.found) for shelf in shelves]
        if any(part[1] for part in parts):
            yield number, [*parts, list(group.found)]


def _best(shelf: Shelf, group: Iterable[str]) -> tuple[float, str]:
    ranking = shelf.ranking
    worth = {stem: ranking.rarity(stem) for stem in group if stem in ranking.postings}
    most = max(worth.values(), default=0.0)
    best: dict[int, float] = {}
    for stem, rarity in worth.items():
        for place, strength in ranking.postings[stem].items():
            number = shelf.numbers[place]
            if number is not None and rarity * strength > best.get(number, 0.0):
                best[number] = rarity * strength
    return round(most, 4), strengths({number: value / most for number, value in best.items()} if most else {})
