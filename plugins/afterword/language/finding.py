"""One pass over a text: most texts hold none of the words, and only a sentence that holds one meets a pattern."""

from __future__ import annotations

import re
import string
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from afterword.language.lexicon import Phrase, lexicon
from afterword.language.scope import in_scope, sentences

# What the patterns take for the border of a word parts words here too; a handle is seen by its sign.
_WORD = re.compile(r"[^\W_]+|@")
_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
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
    calling = known.words.intersection(_words(text))
    if not calling:
        return
    for offset, sentence in sentences(in_scope(text)):
        # A sentence is taken apart only where it holds the letters of a word that calls.
        folded = _folded(sentence)
        if not any(word in folded for word in calling):
            continue
        words = frozenset(_words(sentence))
        if called := calling & words:
            remarks = _remarks(sentence, folded, offset, called, people=not known.people.isdisjoint(words))
            yield from _told_once([remark for remark in remarks if not _is_name(remark, allowed)])


def _remarks(sentence: str, folded: str, offset: int, called: Collection[str], *, people: bool) -> Iterator[Remark]:
    known = lexicon()
    for phrase in dict.fromkeys(phrase for word in sorted(called) for phrase in known.by_word[word]):
        if not people and not phrase.impersonal:
            continue
        pattern, exception = known.patterns(phrase, called, people=people)
        text = sentence if phrase.cased else folded
        found = list(pattern.finditer(text))
        excepted = list(exception.finditer(text)) if found and exception else []
        ends = [match.end() for match in excepted]
        for match in found:
            # The first exception that ends after what was found has begun is the only one that can overlap it.
            near = bisect_right(ends, match.start())
            if near == len(ends) or excepted[near].start() >= match.end():
                # A pattern that is bound to the head of a sentence takes the marks before it too.
                words = sentence[match.start() : match.end()].lstrip(_MARKS)
                yield Remark(" ".join(words.split()), offset + match.end() - len(words), offset + match.end(), phrase)


def _is_name(remark: Remark, allowed: Collection[str]) -> bool:
    return remark.phrase.family == "named-person" and not set(remark.words.split()).isdisjoint(allowed)


def _told_once(remarks: list[Remark]) -> list[Remark]:
    """The longest of those of one family that overlap, in the order of the text."""
    kept: dict[str, list[Remark]] = defaultdict(list)
    for remark in sorted(remarks, key=lambda one: (one.start, -one.end)):
        family = kept[remark.phrase.family]
        if not family or remark.start >= family[-1].end:
            family.append(remark)
        elif remark.end - remark.start > family[-1].end - family[-1].start:
            family[-1] = remark
    return sorted((remark for family in kept.values() for remark in family), key=lambda one: one.start)


def _folded(text: str) -> str:
    """The text in lower case, with every offset where it was."""
    lower = text.lower()
    return lower if len(lower) == len(text) else text.translate(_LOWER)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
