"""What the sentences of a review say of a metric, held against its series."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from afterword.evidence.cited import Cited, newest
from afterword.evidence.claims.lasting import time_said
from afterword.evidence.claims.measured import Contradiction
from afterword.evidence.claims.named import Named, mentions, names_in_use
from afterword.evidence.claims.rows import every_series
from afterword.evidence.claims.said import Text, number_said
from afterword.evidence.claims.values import ADVICE
from afterword.language.scope import in_scope, sentences
from afterword.model import Review
from afterword.text.expression import expression

_CODE: Final = expression(r"(?<![`\\])`([^`\n]{1,100})`(?!`)")


def prose(review: Review, found: Sequence[Cited], texts: Sequence[Text]) -> Iterator[Contradiction]:
    """Each number, and each time, that a sentence says of a metric and that no series it may mean has."""
    named = names_in_use(review, found, every_series(newest(found), review))
    for text in texts if named else ():
        for begun, sentence in sentences(in_scope(_with_names(text.text, named))):
            for at, meant in mentions(sentence, named):
                if told := number_said(text, sentence, at, meant):
                    written, message = told
                    yield Contradiction(text.field, message, ADVICE, begun + written.start, begun + written.end)
                elif told_of_time := time_said(sentence, at, meant):
                    start, end, message = told_of_time
                    yield Contradiction(text.field, message, ADVICE, begun + start, begun + end)


def _with_names(text: str, named: Sequence[Named]) -> str:
    """A text in which the name of a metric that is written as code is a word like others; offsets stay the same."""

    def bare(code: re.Match[str]) -> str:
        return f" {code[1]} " if any(pattern.fullmatch(code[1].strip()) for pattern, _ in named) else code[0]

    return _CODE.sub(bare, text) if "`" in text else text
