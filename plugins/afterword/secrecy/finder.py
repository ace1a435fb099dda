"""Everything that a text gives away, each place once."""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass
from functools import lru_cache

from afterword.secrecy.keys import addresses, private_keys, tokens
from afterword.secrecy.match import SensitiveKind, SensitiveMatch
from afterword.secrecy.numbers import account_numbers
from afterword.secrecy.passwords import passwords
from afterword.secrecy.people import customer_ids, emails, phone_numbers
from afterword.settings import Settings

_RANKS = {kind: rank for rank, kind in enumerate(SensitiveKind)}


@dataclass(frozen=True)
class Policy:
    """What a knowledge base allows and asks for: its own e-mail domains, and what an id of a customer looks like."""

    email_domains: tuple[str, ...] = ()
    customer_id_pattern: str | None = None

    @classmethod
    def of(cls, settings: Settings) -> Policy:
        return cls(settings.email_domains, settings.customer_id_pattern)


# Each rule of the family asks about the same text, and so does whoever prints a line of it.
@lru_cache(maxsize=16)
def find(text: str, policy: Policy) -> tuple[SensitiveMatch, ...]:
    """What a text gives away, in its order; of two that overlap only the graver one."""
    everything = [
        *private_keys(text),
        *tokens(text),
        *addresses(text),
        *passwords(text),
        *customer_ids(text, policy.customer_id_pattern),
        *emails(text, policy.email_domains),
        *account_numbers(text),
        *phone_numbers(text),
    ]
    kept: list[SensitiveMatch] = []
    for found in sorted(everything, key=lambda one: (_RANKS[one.kind], one.start, -one.end)):
        at = bisect(kept, found.start, key=lambda one: one.start)
        if (at == 0 or kept[at - 1].end <= found.start) and (at == len(kept) or found.end <= kept[at].start):
            kept.insert(at, found)
    return tuple(kept)
