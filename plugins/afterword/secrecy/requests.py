"""Credentials of requests: in headers, in cookies, in the options of commands, and in a client's file."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.secrecy.match import SensitiveKind, SensitiveMatch
from afterword.secrecy.meaning import from_base64
from afterword.secrecy.passwords import is_sample_secret, is_secret
from afterword.text.expression import expression
from afterword.text.signs import Signs

_BEARER = expression(r"\b(?:Bearer|bearer)[ \t]+([A-Za-z0-9._~+/-]{20,2000}=*)")
_HEADER = expression(
    r"uthorization[\"']?[ \t]{0,5}[:=][ \t]{0,5}[\"']?(?:[A-Za-z][A-Za-z-]{2,20}[ \t]+)?(?:token=)?[\"']?"
    r"([A-Za-z0-9._~+/-]{20,2000}=*)"
)
# A name and a password in base64: `Basic …`, and the file of Docker's logins.
_BASIC = expression(r"(?:asic[ \t]+|\bauth\"\s{0,5}:\s{0,5}\")([A-Za-z0-9+/_-]{8,2000}={0,2})")
_COOKIES = expression(r"ookie[\"']?[ \t]{0,5}:[ \t]{0,5}[\"']?([^\n\"'`]{10,4000})")
_COOKIE = expression(r"(?<![^\s;])[\w.-]{1,60}=([^;\s]{20,})")
_USER = expression(r"(?<=\s)(?:-u|--user|--proxy-user)[ \t=]{1,5}[\"']?[\w.@+-]{0,60}:(?!//)([^\s\"'`:]{3,100})")
_CLIENTS = expression(r"\bcurl\b[^\n`]{0,500}")
# The file in which Kaggle gives a key: without the name before it, such a value may be a hash.
_KAGGLE = expression(r'"username"\s{0,5}:\s{0,5}"[^"\n]{1,100}"\s{0,5},\s{0,5}"key"\s{0,5}:\s{0,5}"([0-9a-f]{32})"')


def credentials(text: str) -> Iterator[SensitiveMatch]:
    """Credentials in headers, in cookies, in the options of ``curl`` and in the file of Kaggle's client."""
    for mark, found in _READERS if _SIGNS.may_be_in(text) else ():
        if mark in text:
            yield from found(text)


def _bearers(text: str) -> Iterator[SensitiveMatch]:
    for match in _BEARER.finditer(text):
        if any(char.isdigit() for char in match[1]) or match[1].endswith("="):
            yield _token("the credentials of a request", match.span(1))


def _headers(text: str) -> Iterator[SensitiveMatch]:
    for match in _HEADER.finditer(text):
        if is_secret(match[1]):
            yield _token("the credentials of a request", match.span(1))


def _basic(text: str) -> Iterator[SensitiveMatch]:
    for match in _BASIC.finditer(text):
        if _is_pair(match[1]):
            yield _token("the credentials of a request", match.span(1))


def _is_pair(word: str) -> bool:
    """Whether a word is a name and a password in base64."""
    raw = from_base64(word)
    name, colon, password = raw.partition(b":")
    return bool(raw.isascii() and raw.decode("ascii").isprintable() and name and colon and len(password) > 2)


def _cookies(text: str) -> Iterator[SensitiveMatch]:
    for line in _COOKIES.finditer(text):
        for match in _COOKIE.finditer(text, line.start(1), line.end(1)):
            if is_secret(match[1]):
                yield _token("the cookie of a session", match.span(1))


def _options(text: str) -> Iterator[SensitiveMatch]:
    for line in _CLIENTS.finditer(text):
        for match in _USER.finditer(text, line.start(), line.end()):
            if not is_sample_secret(match[1]) and not match[1].isdigit():
                yield SensitiveMatch(SensitiveKind.PASSWORD, "a password or a key", *match.span(1))


def _kaggle(text: str) -> Iterator[SensitiveMatch]:
    for match in _KAGGLE.finditer(text):
        if not is_sample_secret(match[1]):
            yield _token("a Kaggle key", match.span(1))


def _token(what: str, span: tuple[int, int]) -> SensitiveMatch:
    return SensitiveMatch(SensitiveKind.TOKEN, what, *span)


# What a text must have, so that it is searched.
_READERS = (
    ("earer", _bearers),
    ("uthorization", _headers),
    ("asic ", _basic),
    ("asic\t", _basic),
    ('auth"', _basic),
    ("ookie", _cookies),
    ("curl", _options),
    ('"username"', _kaggle),
)
_SIGNS = Signs("|".join(mark for mark, _ in _READERS))
