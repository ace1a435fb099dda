"""Where lessons go: the checks that reviews and patterns add, and which of them somebody has put in force."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from afterword.model import Pattern, Review, parse_day

READINESS: Final = "readiness"
RESILIENCE: Final = "resilience"
"""The two destinations to which the pages of patterns add as well; all are the fields of ``feeds`` in the schema."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Lesson:
    """One check as one review or one pattern words it; ``destination`` is a field of ``feeds``."""

    destination: str
    text: str
    source: Review | Pattern

    @cached_property
    def key(self) -> tuple[str, str]:
        """What makes two lessons the same check."""
        return (self.destination, same(self.text))


class Adoption(NamedTuple):
    """That a check is in force since a day, as a review records it, with what shows it."""

    review: Review
    check: str
    since: date
    evidence: str | None = None


@lru_cache(maxsize=16384)
def same(text: str) -> str:
    """The form in which two wordings are the same check: its words, without case, marks and spaces between them."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def lessons(source: Review | Pattern) -> Iterator[Lesson]:
    """The checks that a review feeds, or those of a pattern's page, in their order."""
    if isinstance(source, Review):
        for destination, checks in source.data.get("feeds", {}).items():
            yield from (Lesson(destination, text, source) for text in checks)
        return
    for text in source.data.get("readiness_checks", ()):
        yield Lesson(READINESS, text, source)
    if test := source.data.get("resilience_test"):
        yield Lesson(RESILIENCE, f"{_closed(test['scenario'])} Expected: {' '.join(test['expect'].split())}", source)


def adoptions(reviews: Iterable[Review], as_of: date) -> Mapping[str, tuple[Adoption, ...]]:
    """By ``same`` form, who says that a check is in force on a day, the earliest first."""
    found: dict[str, list[Adoption]] = defaultdict(list)
    for review in reviews:
        for row in review.data.get("adopted", ()):
            since = parse_day(row["since"])
            if since is not None and since <= as_of:
                found[same(row["check"])].append(Adoption(review, row["check"], since, row.get("evidence")))
    return {key: tuple(sorted(rows, key=lambda row: (row.since, row.review.id))) for key, rows in found.items()}


def _closed(sentence: str) -> str:
    text = " ".join(sentence.split())
    return text if text.endswith((".", "!", "?")) else f"{text}."
