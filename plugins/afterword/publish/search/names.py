"""The names that a question may say: of patterns, models and data sets, each with the pages that are meant by it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from afterword.analysis.recall import Recall
from afterword.analysis.recall.names import names_of, stems_in
from afterword.analysis.recall.structure import BY_NAME
from afterword.publish.search.coding import rising
from afterword.text.terms import words

Numbers = Sequence[int | None]
"""The number of the page of each place; ``None`` where it has none."""


def name_entries(recall: Recall, reviews: Numbers, patterns: Numbers) -> Mapping[str, str]:
    """Names by their stems, a space behind each, so that one follows its first word in the order of all words.

    An entry is, line by line, a kind of trait, the words that must stand there (none where any endings will do), what
    it is called, and the pages: of a model or a data set its reviews, of a pattern its own.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for name, *fields in (*_of_patterns(recall, patterns), *_of_traits(recall, reviews)):
        if name:
            found["".join(f"{stem} " for stem in name)] += fields
    return {key: "\n".join(fields) for key, fields in found.items()}


def _of_patterns(recall: Recall, numbers: Numbers) -> Iterator[tuple[Sequence[str], str, str, str, str]]:
    for pattern, number in zip(recall.patterns, numbers, strict=True):
        if number is not None:
            for name in dict.fromkeys(map(tuple, names_of(pattern))):
                yield name, "pattern", "", pattern.title, rising([number])


def _of_traits(recall: Recall, numbers: Numbers) -> Iterator[tuple[Sequence[str], str, str, str, str]]:
    for (kind, key), having in recall.structure.places.items():
        pages = sorted(number for place in having if (number := numbers[place]) is not None)
        if kind in BY_NAME and pages:
            yield stems_in(key), kind, " ".join(words(key)), next(iter(having.values())), rising(pages)
