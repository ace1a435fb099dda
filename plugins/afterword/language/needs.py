"""The words that a sentence must have to match a pattern, read from the pattern's text without compiling it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

Compounds = Mapping[str, Sequence[tuple[str, ...]]]
Weigh = Callable[[frozenset[str]], float]
Needs = list[frozenset[str]]

_PART = re.compile(r"\[|\]\*?|\(|\)|\||!|\.\.\d+|[^\s\[\]()|!]+")
_GAP = re.compile(r"_|\.\.\d+|~\d+")


def parts_of(written: str, compounds: Compounds) -> list[str]:
    """The words and signs of a pattern; a compound counts as one word, as in a sentence."""
    parts = _PART.findall(written.lower())
    if compounds.keys().isdisjoint(parts):
        return parts
    for place in reversed([place for place, part in enumerate(parts) if part in compounds]):
        for compound in compounds[parts[place]]:
            if tuple(parts[place : place + len(compound)]) == compound:
                parts[place : place + len(compound)] = [" ".join(compound)]
                break
    return parts


@dataclass(slots=True)
class _Bracket:
    """An open bracket: the needs of each choice in it; the last choice is still being read."""

    opened: str
    choices: list[Needs] = field(default_factory=lambda: [[]])


class NeedReader:
    """Finds the needs of patterns: sets of words of each of which a sentence must have one.

    ``weigh`` tells how common words are: what a choice needs is the rarest of each that can be chosen.
    """

    def __init__(self, shorthands: Mapping[str, str], compounds: Compounds, weigh: Weigh) -> None:
        self._shorthands, self._compounds, self._weigh = shorthands, compounds, weigh
        self._known: dict[str, Needs] = {}

    def needs(self, written: str) -> Needs:
        """The needs of a pattern, in their order in it."""
        brackets = [_Bracket("(")]
        negated = False
        for part in parts_of(written, self._compounds):
            if part in self._known:
                if not negated:
                    brackets[-1].choices[-1] += self._known[part]
            elif part in {"(", "["}:
                brackets.append(_Bracket("!" if negated else part))
            elif part == "|":
                brackets[-1].choices.append([])
            elif part[0] in ")]":
                closed = brackets.pop()
                if closed.opened == "(":
                    brackets[-1].choices[-1] += self._either(closed.choices)
            elif part != "!":
                self._known[part] = [] if _GAP.fullmatch(part) else self._of_words(part)
                if not negated:
                    brackets[-1].choices[-1] += self._known[part]
            negated = part == "!"
        return self._either(brackets[0].choices)

    def _of_words(self, part: str) -> Needs:
        names = [part] if part == "/" else part.split("/")
        words = frozenset(name for name in names if name not in self._shorthands)
        choices = [[words]] if words else []
        choices += [self.needs(self._shorthands[name]) for name in names if name in self._shorthands]
        return self._either(choices)

    def _either(self, choices: list[Needs]) -> Needs:
        """The needs that hold for every choice."""
        if len(choices) == 1:
            return choices[0]
        if not all(choices):
            return []
        rarest = [min(choice, key=self._weigh) for choice in choices]
        return [frozenset(chain.from_iterable(rarest))]
