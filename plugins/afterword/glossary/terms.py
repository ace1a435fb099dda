"""The glossary as values, from ``terms.yaml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

_FILE: Final = Path(__file__).with_name("terms.yaml")
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Term:
    """A term, what it means in a sentence or two, and the spellings in which texts have it."""

    title: str
    means: str
    forms: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """Its anchor on the page of the glossary."""
        return "term-" + re.sub(r"[^a-z0-9]+", "-", self.title.casefold()).strip("-")


@cache
def terms() -> tuple[Term, ...]:
    """Every term, by the letters of its title."""
    entries = yaml.load(_FILE.read_text("utf-8"), _Loader)  # noqa: S506  # the safe loader, in C where there is one
    made = [Term(one["term"], one["means"], tuple(one.get("forms", [one["term"]]))) for one in entries]
    return tuple(sorted(made, key=lambda term: term.title.casefold()))


@cache
def by_form() -> Mapping[str, Term]:
    """By spelling, the term; a spelling of capitals alone as it stands, every other in lower case."""
    return {form if form.isupper() else form.casefold(): term for term in terms() for form in term.forms}
