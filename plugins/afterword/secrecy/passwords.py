"""Passwords, recognised by the name before them: ``password: …``, ``API_KEY=…``."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator

from afterword.secrecy.match import SensitiveKind, SensitiveMatch

# How names of secrets begin; the pattern is tried only at these.
_NAMES = ("passw", "passp", "pwd", "secret", "token", "credential", "_auth")
_OF_KEYS = ("api", "access", "account", "auth", "private", "encryption", "signing", "master", "shared")
# The name may have parts before it, as in `DB_PASSWORD`, but none after it: `token_count` and `secret_name` name
# something else.
_PAIR = re.compile(
    r"""
    (?:pass(?:word|wd|phrase)|pwd|secret(?:[_-]?(?:access[_-]?)?key)?|token|credentials?|_auth
      |(?:api|access|account|auth|private|encryption|signing|master|shared)[_-]?key)
    ["'`*\]]{0,3} [ \t]{0,20} (?:=>|:=|[:=]) [ \t]{0,20} (?:
        "(?P<double>[^"\n]{8,200})" | '(?P<single>[^'\n]{8,200})' | `(?P<tick>[^`\n]{8,200})`
      | (?P<bare>[^\s"'`,;]{8,200})
    )
    """,
    re.IGNORECASE | re.VERBOSE | re.ASCII,
)
_PLACEHOLDER = (
    # A variable, a reference, a path or a comment
    r"<.*|\$[A-Za-z_{(].*|%\w+%|[{\[(].*[}\])]|[/~.].*|[&*]\w+|\#.*"
    # Words that mark a placeholder
    r"|(?:[a-z]+[ _-])*(?:user|pass|pwd|password|passwd|secret|token|changeme|redacted|removed|hidden|example|dummy"
    r"|placeholder|none|null|test)(?:[ _-][a-z]+)*"
)
# An omission, a call or a look-up within a value.
_OMISSION = re.compile(r"\.\.\.|…|\*{3}|x{4}|\{\{.*\}\}|\$\{.*\}|<.*>|\w\(.*\)|\w\[.*\]", re.IGNORECASE)
_CUT_OFF = ("(", "[", "{")
# Without one of these there is no omission.
_OMITTING = ("...", "…", "***", "xxxx", "}", ">", ")", "]")
_PLAIN_WORDS = re.compile(r"[a-z\s/_.,:@|=-]*", re.ASCII)
_WORDS = re.compile(r"(?:v?\d{1,4}|[a-z]{1,2}\d{1,3}|[a-z]+|[A-Z][a-z]*|[A-Z]+|[a-z]+(?:[A-Z][a-z]+)+)?", re.ASCII)
_BETWEEN_WORDS = re.compile(r"[\s/_.,:@|=-]+")
_LEAST_ENTROPY = 2.7
_FEWEST_CHARACTERS = math.ceil(2**_LEAST_ENTROPY)  # with fewer different ones there is less
_FOLDED = str.maketrans({chr(capital): chr(capital + 32) for capital in b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"})


def passwords(text: str) -> Iterator[SensitiveMatch]:
    """Values after a name such as ``password`` that do not look like words."""
    # `lower` can change the length of other texts.
    folded = text.lower() if text.isascii() else text.translate(_FOLDED)
    for beginning in (*_NAMES, *_OF_KEYS) if "key" in folded else _NAMES:
        at = folded.find(beginning)
        while at >= 0:
            match = _PAIR.match(text, at)
            if match and _is_secret(match[group := match.lastgroup or "bare"].rstrip(".")):
                yield SensitiveMatch(SensitiveKind.PASSWORD, "a password or a key", *match.span(group))
            at = folded.find(beginning, at + 1)


def is_placeholder(value: str) -> bool:
    """Whether a value is only a placeholder: ``${TOKEN}``, ``<password>``, ``****``, ``changeme``."""
    if len(set(value)) < 3 or value.endswith(_CUT_OFF) or re.fullmatch(_PLACEHOLDER, value, re.IGNORECASE):
        return True
    folded = value.translate(_FOLDED)
    return any(mark in folded for mark in _OMITTING) and bool(_OMISSION.search(value))


def _is_secret(value: str) -> bool:
    # The cheapest test first: a hostile text can need it a hundred thousand times.
    if len(value) < 8 or _PLAIN_WORDS.fullmatch(value) or len(set(value)) < _FEWEST_CHARACTERS or _is_wording(value):
        return False
    return _entropy(value) >= _LEAST_ENTROPY and any(map(str.isalnum, value)) and not is_placeholder(value)


def _is_wording(value: str) -> bool:
    """Whether a value consists of words, names, short numbers and dates, like references and prose."""
    parts = _BETWEEN_WORDS.split(value)
    return value.isdigit() or all(_WORDS.fullmatch(part) for part in parts)


def _entropy(value: str) -> float:
    """Bits for each character (Shannon)."""
    return -sum(n / len(value) * math.log2(n / len(value)) for n in Counter(value).values())
