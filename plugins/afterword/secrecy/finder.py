"""Find all secrets and personal data in a text, each place once."""

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
    for found in sorted(everything, key=lambda match: (_RANKS[match.kind], match.start, -match.end)):
        at = bisect(kept, found.start, key=lambda match: match.start)
        if (at == 0 or kept[at - 1].end <= found.start) and (at == len(kept) or found.end <= kept[at].start):
            kept.insert(at, found)
    return tuple(kept)
