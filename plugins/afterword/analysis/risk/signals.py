"""What speaks for a review: one reason with what it counts and the place in the diff where it stands."""

from __future__ import annotations

from typing import Final, NamedTuple

NAME: Final = "name"
SAFEGUARD: Final = "safeguard"
WORDS: Final = "words"


class Place(NamedTuple):
    """A line of a changed file; ``removed`` says that the number is that of the old file, 0 means the file itself."""

    path: str
    line: int = 0
    removed: bool = False


class Signal(NamedTuple):
    """A reason why a change comes near a review, what it counts from 0 to 1, and where it stands in the diff.

    ``about`` is what it speaks of, so that a name in every line speaks once; ``plain`` says that it needs no other
    signal to be believed.
    """

    kind: str
    worth: float
    words: str
    place: Place | None = None
    about: str = ""
    plain: bool = False
