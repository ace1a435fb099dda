"""Which of many thresholds a sum reaches, worked out for thousands of places at once.

A whole number for each place is kept as planes: bit ``i`` of plane ``j`` is bit ``j`` of the number at place ``i``
(bit-slicing). One operation on two long integers thus adds a bit at every place, and a few hundred of them compare one
sentence with thousands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from typing import Final, NamedTuple

_PARTS: Final = 16
"""Into how many parts one is divided, to be reckoned in whole numbers."""


class Thresholds(NamedTuple):
    """What the sum at each place must reach: the planes of the negative thresholds, the last one that of the sign."""

    planes: tuple[int, ...]
    everywhere: int

    @classmethod
    def of(cls, thresholds: Sequence[float]) -> Thresholds:
        """The thresholds of some places, none of them negative; they are rounded down."""
        parts = [-int(threshold * _PARTS) for threshold in thresholds]
        width = max((number.bit_length() for number in parts), default=0) + 1
        planes = (mask(place for place, number in enumerate(parts) if number >> plane & 1) for plane in range(width))
        return cls(tuple(planes), (1 << len(parts)) - 1)

    def reached(self, gains: Iterable[tuple[float, int]], more: float = 0.0) -> int:
        """The mask of the places where the gains add up to the threshold and ``more``.

        Each gain comes with the mask of the places that have it. Gains are rounded up, so that a place may be among
        them that misses its threshold by up to an eighth and a sixteenth for each gain, and none is left out.
        """
        whole = [(ceil(gain * _PARTS), where) for gain, where in gains]
        beyond = int(more * _PARTS)
        most = max(beyond, sum(gain for gain, _ in whole))
        wider = max(0, most.bit_length() + 1 - len(self.planes)) + 1  # so that every sum finds room, with its sign
        sums = [*self.planes, *[self.planes[-1]] * wider]
        _add(sums, -beyond, self.everywhere)
        for gain, where in whole:
            _add(sums, gain, where)
        return self.everywhere & ~sums[-1]


def _add(sums: list[int], number: int, where: int) -> None:
    """Add a number, which may be negative, at some places."""
    carried = 0
    for plane, bits in enumerate(sums):
        if number >> plane & 1:
            sums[plane] = bits ^ where ^ carried
            carried = bits & where | carried & (bits ^ where)
        elif carried:
            sums[plane] = bits ^ carried
            carried &= bits


def mask(some: Iterable[int]) -> int:
    """The integer in which the bits of some places are set, counted from 0."""
    bits = bytearray()
    for place in some:
        byte, bit = divmod(place, 8)
        if byte >= len(bits):
            bits.extend(bytes(byte + 1 - len(bits)))
        bits[byte] |= 1 << bit
    return int.from_bytes(bits, "little")


def places(bits: int) -> Iterator[int]:
    """The places whose bits are set, the first one first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
