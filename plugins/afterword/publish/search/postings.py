"""Which documents have a word, and how strongly each speaks of it: the words and the synonyms of the index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from afterword.analysis.recall.ranking import Ranking
from afterword.analysis.recall.synonyms import groups
from afterword.publish.search.coding import numbers, strengths

BESIDE: Final = 0.0
"""The strength of a word that stands on a page outside all that recall reads; the browser counts it a little."""

SIZE: Final = 8_000
"""Bytes of a file of words, about: a question loads one for each of its words."""


class Shelf(NamedTuple):
    """Documents that are ranked among themselves: the index of recall, and the number of each place in ours.

    ``beside`` holds, by document, the stems that stand on its page and that recall does not read. A place whose number
    is ``None`` has no page.
    """

    ranking: Ranking
    numbers: Sequence[int | None]
    beside: Mapping[int, Iterable[str]]

    def standing_beside(self) -> Mapping[str, Sequence[int]]:
        """By stem, the documents on which it stands and of which recall does not read it."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, stems in self.beside.items():
            for stem in stems:
                found[stem].append(number)
        return found

    def strengths_of(self, stem: str, beside: Sequence[int]) -> dict[int, float]:
        """By document, the strength of a stem. What stands ``beside`` on most pages tells nothing, and is left out."""
        places = self.ranking.postings.get(stem, {})
        found = {number: value for place, value in places.items() if (number := self.numbers[place]) is not None}
        if 2 * len(beside) <= len(self.beside) or not found:
            for number in beside:
                found.setdefault(number, BESIDE)
        return found


def word_files(shelves: Sequence[Shelf], known: Iterable[int]) -> Iterator[tuple[str, dict[str, str]]]:
    """The words by stem in files of about ``SIZE`` bytes, each with the first stem in it.

    A word is the strengths on each shelf and the numbers of its groups of synonyms among the ``known`` ones, parted by
    dots.
    """
    beside = [shelf.standing_beside() for shelf in shelves]
    mine: dict[str, list[int]] = defaultdict(list)
    present = {stem for shelf in shelves for stem in shelf.ranking.postings}.union(*beside)
    for number in known:
        for stem in groups()[number]:
            mine[stem].append(number)
    part: dict[str, str] = {}
    size = 0
    for stem in sorted(present | mine.keys()):
        if size > SIZE:
            yield min(part), part
            part, size = {}, 0
        held = (shelf.strengths_of(stem, those.get(stem, ())) for shelf, those in zip(shelves, beside, strict=True))
        fields = [*map(strengths, held), numbers(mine.get(stem, ()))]
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
        parts = [_best(shelf, group) for shelf in shelves]
        if any(part[1] for part in parts):
            yield number, [*parts, list(group)]


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
