"""A sentence, split once into words with what they are: a role, a verb of slipping, an adverb, a mark."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from afterword.language.names import written_as
from afterword.language.vocabulary import Vocabulary

STOP: Final = "<stop>"
"""What a mark and the two ends of a sentence are."""
START: Final = frozenset({"^", STOP})
END: Final = frozenset({"$", STOP})

# "didn't" is two words, "engineer's" is a word and its mark; a hyphen and a dot within a word belong to it.
_TOKEN = re.compile(
    r"(?P<time>\d{1,2}:\d\d(?::\d\d)?)(?!\w)|(?P<initial>\b[A-Z]\.(?=\s?[A-Z]))|(?P<not>n[’']t)(?!\w)|(?P<short>[’'](?:ve|re|ll|d|m|s))(?!\w)"
    r"|(?P<word>@?[^\W_]+?(?=n[’']t(?!\w))|@?[^\W_]+(?:[._-]+[^\W_]+)*)|(?P<own>(?<=s)[’'](?!\w))|(?P<mark>[^\w\s]|_)",
    re.IGNORECASE,
)
_SHORT: Final[Mapping[str, str]] = {"ve": "have", "re": "are", "ll": "will", "m": "am"}
_WHOLE: Final[Mapping[str, str]] = {"ca": "can", "wo": "will", "sha": "shall"}
_CLAUSE: Final = frozenset(",;:.!?()[]{}—–|")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words of one sentence: ``keys`` say what each is, ``places`` where it stands, ``texts`` how it is written.

    The first and the last are its ends, so that a phrase can ask for them like for words.
    """

    keys: tuple[frozenset[str], ...]
    places: tuple[tuple[int, int], ...]
    texts: tuple[str, ...]


def split(text: str, known: Vocabulary) -> Sentence:
    """Take a sentence apart; what cannot matter (quotation marks, bullets, emphasis) is left out."""
    words: list[str] = []
    texts: list[str] = []
    places: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(text):
        written = match[0]
        kind = match.lastgroup
        if kind == "mark":
            if written not in _CLAUSE and written != "/":
                continue
            word = written
        elif kind == "not":
            word = "not"
        elif kind in {"short", "own"}:
            word = _SHORT.get(written[1:].lower(), "'s")
        else:
            word = written.lower()
            word = _WHOLE.get(word, word) if text[match.end() : match.end() + 3].lower() in {"n't", "n’t"} else word
        words.append(word)
        texts.append(written)
        places.append(match.span())
    keys = [known.keys(word) for word in words]
    _join(words, texts, places, keys, known)
    for place, (word, as_written) in enumerate(zip(words, texts, strict=True)):
        if as_written[0].isupper() or as_written[0] == "@" or not as_written.isalpha():
            common = word in known.classes or keys[place] - {word, "<ed>"} != frozenset()
            keys[place] |= written_as(as_written, word, known.names, common=common)
    for place, word in enumerate(words):
        if word in _CLAUSE:
            keys[place] |= {STOP, "<open>"} if word in "([" else {STOP}
        elif not known.heads.isdisjoint(keys[place]) and not _is_head(place, words, keys, known):
            keys[place] = keys[place] - known.heads | {"<part>"}
    ends = (len(text), len(text))
    return Sentence((START, *keys, END), ((0, 0), *places, ends), ("", *texts, ""))


def _join(
    words: list[str], texts: list[str], places: list[tuple[int, int]], keys: list[frozenset[str]], known: Vocabulary
) -> None:
    """Words that are one thing together become one: "no one" is somebody, a "package manager" is not."""
    place = 0
    while place < len(words) - 1:
        for parts in known.compounds.get(words[place], ()):
            end = place + len(parts)
            if tuple(words[place:end]) == parts:
                whole = " ".join(parts)
                words[place:end] = [whole]
                texts[place:end] = [" ".join(texts[place:end])]
                places[place:end] = [(places[place][0], places[end - 1][1])]
                keys[place:end] = [known.keys(whole)]
                break
        place += 1


def _is_head(place: int, words: list[str], keys: list[frozenset[str]], known: Vocabulary) -> bool:
    """Whether a role is spoken of itself: in "the owner field" and "an operator key" it only names a thing."""
    if place + 1 == len(words):
        return True
    after = words[place + 1]
    return not after[0].isalnum() or not known.after_head.isdisjoint(keys[place + 1])
