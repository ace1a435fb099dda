"""What the sentences of a review say of a metric, held against its series."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from afterword.evidence.cited import Cited, newest
from afterword.evidence.claims.lasting import time_said
from afterword.evidence.claims.measured import Contradiction
from afterword.evidence.claims.named import mentions, names_in_use
from afterword.evidence.claims.rows import every_series
from afterword.evidence.claims.said import Text, number_said
from afterword.evidence.claims.values import ADVICE
from afterword.language.scope import in_scope, sentences
from afterword.model import Review


def prose(review: Review, found: Sequence[Cited], texts: Sequence[Text]) -> Iterator[Contradiction]:
    """Each number, and each time, that a sentence says of a metric and that no series it may mean has."""
    named = names_in_use(review, found, every_series(newest(found), review))
    for text in texts if named else ():
        for begun, sentence in sentences(in_scope(text.text)):
            for at, meant in mentions(sentence, named):
                if told := number_said(text, sentence, at, meant):
                    written, message = told
                    yield Contradiction(text.field, message, ADVICE, begun + written.start, begun + written.end)
                elif told_of_time := time_said(sentence, at, meant):
                    start, end, message = told_of_time
                    yield Contradiction(text.field, message, ADVICE, begun + start, begun + end)
