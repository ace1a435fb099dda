"""Find all secrets and personal data in a text, each place once."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

from afterword.secrecy.keys import addresses, in_long_words, private_keys, shapes_in, tokens
from afterword.secrecy.match import Policy, SensitiveKind, SensitiveMatch
from afterword.secrecy.meaning import (
    ACROSS,
    BASE64,
    UNLIKE_PROSE,
    Meaning,
    encoded,
    plainly,
    unwrapped,
    unwrapped_places,
)
from afterword.secrecy.numbers import SIGNS_OF_NUMBER, account_numbers
from afterword.secrecy.passwords import passwords
from afterword.secrecy.people import customer_ids, emails, phone_numbers
from afterword.secrecy.requests import credentials
from afterword.secrecy.shapes import Shape
from afterword.settings.limits import AT_ONCE
from afterword.text.expression import expression
from afterword.text.signs import MANY, Signs

# As the words between white space are found.
_WORD = expression(r"[^\s\x1c-\x1f]{20,}", re.ASCII)
_LONGEST_NAME = 400  # beyond that the search from each sign would take too long
_SIGN = expression(r"[-_. ]")
# Most texts have none of these, which one pass shows.
_RARE = Signs("|".join(signs.pattern for signs in (ACROSS, SIGNS_OF_NUMBER)), MANY)
_RANKS = {kind: rank for rank, kind in enumerate(SensitiveKind)}


# Several rules search the same text, and so does the code that prints its lines.
@lru_cache(maxsize=AT_ONCE)
def find(text: str, policy: Policy) -> tuple[SensitiveMatch, ...]:
    """The sensitive parts of a text in order; of two that overlap, only the more serious one."""
    everything = [
        *_secrets(text),
        *customer_ids(text, policy.customer_id_pattern),
        *emails(text, policy.email_domains),
    ]
    if _unusual(text) and SIGNS_OF_NUMBER.may_be_in(text):
        everything += [*account_numbers(text), *phone_numbers(text)]
    kept: list[SensitiveMatch] = []
    for found in sorted(everything, key=lambda match: (_RANKS[match.kind], match.start, -match.end)):
        at = bisect(kept, found.start, key=lambda match: match.start)
        if (at == 0 or kept[at - 1].end <= found.start) and (at == len(kept) or found.end <= kept[at].start):
            kept.insert(at, found)
    return tuple(kept)


@lru_cache(maxsize=1)  # asked twice for each text
def _unusual(text: str) -> bool:
    return _RARE.may_be_in(text)


def secret_in(text: str) -> SensitiveMatch | None:
    """A secret in a text that is not a page; personal data is not looked for."""
    return next(_secrets(text), None)


def secret_in_name(name: str) -> tuple[int, int] | None:
    """The place of the first token in the name of a file, in which it may begin after any sign."""
    return _in_word(name, shapes_in(name))


def _in_word(word: str, shapes: Iterable[Shape]) -> tuple[int, int] | None:
    if len(word) > _LONGEST_NAME:
        return None
    telling = [shape for shape in shapes if shape.telling and any(map(word.__contains__, shape.marks))]
    for start in (0, *(sign.end() for sign in _SIGN.finditer(word))) if telling else ():
        rest = word[start:]
        if found := next(tokens(rest, rest, telling), None):
            return start + found.start, start + found.end
    return None


def _secrets(text: str, depth: int = 2, *, coded: bool = True) -> Iterator[SensitiveMatch]:
    """The secrets as they are written, and those that are in codes, across the ends of lines, or in base64."""
    words = in_long_words(text)
    across = _across(text, words) if _unusual(text) and ACROSS.may_be_in(text) else ""
    shapes = shapes_in(f"{words} {across}")
    yield from _written(text, words, shapes)
    yield from _encoded(text, words, depth)
    if across and any(True for _ in chain(tokens(across, across, shapes), _encoded(across, across, depth))):
        yield from _wrapped(text, across, shapes, depth)
    if coded and (plain := plainly(text)):
        yield from (_placed(found, plain) for found in _secrets(plain.text, depth, coded=False))


def _written(text: str, words: str, shapes: Iterable[Shape]) -> Iterator[SensitiveMatch]:
    yield from private_keys(text, words)
    yield from tokens(text, words, shapes)
    yield from _in_names(text, words, shapes)
    yield from credentials(text)
    yield from addresses(text, words)
    yield from passwords(text)


def _in_names(text: str, words: str, shapes: Iterable[Shape]) -> Iterator[SensitiveMatch]:
    """Tokens within longer words, as the names of files in a link are."""
    telling = [shape for shape in shapes if shape.telling]
    places = {word: place for word in set(words.split(" ")) if (place := _in_word(word, telling))} if telling else {}
    # One pass over the text, because a hostile one may have many such words.
    for word in _WORD.finditer(text) if places else ():
        if place := places.get(word[0]):
            start, end = place
            yield SensitiveMatch(SensitiveKind.TOKEN, "a token in a name", word.start() + start, word.start() + end)


def _encoded(text: str, words: str, depth: int) -> Iterator[SensitiveMatch]:
    found = {
        word: secret
        for word, inner in (encoded(words) if depth else ())
        if (secret := next(_secrets(inner, depth - 1), None))
    }
    for match in BASE64.finditer(text) if found else ():
        if secret := found.get(match[0]):
            yield SensitiveMatch(secret.kind, f"{secret.what}, encoded", *match.span())


def _across(text: str, words: str) -> str:
    """The long words that are there only when the lines are joined."""
    joined = set(in_long_words(unwrapped(text)).split(" "))
    return " ".join(filter(UNLIKE_PROSE.search, joined.difference(words.split(" "))))


def _wrapped(text: str, words: str, shapes: Iterable[Shape], depth: int) -> Iterator[SensitiveMatch]:
    """What is found in the lines joined to one, where it is on several lines."""
    if reading := unwrapped_places(text):
        line = reading.text
        for found in chain(tokens(line, words, shapes), _encoded(line, words, depth)):
            placed = _placed(found, reading)
            first, end, _ = text[placed.start : placed.end].partition("\n")
            # A token at the end of a line is found without the word that follows it.
            if end and not any(True for _ in tokens(first, first, shapes)):
                yield placed


def _placed(found: SensitiveMatch, reading: Meaning) -> SensitiveMatch:
    start, end = reading.span(found.start, found.end)
    return found._replace(start=start, end=end)
