"""The names and values of others, from a table that the settings can extend."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

_TABLE: Final = Path(__file__).with_name("others.toml")
_NUMBERED: Final = re.compile(r"(?:s|p|sev)?\d", re.ASCII)
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Others:
    """What others call the fields and the values of a review; names are compared by ``form``."""

    _fields: Mapping[tuple[str, str], str]
    _values: Mapping[str, Mapping[str, str]]
    _agreed: frozenset[tuple[str, str]] = frozenset()

    def field(self, name: str, within: str = "") -> str:
        """The path of the field that a name means; empty if it means none.

        ``within`` is the list that the name is in: ``actions.*`` or ``timeline.*``.
        """
        return self._fields.get((within, form(name)), "")

    def value(self, field: str, word: str) -> str:
        """The value of a field's vocabulary that a word means; empty if it means none."""
        return self._values.get(field, self._shared(field)).get(form(word), "")

    def _shared(self, field: str) -> Mapping[str, str]:
        """What is the same for every field of a name, such as the six answers of the diagnosis."""
        return self._values.get(f"*.{field.rpartition('.')[2]}", {})

    def surely(self, field: str, word: str) -> str:
        """The same where it needs no question: the settings say so, or it is our value with its number, as ``P2``."""
        ours, found = self.value(field, word), form(word)
        shared = field not in self._values and found in self._shared(field)
        same = shared or (field, found) in self._agreed or bool(_NUMBERED.fullmatch(found) and found[-1] == ours[-1:])
        return ours if same or found == form(ours) else ""


def form(name: str) -> str:
    """A name without case and punctuation, in words joined by underscores; ``SEV-1`` and ``sev 1`` are ``sev1``."""
    joined = "_".join(re.findall(r"[^\W_]+", name.casefold()))
    return re.sub(r"^(?:(s|p)|(sev)(?:erity)?|(p)rio(?:rity)?)_?(\d)$", r"\1\2\3\4", joined)


@lru_cache(maxsize=8)
def others(fields: Pairs = (), values: tuple[tuple[str, Pairs], ...] = ()) -> Others:
    """The table of the package with what the settings add: pairs of another name, or value, and ours."""
    table = tomllib.loads(_TABLE.read_text("utf-8"))
    known: dict[tuple[str, str], str] = {}
    for path, names in table["fields"].items():
        _put(known, path, [path.rpartition(".")[2] if "*" in path and path.count(".") > 1 else path, *names])
    for name, path in fields:
        known[_within(path), form(name)] = path
    words = {
        field: {form(word): ours for ours, theirs in kinds.items() for word in [ours, *theirs]}
        for field, kinds in table["values"].items()
    }
    for field, pairs in values:
        words.setdefault(field, {}).update((form(word), ours) for word, ours in pairs)
    return Others(known, words, frozenset((field, form(word)) for field, pairs in values for word, _ in pairs))


def _put(known: dict[tuple[str, str], str], path: str, names: list[str]) -> None:
    for name in names:
        known.setdefault((_within(path), form(name)), path)


def _within(path: str) -> str:
    """The list whose entries have a field: those of actions and of the timeline have names of their own."""
    return path.rpartition(".")[0] if path.startswith(("actions.*", "timeline.*")) else ""
