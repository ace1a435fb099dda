"""What is found in a text that should not be in it: its kind and its place, never what it says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class SensitiveKind(Enum):
    """What a text gives away; where two are found in one place, the one that stands first here counts."""

    PRIVATE_KEY = "private key"
    TOKEN = "access token"  # noqa: S105  # the name of a kind
    ADDRESS = "credentials in an address"
    PASSWORD = "password"  # noqa: S105  # the name of a kind
    CUSTOMER = "customer id"
    EMAIL = "e-mail address"
    ACCOUNT = "account number"
    PHONE = "phone number"


@dataclass(frozen=True)
class SensitiveMatch:
    """A stretch of a text that gives something away; ``what`` names it more closely: ``a GitHub token``."""

    kind: SensitiveKind
    what: str
    start: int
    end: int
