"""What stood between failures and harm: what safeguards did when they were needed, and what kinds of them there are."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from afterword.model import Review

OFTEN: Final = 3
"""The fewest safeguards of one kind that are shown as a kind."""

# Where the noun ends on which a name turns: "quality evaluation | on the true path", "check | that data belongs".
_END: Final = re.compile(
    r"\s(?:about|above|across|after|against|and|around|as|at|before|below|between|beyond|by|during|for|from|in|into|of"
    r"|on|or|over|per|than|that|through|to|under|until|when|where|which|while|who|whose|with|without)\s|[,;:()]"
)


class Use(NamedTuple):
    """One time that a safeguard was needed; ``outcome`` is held, failed, absent or bypassed."""

    review: Review
    name: str
    outcome: str
    note: str


@dataclass(frozen=True)
class Family:
    """Safeguards whose names share the main noun, such as "check" or "evaluation", by outcome."""

    noun: str
    uses: tuple[Use, ...]

    @cached_property
    def outcomes(self) -> Counter[str]:
        return Counter(use.outcome for use in self.uses)


def uses(reviews: Iterable[Review]) -> tuple[Use, ...]:
    """Every safeguard of some reviews, in their order."""
    return tuple(
        Use(review, row["name"], row["outcome"], row.get("note", ""))
        for review in reviews
        for row in review.data.get("safeguards", ())
    )


def families(found: Sequence[Use]) -> tuple[Family, ...]:
    """Safeguards grouped by the noun of their name where at least ``OFTEN`` share it, the largest group first.

    Names are free text, and hardly two are the same; but tests, reviews and limits are recognised by their noun.
    """
    by_noun: dict[str, list[Use]] = defaultdict(list)
    for use in found:
        by_noun[noun(use.name)].append(use)
    made = [Family(name, tuple(shared)) for name, shared in by_noun.items() if name and len(shared) >= OFTEN]
    return tuple(sorted(made, key=lambda family: (-len(family.uses), family.noun)))


def noun(name: str) -> str:
    """The noun on which an English name turns, in the singular: the last word before whatever describes it."""
    words = _END.split(f"{name.casefold()} ", maxsplit=1)[0].split()
    word = words[-1].strip(".\"'`-") if words else ""
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
