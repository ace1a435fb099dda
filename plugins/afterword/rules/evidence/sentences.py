"""The sentences of a review in which a number of the evidence is named, with their places in the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from afterword.diagnostics import Problem
from afterword.evidence.cited import Cited
from afterword.model import parse_moment
from afterword.rules.registry import FileContext

_JUDGED_ELSEWHERE: Final = frozenset(
    {"models", "data_quality", "drift", "actions", "feeds", "adopted", "related", "not_related", "review", "aliases"}
)
"""Fields whose numbers have a rule of their own, or that speak of what is to come."""


def in_sentences(file: FileContext, found: Sequence[Cited]) -> Iterator[Problem]:
    """The problem of each number that the evidence contradicts, at its place."""
    from afterword.evidence.claims.prose import prose
    from afterword.evidence.claims.said import Text
    from afterword.rules.spoken import place_of, texts_of

    data = file.review.data
    texts = [Text((), file.document.body)]
    for path, text in texts_of(file):
        if path[0] not in _JUDGED_ELSEWHERE:
            at = parse_moment(data["timeline"][path[1]]["at"]) if path[0] == "timeline" else None
            texts.append(Text(path, text, at.earliest if at and at.exact else None))
    known = {text.field: text.text for text in texts}
    for one in prose(file.review, found, texts):
        words = known[one.field][one.start : one.end].strip()
        yield Problem(one.message, place_of(file, one.field or None, one.start, one.end, words), one.advice, one.field)
