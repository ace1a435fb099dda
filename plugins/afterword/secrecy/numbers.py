"""Account numbers, recognised by their check digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from afterword.secrecy.match import SensitiveKind, SensitiveMatch
from afterword.text.expression import expression
from afterword.text.signs import Signs

# Lengths by country, from the registry of the standard (ISO 13616).
_REGISTRY: Final = (
    "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 "
    "EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 "
    "KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 "
    "PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 "
    "VA22 VG24 XK20 YE30"
)
_LENGTHS: Final = {entry[:2]: int(entry[2:]) for entry in _REGISTRY.split()}
# The first character comes before the lookbehind, so that the search can jump to it.
_IBAN = expression(
    r"[A-Z](?<![A-Za-z0-9_/+-].)[A-Z]\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9_/+=])",
    re.ASCII | re.DOTALL,
)
# In groups with one kind of separator, as printed on cards, or without any.
_CARD = expression(
    r"[2-6](?<![\w.+/-].)"
    r"(?:\d{13,15}|\d{3}(?P<by>[ -])\d{4}(?P=by)\d{4}(?P=by)\d{4}|\d{3}(?P<sep>[ -])\d{6}(?P=sep)\d{4,5})"
    r"(?![\w/+=-]|\.\d)",
    re.ASCII | re.DOTALL,
)
SIGNS_OF_NUMBER: Final = Signs(
    r"[A-Z]{2}\d{2} ?[A-Z0-9]{4}"
    r"|\d{13}|\d{4}[ -]\d{4}[ -]\d{4}|\d{4}[ -]\d{6}[ -]\d{4}"
    r"|\+[1-9][\d ().-]{7}|\([2-9]\d\d\) ?[2-9]\d\d[-. ]\d{4}|[2-9]\d\d-[2-9]\d\d-\d{4}"
)
"""What a text has if it has a number of an account, a card or a phone."""
# The first digits and the length identify the issuer; other numbers of that length are ids and timestamps.
_ISSUED = expression(
    r"4\d{15}|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}"
    r"|6(?:011|5\d\d|4[4-9]\d)\d{12}|35(?:2[89]|[3-8]\d)\d{12}|3(?:0[0-5]|[68]\d)\d{11}",
    re.ASCII,
)


def account_numbers(text: str) -> Iterator[SensitiveMatch]:
    """Numbers of bank accounts (IBAN) and payment cards with valid check digits."""
    for match in _IBAN.finditer(text):
        number = match[0].replace(" ", "")
        # The last group of the pattern may have taken a word that follows.
        for end in range(len(match[0]), 14, -1):
            number = match[0][:end].replace(" ", "")
            whole = end == len(match[0]) or match[0][end] == " "
            if whole and len(number) == _LENGTHS.get(number[:2]) and is_iban(number):
                yield SensitiveMatch(SensitiveKind.ACCOUNT, "a bank account number", match.start(), match.start() + end)
                break
    for match in _CARD.finditer(text):
        number = match[0].replace(" ", "").replace("-", "")
        if _ISSUED.fullmatch(number) and is_luhn(number):
            yield SensitiveMatch(SensitiveKind.ACCOUNT, "a payment card number", *match.span())


def is_iban(number: str) -> bool:
    """Whether the check digits of an account number are right (mod 97)."""
    return int("".join(str(int(char, 36)) for char in number[4:] + number[:4])) % 97 == 1


def is_luhn(number: str) -> bool:
    """Whether the check digit of a number is right (Luhn)."""
    doubled = [int(digit) * (1 + at % 2) for at, digit in enumerate(reversed(number))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
