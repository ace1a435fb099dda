"""The terms of the glossary."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from afterword.text.slug import slug

_NOT_BEFORE: Final = r"\w&#/.@-"
_OTHER_CASE: Final = re.compile("[\u0130\u0131\u017f\u212a]")
"""What is not ASCII and is a letter of it to a pattern that ignores case."""


class Term(NamedTuple):
    """A term, its meaning in a sentence or two, and its spellings in texts.

    ``own`` is set for a term of the knowledge base.
    """

    title: str
    means: str
    forms: tuple[str, ...]
    own: bool = False

    @property
    def anchor(self) -> str:
        """Its anchor on the page of the glossary."""
        return f"term-{slug(self.title)}"


@dataclass(frozen=True)
class Glossary:
    """The terms of one knowledge base, in alphabetical order."""

    terms: tuple[Term, ...]

    def term(self, written: str) -> Term | None:
        """The term for a spelling in a text."""
        return self.by_form.get(spelling(written)) or self.by_form.get(spelling(written).casefold())

    @cached_property
    def by_form(self) -> Mapping[str, Term]:
        """The term for each spelling; if two terms share one, the term of the knowledge base."""
        return {
            key(form): term for own in (False, True) for term in self.terms if term.own is own for form in term.forms
        }

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Matches every spelling in the HTML of prose: not within a word, a path, a URL or an entity."""
        # The longest first, so that "canary release" is not matched as "canary".
        forms = sorted(self.by_form, key=lambda form: (-len(form), form))
        cased = _by_first_letter(form for form in forms if form.isupper())
        uncased = _by_first_letter(form for form in forms if not form.isupper())
        either = "|".join(filter(None, [cased, uncased and f"(?i:{uncased})"]))
        return re.compile(rf"(?<![{_NOT_BEFORE}])(?:{either})(?![\w@/-])")

    def sub(self, written: Callable[[re.Match[str]], str], text: str) -> str:
        """What ``pattern.sub`` gives, in less time: it looks only where a text in lower case begins like a spelling."""
        lower = text.lower()
        if self._beginning is None or len(lower) != len(text) or _OTHER_CASE.search(text):
            return self.pattern.sub(written, text)
        parts: list[str] = []
        at = 0
        for before in self._beginning.finditer(f"\0{lower}"):
            start = before.start()  # without the mark in front
            if start >= at and (found := self.pattern.match(text, start)):
                parts += (text[at:start], written(found))
                at = found.end()
        return "".join([*parts, text[at:]])

    @cached_property
    def _beginning(self) -> re.Pattern[str] | None:
        """What is before a spelling in lower case; ``None`` where that may have letters that are not ASCII."""
        if not all(form.isascii() for form in self.by_form):
            return None
        forms = _by_first_letter(sorted({form.lower() for form in self.by_form}))
        # In ASCII, where a table says what a letter is; the pattern itself asks again.
        return re.compile(rf"(?a:[^{_NOT_BEFORE}])(?={forms})")


def _by_first_letter(forms: Iterable[str]) -> str:
    """Alternatives that begin alike as one, so that a word is compared with few of them."""
    found: dict[str, list[str]] = {}
    for form in forms:
        written = html.escape(form, quote=False)
        found.setdefault(written[0], []).append(r"\s+".join(map(re.escape, written[1:].split(" "))))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in found.items())


def spelling(written: str) -> str:
    """A text with single spaces."""
    return " ".join(written.split())


def key(form: str) -> str:
    """The key of a spelling: all capitals unchanged, any other in lower case."""
    return spelling(form) if form.isupper() else spelling(form).casefold()
