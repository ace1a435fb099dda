"""Passwords, recognised by the name before them: ``password: …``, ``API_KEY=…``."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator

from afterword.secrecy.match import SensitiveKind, SensitiveMatch
from afterword.text.expression import expression
from afterword.text.signs import Signs

# How names of secrets begin; the patterns are tried only at these.
_NAMES = ("pass", "pwd", "secret", "token", "credential", "_auth", "kennwort", "identified by")
_OF_KEYS = (
    *("api", "access", "account", "auth", "private", "encryption", "signing", "master", "shared"),
    *("subscription", "client", "app", "admin", "jwt", "hmac", "license", "webhook", "ssh"),
)
_WORD = rf"""
    (?:(?P<pass>pass(?:wor[dt]|wd|phrase|code)|pwd|kennwort|identified[ ]by)
      |secret(?:[ _-]?(?:access[ _-]?)?key)?|token|credentials?|_auth|(?:{"|".join(_OF_KEYS)})(?:lication)?[ _-]?key)
    (?:[_-]?(?:prod(?:uction)?|dev|staging|test|old|new|value|base|default|\d{{1,2}}))?
    ["'`*\]]{{0,3}}
"""
# The shortest form of each name; apart, because a few words are searched for much faster than many.
_SIGNS = (
    Signs("(?i)pass(?:wor[dt]|wd|phrase|code)"),
    Signs("(?i)secret|token|credential"),
    Signs("(?i)pwd|kennwort|identified by|_auth"),
    Signs("(?i)key"),
)
_KEY_NAME = expression(rf"(?:{'|'.join(_OF_KEYS)})(?:lication)?[ _-]?key$")
_LONGEST_KEY_NAME = 16
# The name may have parts before it, as in `DB_PASSWORD`, but none after it: `token_count` and `secret_name` name
# something else. The value may stand in the next cell of a table, or below the name.
_PAIR = expression(
    _WORD
    + r"""
    (?: [ \t]{0,20} (?:=>|:=|[:=]) [ \t]{0,20} (?:(?:[>|][+-]?)? [ \t]{0,5} \n [ \t>]{1,40})?
      | [ \t]{0,40} \| [ \t]{0,40}
      | ,?\s{1,40} ["']?value["']? [ \t]{0,5} [:=] [ \t]{0,5} ) (?:
        "(?P<double>[^"\n]{7,200})" | '(?P<single>[^'\n]{7,200})' | `(?P<tick>[^`\n]{7,200})`
      | (?P<bare>[^\s"'`,;]{7,200})
    )
    """,
    re.IGNORECASE | re.VERBOSE | re.ASCII,
)
# In an element, a call, an option of a command, a line of `.netrc` or SQL, and in a sentence.
_BESIDE = expression(
    _WORD
    + r"""
    (?: (?:</t[dh]>\s{0,20}<t[dh])? >\s{0,20} (?P<element>[^<\s]{7,200}) \s{0,20}<
      | (?P<call>\() [ \t]{0,5} ["'](?P<given>[^"'\n]{7,200})["']
      | (?P<prose>[ \t\n]{1,5} (?:is|was|were|be) (?:[ ](?:now|still|set[ ]to|just|simply))? [ \t\n]{1,5})?
        (?P<gap>(?(prose)|[ \t]{1,5})) (?: ["'`](?P<quoted>[^"'`\n]{7,200})["'`] | (?P<next>[^\s"'`,;]{7,200}) )
    )
    """,
    re.IGNORECASE | re.VERBOSE | re.ASCII,
)
_COMMANDING = expression(r"(?:^|\s|[`'\"])(?:--?[\w-]*|(?:ENV|ARG|export|set)[ \t]+\w*|login[ \t]+\S+[ \t]+)$")
_SETTING = ("set", "set_", "with", "with_")
# `sha256`, `base64-encoded`, `30days`: what is said of a password without being one.
_TERM = expression(
    r"(?:sha|md|aes|rsa|utf|base|oauth|tls|http|[her]s|ed|v|pbkdf|argon|bcrypt)\d{1,4}|\d+[a-z]{0,6}|[a-z]+",
    re.IGNORECASE,
)
_END = expression(r"</|<br|&(?:amp;)?\w{1,40}=")
_DATE = expression(r"\d{4}-\d\d(?:-\d\d(?:[T ]\d\d[\d:.Z+-]*)?)?|\d\d:\d\d[\d:.Z+-]*")
_PLACEHOLDER = (
    # A variable, a reference, a path or a comment
    r"(?:<|%3C|%7B|%24).*|\w+://[^@]*|\$[A-Za-z_{(].*|%\w+%|[{\[(].*[}\])]|[/~.].*|[&*]\w+|\#.*"
    # Words that mark a placeholder
    r"|(?:[a-z]+[ _-])*(?:user|pass|pwd|(?:no|my|your)?password|passwd|secret|token|key"
    r"|changeme|redacted|removed|hidden|example|dummy|placeholder|none|null|test)(?:[ _-][a-z]+)*"
)
# An omission, a call or a look-up within a value.
_OMISSION = expression(r"\.\.\.|…|\*{3}|x{4}|\{\{.*\}\}|\$\{.*\}|<.*>|\w\(.*\)|\w\[.*\]", re.IGNORECASE)
_CUT_OFF = ("(", "[", "{")
# Without one of these there is no omission.
_OMITTING = ("...", "…", "***", "xxxx", "}", ">", ")", "]")
_PLAIN_WORDS = expression(r"[a-z\s/_.,:@|=-]*", re.ASCII)
_WORDS = expression(
    r"(?:v?\d{1,4}|[a-z]{1,2}\d{1,3}|[A-Z]+|[A-Z]?[a-z]+(?:[A-Z]+[a-z]*)*"
    r"|(?:sha|md|utf|base|aes|rsa|ed|hs)\d{1,5}[A-Za-z]*)?",
    re.ASCII,
)
_BETWEEN_WORDS = expression(r"[\s/_.,:@|=-]+")
_LEAST_ENTROPY = 2.7
_SHORTEST = 8  # of a password 7
_FEWEST_CHARACTERS = math.ceil(2**_LEAST_ENTROPY)  # with fewer different ones there is less
_FOLDED = str.maketrans({chr(capital): chr(capital + 32) for capital in b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"})


def passwords(text: str) -> Iterator[SensitiveMatch]:
    """Values after a name such as ``password`` that do not look like words."""
    if not any(signs.may_be_in(text) for signs in _SIGNS):
        return
    # `lower` can change the length of other texts.
    folded = text.lower() if text.isascii() else text.translate(_FOLDED)
    for at in _names(folded):
        if span := _pair(text, at) or _beside(text, at):
            yield SensitiveMatch(SensitiveKind.PASSWORD, "a password or a key", *span)


def _names(folded: str) -> Iterator[int]:
    """Where the name of a secret may begin."""
    for beginning in _NAMES:
        at = folded.find(beginning)
        while at >= 0:
            yield at
            at = folded.find(beginning, at + 1)
    at = folded.find("key")
    while at >= 0:
        if name := _KEY_NAME.search(folded, max(0, at - _LONGEST_KEY_NAME), at + 3):
            yield name.start()
        at = folded.find("key", at + 1)


def _pair(text: str, at: int) -> tuple[int, int] | None:
    match = _PAIR.match(text, at)
    if not match:
        return None
    group = match.lastgroup or "bare"
    # An element or a parameter that follows, or a full stop, is not part of it.
    value = _END.split(match[group], maxsplit=1)[0].rstrip(".")
    value = value if "(" in value else value.rstrip(")")
    # Only a password may be short, or have spaces.
    if value.endswith(":") or (not match["pass"] and (len(value) < _SHORTEST or any(map(str.isspace, value)))):
        return None
    if not is_secret(value):
        return None
    return match.start(group), match.start(group) + len(value)


def _beside(text: str, at: int) -> tuple[int, int] | None:
    match = _BESIDE.match(text, at)
    if not match:
        return None
    group = match.lastgroup or "next"
    value = match[group].rstrip(".!?)") if group == "next" else match[group]
    span = match.start(group), match.start(group) + len(value)
    before = text[max(0, at - 80) : at]
    if match["call"]:
        fits = before.lower().endswith(_SETTING)
    elif group == "element":
        fits = True
    elif match["prose"] is not None:
        # In a sentence words follow that are none: `the token is base64-encoded`, `the secret was in S3-backup2`.
        fits = bool(match["pass"]) and (group == "quoted" or _is_no_term(value))
    else:
        fits = bool(_COMMANDING.search(before)) or (bool(match["pass"]) and group == "quoted")
    return span if fits and is_secret(value) else None


def _is_no_term(value: str) -> bool:
    """Whether a word of a sentence has letters and digits and is not a term such as `sha256` or `30-day`."""
    parts = re.split(r"[-_/.]", value)
    mixed = any(map(str.isdigit, value)) and any(map(str.isalpha, value))
    return mixed and not all(_TERM.fullmatch(part) for part in parts if part)


def is_sample_secret(value: str) -> bool:
    """Whether a value is only a placeholder: ``${TOKEN}``, ``<password>``, ``****``, ``changeme``."""
    if len(set(value)) < 3 or value.endswith(_CUT_OFF) or re.fullmatch(_PLACEHOLDER, value.strip("*"), re.IGNORECASE):
        return True
    folded = value.translate(_FOLDED)
    return any(mark in folded for mark in _OMITTING) and bool(_OMISSION.search(value))


def is_secret(value: str) -> bool:
    """Whether a value looks like a secret: neither words nor a placeholder, a number or a date."""
    # The cheapest test first: a hostile text can need it a hundred thousand times.
    if _PLAIN_WORDS.fullmatch(value) or len(set(value)) < _FEWEST_CHARACTERS or _is_wording(value):
        return False
    return _entropy(value) >= _LEAST_ENTROPY and any(map(str.isalnum, value)) and not is_sample_secret(value)


def _is_wording(value: str) -> bool:
    """Whether a value consists of words, names, short numbers and dates, like references and prose."""
    parts = _BETWEEN_WORDS.split(value)
    return value.isdigit() or bool(_DATE.fullmatch(value)) or all(_WORDS.fullmatch(part) for part in parts)


def _entropy(value: str) -> float:
    """Bits for each character (Shannon)."""
    return -sum(n / len(value) * math.log2(n / len(value)) for n in Counter(value).values())
