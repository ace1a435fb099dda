"""Find all secrets and personal data in a text, each place once."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain

from afterword.secrecy.keys import addresses, in_long_words, private_keys, shapes_in, tokens
from afterword.secrecy.match import SensitiveKind, SensitiveMatch
from afterword.secrecy.meaning import Meaning, encoded, plainly, unwrapped, unwrapped_places
from afterword.secrecy.numbers import account_numbers
from afterword.secrecy.passwords import passwords
from afterword.secrecy.people import customer_ids, emails, phone_numbers
from afterword.secrecy.requests import credentials
from afterword.secrecy.shapes import Shape
from afterword.settings import Settings

_UNLIKE_PROSE = re.compile(r"[\w+/=~%-]{18}", re.ASCII).search
_RANKS = {kind: rank for rank, kind in enumerate(SensitiveKind)}


@dataclass(frozen=True)
class Policy:
    """The settings of a knowledge base: its own e-mail domains, and a pattern for customer ids."""

    email_domains: tuple[str, ...] = ()
    customer_id_pattern: str | None = None

    @classmethod
    def of(cls, settings: Settings) -> Policy:
        return cls(settings.email_domains, settings.customer_id_pattern)


# Several rules search the same text, and so does the code that prints its lines.
@lru_cache(maxsize=16)
def find(text: str, policy: Policy) -> tuple[SensitiveMatch, ...]:
    """The sensitive parts of a text in order; of two that overlap, only the more serious one."""
    everything = [
        *_secrets(text),
        *customer_ids(text, policy.customer_id_pattern),
        *emails(text, policy.email_domains),
        *account_numbers(text),
        *phone_numbers(text),
    ]
    kept: list[SensitiveMatch] = []
    for found in sorted(everything, key=lambda match: (_RANKS[match.kind], match.start, -match.end)):
        at = bisect(kept, found.start, key=lambda match: match.start)
        if (at == 0 or kept[at - 1].end <= found.start) and (at == len(kept) or found.end <= kept[at].start):
            kept.insert(at, found)
    return tuple(kept)


def secret_in_name(name: str) -> SensitiveMatch | None:
    """The first secret in the name of a file."""
    return next(_written(name, name, shapes_in(name)), None)


def _secrets(text: str, depth: int = 2) -> Iterator[SensitiveMatch]:
    """The secrets as they are written, and those that are in codes, across the ends of lines, or in base64."""
    words = in_long_words(text)
    line = unwrapped(text)
    # Words of prose, which also become longer where lines are joined, are not so long without a dot or a bracket.
    across = " ".join(filter(_UNLIKE_PROSE, set(in_long_words(line).split(" ")).difference(words.split(" "))))
    shapes = shapes_in(f"{words} {across}")
    yield from _written(text, words, shapes)
    yield from _encoded(text, words, depth)
    if any(True for _ in chain(tokens(across, across, shapes), _encoded(across, across, depth))):
        yield from _wrapped(text, line, across, shapes, depth)
    if plain := plainly(text):
        yield from (_placed(found, plain) for found in _secrets(plain.text, depth))


def _written(text: str, words: str, shapes: Iterable[Shape]) -> Iterator[SensitiveMatch]:
    yield from private_keys(text, words)
    yield from tokens(text, words, shapes)
    yield from credentials(text)
    yield from addresses(text, words)
    yield from passwords(text)


def _encoded(text: str, words: str, depth: int) -> Iterator[SensitiveMatch]:
    for word, inner in encoded(words) if depth else ():
        if found := next(_secrets(inner, depth - 1), None):
            at = text.find(word)
            while at >= 0:
                yield SensitiveMatch(found.kind, f"{found.what}, encoded", at, at + len(word))
                at = text.find(word, at + len(word))


def _wrapped(text: str, line: str, words: str, shapes: Iterable[Shape], depth: int) -> Iterator[SensitiveMatch]:
    """What is found in the lines joined to one, where it is on several lines."""
    if reading := unwrapped_places(text):
        for found in chain(tokens(line, words, shapes), _encoded(line, words, depth)):
            placed = _placed(found, reading)
            first, end, _ = text[placed.start : placed.end].partition("\n")
            # A token at the end of a line is found without the word that follows it.
            if end and not any(True for _ in tokens(first, first, shapes)):
                yield placed


def _placed(found: SensitiveMatch, reading: Meaning) -> SensitiveMatch:
    start, end = reading.span(found.start, found.end)
    return replace(found, start=start, end=end)
