"""A sentence, split once into words with what they are: a role, a verb of slipping, an adverb, a mark."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from afterword.language.names import written_as
from afterword.language.vocabulary import Vocabulary

STOP: Final = "<stop>"
"""What a mark and the two ends of a sentence are."""
START: Final = frozenset({"^", STOP})
END: Final = frozenset({"$", STOP})

# Every word and every mark of a clause: "didn't" is two words, "engineer's" is a word and its mark; a hyphen and a dot within a word belong to it.
WORD: Final = re.compile(
    r"\d{1,2}:\d\d(?::\d\d)?(?!\w)"  # a time
    r"|\b[A-Z]\.(?=\s?[A-Z])"  # an initial
    r"|[Nn][’'][Tt](?!\w)|[’'](?:ve|re|ll|d|m|s|VE|RE|LL|S)(?!\w)|(?<=s)[’'](?!\w)"
    r"|(?:(?<!\w)@)?[^\W_]+?(?=[Nn][’'][Tt](?!\w))|(?:(?<!\w)@)?[^\W_]+(?:[._-]+[^\W_]+)*"
    r"|[][,;:.!?(){}—–|/]"
)
_SHORT: Final = {"n't": "not", "'ve": "have", "'re": "are", "'ll": "will", "'m": "am", "'": "'s"}
_MOST: Final = 50_000
"""Of how many words it is remembered what they are: a hostile text may hold any number."""
_CLAUSE: Final = frozenset("][,;:.!?(){}—–|")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words of one sentence: ``keys`` say what each is, ``places`` where in the text it stands.

    The first and the last are its ends, so that a phrase can ask for them like for words.
    """

    keys: tuple[frozenset[str], ...]
    places: tuple[tuple[int, int], ...]


class Splitter:
    """Splits sentences with one vocabulary, and remembers what each written word is."""

    def __init__(self, known: Vocabulary) -> None:
        self._known = known
        self._seen: dict[str, tuple[str, frozenset[str]]] = {}
        self._hints: dict[str, frozenset[str]] = {}

    def hints(self, written: Iterable[str]) -> set[str]:
        """What the words of a sentence may be, before it is split: enough to tell what it cannot hold."""
        found: set[str] = set()
        for word in written:
            found |= self._hints.get(word) or self._hint(word)
        return found

    def _hint(self, written: str) -> frozenset[str]:
        word, what = self._look_up(written)
        for parts in self._known.compounds.get(word, ()):
            what |= self._known.keys(" ".join(parts))
        if "-" in word:
            what |= self._look_up(written.split("-")[0])[1]
        if len(self._hints) < _MOST:
            self._hints[written] = what
        return what

    def split(self, text: str) -> Sentence:
        """Take a sentence apart; what cannot matter (quotation marks, bullets, emphasis) is left out."""
        words: list[str] = []
        keys: list[frozenset[str]] = []
        places: list[tuple[int, int]] = []
        for match in WORD.finditer(text):
            word, what = self._seen.get(match[0]) or self._look_up(match[0])
            words.append(word)
            keys.append(what)
            places.append(match.span())
        self._join(words, keys, places)
        heads, following = self._known.heads, self._known.after_head
        for place in range(len(words) - 1):
            # In "the owner field" a role only lends its name to a thing, and in "the platform team" a thing to a team.
            if not heads.isdisjoint(keys[place]) and following.isdisjoint(keys[place + 1]) and words[place + 1][0].isalnum():
                keys[place] = keys[place] - heads | {"<part>"}
        return Sentence((START, *keys, END), ((0, 0), *places, (len(text), len(text))))

    def _look_up(self, written: str) -> tuple[str, frozenset[str]]:
        word = written.lower().replace("’", "'")
        word = _SHORT.get(word, word)
        what = self._known.keys(word)
        if word in _CLAUSE:
            what |= {STOP, "<open>"} if word in "([" else {STOP}
        elif written[0].isupper() or not written.isalpha():
            common = word in self._known.classes
            what |= written_as(written, word, self._known.names, common=common)
        if len(self._seen) < _MOST:
            self._seen[written] = word, what
        return word, what

    def _join(self, words: list[str], keys: list[frozenset[str]], places: list[tuple[int, int]]) -> None:
        """Words that are one thing together become one: "no one" is somebody, a "package manager" is not."""
        compounds = self._known.compounds
        for place in reversed([place for place, word in enumerate(words) if word in compounds]):
            for parts in compounds[words[place]]:
                end = place + len(parts)
                if tuple(words[place:end]) == parts:
                    whole = " ".join(parts)
                    words[place:end] = [whole]
                    places[place:end] = [(places[place][0], places[end - 1][1])]
                    keys[place:end] = [self._known.keys(whole)]
                    break
