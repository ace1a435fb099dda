"""Sentences that say the same in other words: safeguards by their names, and assumptions that failed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log, sqrt
from typing import Final

from afterword.text.terms import stems

ALIKE: Final = 0.45
"""From which cosine of their weighted words two sentences are taken to speak of one thing."""


@dataclass(frozen=True, eq=False)
class Sentences:
    """Sentences of documents; ``placed`` holds the document and the text of each, ``vectors`` its weighted stems."""

    placed: tuple[tuple[int, str], ...]
    vectors: tuple[Mapping[str, float], ...]
    postings: Mapping[str, tuple[int, ...]]
    rarity: Mapping[str, float]

    @classmethod
    def of(cls, placed: Iterable[tuple[int, str]]) -> Sentences:
        """Index sentences, each with the place of its document."""
        given = tuple(placed)
        said = [sorted(stems(text)) for _, text in given]
        postings: dict[str, list[int]] = defaultdict(list)
        for number, found in enumerate(said):
            for one in found:
                postings[one].append(number)
        rarity = {one: log(1 + len(given) / len(numbers)) for one, numbers in postings.items()}
        vectors = tuple(_vector(found, rarity) for found in said)
        return cls(given, vectors, {one: tuple(numbers) for one, numbers in postings.items()}, rarity)

    def also(self, placed: Iterable[tuple[int, str]]) -> Sentences:
        """The index with a few more sentences, weighed by how rare their words are among the others."""
        given = tuple(placed)
        vectors, postings = list(self.vectors), dict(self.postings)
        for number, (_, text) in enumerate(given, len(vectors)):
            vectors.append(_vector(sorted(stems(text)), self.rarity))
            for one in vectors[-1]:
                postings[one] = (*postings.get(one, ()), number)
        return Sentences((*self.placed, *given), tuple(vectors), postings, self.rarity)

    def alike(self, text: str) -> dict[int, str]:
        """By document, the sentence that is most like a text; documents without one like it are left out."""
        cosines: dict[int, float] = defaultdict(float)
        for one, weight in _vector(sorted(stems(text)), self.rarity).items():
            for number in self.postings.get(one, ()):
                cosines[number] += weight * self.vectors[number][one]
        best: dict[int, tuple[float, str]] = {}
        for number, cosine in sorted(cosines.items()):
            place, said = self.placed[number]
            if cosine >= ALIKE and cosine > best.get(place, (0.0, ""))[0]:
                best[place] = cosine, said
        return {place: said for place, (_, said) in best.items()}


def _vector(said: Iterable[str], rarity: Mapping[str, float]) -> dict[str, float]:
    """Of length 1; a stem that no sentence knows counts as the rarest, so that it keeps sentences apart."""
    rarest = max(rarity.values(), default=1.0)
    weights = {one: rarity.get(one, rarest) for one in said}
    length = sqrt(sum(weight * weight for weight in weights.values()))
    return {one: weight / length for one, weight in weights.items()}
