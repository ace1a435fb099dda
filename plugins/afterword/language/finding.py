"""One pass over a text: most texts hold none of the words, and only a sentence that holds one meets a pattern."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from afterword.language.lexicon import Phrase, lexicon
from afterword.language.scope import in_scope, sentences

# Everything in ASCII that is neither letter nor digit parts words; a handle is seen by its sign.
_PARTED = {code: " " for code in range(128) if not chr(code).isalnum()} | {ord("@"): " @ ", ord("’"): " "}

_MARKS = " \t\n-*+#>.,;:()"


@dataclass(frozen=True)
class Remark:
    """What was found: the words, their offsets in the text, and the phrase that explains them."""

    words: str
    start: int
    end: int
    phrase: Phrase


def find(text: str, allowed: Collection[str] = ()) -> Iterator[Remark]:
    """What a text says of people, sentence by sentence; ``allowed`` are names that are no person's here."""
    known = lexicon()
    if known.words.isdisjoint(_words(text)):
        return
    for offset, sentence in sentences(in_scope(text)):
        words = frozenset(_words(sentence))
        if called := known.words & words:
            remarks = _remarks(sentence, offset, called, people=not known.people.isdisjoint(words))
            yield from _told_once([remark for remark in remarks if not _is_name(remark, allowed)])


def _remarks(sentence: str, offset: int, called: Collection[str], *, people: bool) -> Iterator[Remark]:
    known = lexicon()
    for phrase in dict.fromkeys(phrase for word in sorted(called) for phrase in known.by_word[word]):
        if phrase.personal and not people:
            continue
        pattern, exception = known.patterns(phrase, called)
        for match in pattern.finditer(sentence):
            if not exception or not any(_overlap(match, other) for other in exception.finditer(sentence)):
                # A pattern that is bound to the head of a sentence takes the marks before it too.
                words = match[0].lstrip(_MARKS)
                yield Remark(" ".join(words.split()), offset + match.end() - len(words), offset + match.end(), phrase)


def _overlap(one: re.Match[str], other: re.Match[str]) -> bool:
    return one.start() < other.end() and other.start() < one.end()


def _is_name(remark: Remark, allowed: Collection[str]) -> bool:
    return remark.phrase.family == "named-person" and not set(remark.words.split()).isdisjoint(allowed)


def _told_once(remarks: list[Remark]) -> list[Remark]:
    """The longest of those of one family that overlap, in the order of the text."""
    kept: list[Remark] = []
    for remark in sorted(remarks, key=lambda one: (one.start - one.end, one.start)):
        if not any(_same_words(remark, other) for other in kept):
            kept.append(remark)
    return sorted(kept, key=lambda one: one.start)


def _same_words(one: Remark, other: Remark) -> bool:
    return one.phrase.family == other.phrase.family and one.start < other.end and other.start < one.end


def _words(text: str) -> list[str]:
    return text.lower().translate(_PARTED).split()
