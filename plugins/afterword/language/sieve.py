"""Which phrases a sentence may have, judged by its words alone: most sentences have none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import reduce
from itertools import chain
from operator import or_
from typing import Final

from afterword.language.needs import Needs, Weigh
from afterword.language.pieces import GROUPS, STOP, Lines, Met, Pieces

_COMPOUNDS: Final = (1 << GROUPS) - 1


class Sieve:
    """Lines by number; a line has the needs that a sentence must meet in their order, one bit each."""

    def __init__(self, lines: Sequence[Sequence[int]], pieces: Pieces) -> None:
        self._lines, self._pieces = lines, pieces
        self._ends = pieces.met(("^", "$", STOP))

    def possible(self, sentence: Sequence[str]) -> list[int]:
        """The lines that a sentence may match, in order; it is split at its spaces."""
        known = self._pieces
        needs = known.needs(sentence)
        together = reduce(or_, needs, self._ends.needs)
        tried = [known.lines[piece] for piece in known.rare.intersection(sentence)]
        if together & together >> GROUPS & _COMPOUNDS:
            for place in [place for place, piece in enumerate(sentence[:-1]) if piece in known.begins]:
                following = known.words[sentence[place + 1]]
                if following and (whole := known.begins[sentence[place]].get(following[0].word)):
                    needs[place] |= whole.needs
                    together |= whole.needs
                    tried.append(whole.lines)
        tried.append(self._ends.lines)
        lines = [line for some in tried for wanted, line in some if wanted & together == wanted]
        if not lines:
            return lines
        needs = [self._ends.needs, *needs, self._ends.needs]
        return [line for line in sorted(set(lines)) if _in_order(self._lines[line], needs)]


def _in_order(needs: Sequence[int], met: Sequence[int]) -> bool:
    """Whether the needs are met one after the other; ``met`` are those that each piece of a sentence meets."""
    place, end = 0, len(met)
    for need in needs:
        while not met[place] & need:
            place += 1
            if place == end:
                return False
    return True


def numbered(lines: Sequence[Needs], weigh: Weigh) -> tuple[list[list[int]], Mapping[str, Met]]:
    """The needs of each line as bits, and what each word and each class meets."""
    # The most common needs get the lowest bits: small numbers are quicker.
    needs = sorted(dict.fromkeys(chain.from_iterable(lines)), key=weigh, reverse=True)
    bits = {need: 1 << place for place, need in enumerate(needs, 2 * GROUPS)}
    by_bit = [[bits[need] for need in line] for line in lines]
    by_rarest: dict[frozenset[str], list[tuple[int, int]]] = defaultdict(list)
    for number, line in enumerate(lines):
        by_rarest[max(line, key=bits.__getitem__)].append((reduce(or_, by_bit[number]), number))
    met: dict[str, int] = defaultdict(int)
    tried: dict[str, Lines] = defaultdict(tuple)
    for need, bit in bits.items():
        for key in need:
            met[key] |= bit
        for key in need if need in by_rarest else ():
            tried[key] += tuple(by_rarest[need])
    return by_bit, {key: Met(needs, tried.get(key, ())) for key, needs in met.items()}
