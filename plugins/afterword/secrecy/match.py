"""A secret or personal data in a text: its kind and its place, never its content; and what a text may hold."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from afterword.settings import Settings


class SensitiveKind(Enum):
    """The kinds, most serious first; of two in one place, the first one here counts."""

    PRIVATE_KEY = "private key"
    TOKEN = "access token"  # noqa: S105  # the name of a kind
    ADDRESS = "credentials in an address"
    PASSWORD = "password"  # noqa: S105  # the name of a kind
    CUSTOMER = "customer id"
    EMAIL = "e-mail address"
    ACCOUNT = "account number"
    PHONE = "phone number"


class SensitiveMatch(NamedTuple):
    """A sensitive part of a text; ``what`` names it more precisely, such as ``a GitHub token``."""

    kind: SensitiveKind
    what: str
    start: int
    end: int


class Policy(NamedTuple):
    """The settings of a knowledge base: its own e-mail domains, and a pattern for customer ids."""

    email_domains: tuple[str, ...] = ()
    customer_id_pattern: str | None = None

    @classmethod
    def of(cls, settings: Settings) -> Policy:
        return cls(settings.email_domains, settings.customer_id_pattern)
