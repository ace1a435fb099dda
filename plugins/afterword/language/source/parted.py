"""The needs of phrases as a sentence shows them before its compounds are joined: then a compound is two words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import prod

from afterword.language.classes import BEGIN
from afterword.language.source.classed import Classed
from afterword.language.source.needs import Needs, Weigh


class Parted:
    """Numbers each need; ``met`` has by word and class the needs that it meets."""

    def __init__(self, classed: Classed, weigh: Weigh) -> None:
        self.met: dict[str, list[int]] = defaultdict(list)
        self._kinds = {parts: classed.kinds(whole := " ".join(parts)) | {whole} for parts in classed.compounds}
        self._weigh = weigh
        self._known: dict[frozenset[str], int] = {}

    def written(self, needs: Needs, *, begins: bool) -> str:
        """The numbers of the needs of a line in their order; what a compound meets is two of them.

        The start of a sentence stands before them if the line ``begins`` with one word there.
        """
        parts = [[*self._in_parts(need)] for need in needs]
        alone = begins and len(parts[1]) == 1
        found = [str(self._number(one)) for part in parts[alone:] for one in part]
        return " ".join([BEGIN, *found] if alone else found)

    def chance(self, needs: str) -> float:
        """Roughly how likely a sentence meets all of some needs, as they are ``written``."""
        words = list(self._known)
        return prod(min(1.0, self._weigh(words[int(need)]) / 1000) for need in needs.split() if need != BEGIN)

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
