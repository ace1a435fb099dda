"""One pass over a text: most texts hold none of the words, and only a sentence that holds one meets a pattern."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
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
        found = list(pattern.finditer(sentence))
        excepted = list(exception.finditer(sentence)) if found and exception else []
        ends = [match.end() for match in excepted]
        for match in found:
            # The first exception that ends after what was found has begun is the only one that can overlap it.
            near = bisect_right(ends, match.start())
            if near == len(ends) or excepted[near].start() >= match.end():
                # A pattern that is bound to the head of a sentence takes the marks before it too.
                words = match[0].lstrip(_MARKS)
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


def _words(text: str) -> list[str]:
    return text.lower().translate(_PARTED).split()
