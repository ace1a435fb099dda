"""The needs of phrases as a sentence shows them before its compounds are joined: then a compound is two words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import prod

from afterword.language.source.classed import Classed
from afterword.language.source.needs import Needs, Weigh


class Parted:
    """Numbers each need; ``met`` has by word and class the needs that it meets."""

    def __init__(self, classed: Classed, weigh: Weigh) -> None:
        self.met: dict[str, list[int]] = defaultdict(list)
        self._kinds = {parts: classed.kinds(whole := " ".join(parts)) | {whole} for parts in classed.compounds}
        self._weigh = weigh
        self._known: dict[frozenset[str], int] = {}

    def numbers(self, needs: Needs) -> list[int]:
        """The needs of a line in their order; what a compound meets is two of them."""
        return [self._number(one) for need in needs for one in self._in_parts(need)]

    def chance(self, needs: Iterable[int]) -> float:
        """Roughly how likely a sentence meets all of some needs."""
        words = list(self._known)
        return prod(min(1.0, self._weigh(words[need]) / 1000) for need in needs)

    def _in_parts(self, need: frozenset[str]) -> Iterator[frozenset[str]]:
        compounds = [self._rarest(parts) for parts, kinds in self._kinds.items() if not kinds.isdisjoint(need)]
        for words in zip(*compounds, strict=True) if compounds else [()]:
            yield need | {*words}

    def _rarest(self, parts: Sequence[str]) -> list[str]:
        """The two rarest words of a compound, in their order."""
        rare = sorted(enumerate(parts), key=lambda one: self._weigh(frozenset({one[1]})))[:2]
        return [part for _, part in sorted(rare)]

    def _number(self, words: frozenset[str]) -> int:
        if words not in self._known:
            self._known[words] = len(self._known)
            for key in sorted(words):
                self.met[key].append(self._known[words])
        return self._known[words]
