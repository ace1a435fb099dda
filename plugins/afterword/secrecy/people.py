"""Personal data: e-mail addresses, phone numbers, and customer ids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from afterword.secrecy.match import SensitiveKind, SensitiveMatch
from afterword.text.expression import expression

EMAIL = expression(
    r"(?<![\w.%+@-])(?<!//)([A-Za-z0-9_%+](?:[\w.%+-]{0,63}))@((?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24})(?![\w@-]|\.\w)",
    re.ASCII,
)
# Reserved for examples (RFC 2606, RFC 6761).
RESERVED = ("example.com", "example.net", "example.org", "example", "test", "invalid", "localhost")
# In international form, or in the groups of North America, which no date and no version has.
# The first character comes before the lookbehind, so that the search can jump to it.
_PHONE = expression(
    r"[+(2-9](?<![\w+.-].)"
    r"(?:(?<=\+)[1-9][\d ().-]{7,22}\d|(?<=\()[2-9]\d\d\) ?[2-9]\d\d[-. ]\d{4}|(?<=[2-9])\d\d-[2-9]\d\d-\d{4})"
    r"(?![\w/-]|\.\d)",
    re.ASCII | re.DOTALL,
)
_APART = expression(r"[ .-]{2}|[().-]{3}")


def emails(text: str, allowed: tuple[str, ...]) -> Iterator[SensitiveMatch]:
    """E-mail addresses outside the allowed domains and their subdomains."""
    if "@" not in text:
        return
    domains = (*RESERVED, *(domain.casefold() for domain in allowed))
    for match in EMAIL.finditer(text):
        domain = match[2].casefold()
        # `git@host.org:team/repository` is a git remote, not a person.
        remote = match[1] == "git" or text[match.end() : match.end() + 1] == "/"
        # `recall@5.mean` is a metric; domains of three digits and more exist.
        measure = re.fullmatch(r"\d{1,2}\..*", domain)
        if not remote and not measure and not any(domain == known or domain.endswith(f".{known}") for known in domains):
            yield SensitiveMatch(SensitiveKind.EMAIL, "an e-mail address", *match.span())


def phone_numbers(text: str) -> Iterator[SensitiveMatch]:
    """Phone numbers in international form, and in the form of North America."""
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if 9 <= len(digits) <= 15 and not digits.endswith("000000") and not _APART.search(match[0]):
            yield SensitiveMatch(SensitiveKind.PHONE, "a phone number", *match.span())


def customer_ids(text: str, pattern: str | None) -> Iterator[SensitiveMatch]:
    """Matches of the organisation's own pattern, as whole words."""
    if pattern:
        for match in _as_word(pattern).finditer(text):
            if match[0]:
                yield SensitiveMatch(SensitiveKind.CUSTOMER, "a customer id", *match.span())


@lru_cache(maxsize=8)
def _as_word(pattern: str) -> re.Pattern[str]:
    """The pattern, which describes a whole id from ``^`` to ``$``, changed to find the id in a text."""
    return re.compile(rf"(?<!\w)(?:{pattern[1:-1]})(?!\w)", re.ASCII)
