"""Secrets with a known format: tokens, private keys, and credentials in a URL."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.secrecy.match import SensitiveKind, SensitiveMatch
from afterword.secrecy.passwords import is_placeholder
from afterword.secrecy.shapes import MARKS

_SHORTEST = 20  # no token is shorter, and none has white space; a test checks this
_WORDS = bytes(0x20 if chr(code).isspace() and code < 0x80 else 0x78 for code in range(256))
_LONG = b"x" * _SHORTEST
_BEGIN = re.compile(r"-----BEGIN (?:[A-Z0-9]+ ){0,4}PRIVATE KEY(?: BLOCK)?-----|\bPrivate-Lines: \d{1,3}(?=\s)")
# What follows it: lines such as `Proc-Type: 4,ENCRYPTED`, then lines of base64; in code their ends may be escaped.
_BODY = re.compile(
    r"(?:[\s>]|\\[rn]){1,200}(?:[A-Za-z-]{1,40}:[^\n]{0,100}\n[\s>]{0,200}){0,4}"
    r"[A-Za-z0-9+/=]{16,}(?:(?:(?:\\[rn]){1,2}|[ \t]{0,200}\n[ \t>]{0,200})(?![A-Za-z0-9+/=]+[:-])[A-Za-z0-9+/=]+)*"
)
_END = re.compile(r"(?:\s|\\[rn]|>){0,200}-----END (?:[A-Z0-9]+ ){0,4}PRIVATE KEY(?: BLOCK)?-----")
# Bounded, so that a long line of colons and slashes takes linear time.
_ADDRESS = re.compile(r"://([^\s/?#@'\"<>`|]{1,200})@(?=[\w\[{$])")
_BEARER = re.compile(r"\b(?:Bearer|Basic)[ \t]+([A-Za-z0-9._~+/-]{20,2000}=*)")


def tokens(text: str) -> Iterator[SensitiveMatch]:
    """Tokens of well-known formats, and credentials in an HTTP header."""
    # A token is within one long word, and a text has few of those.
    long_words = " ".join(_long_words(text))
    present = {shape: None for mark, shape in MARKS if mark in long_words}
    for shape in present:
        for match in shape.pattern.finditer(text) if shape.pattern.search(long_words) else ():
            yield SensitiveMatch(SensitiveKind.TOKEN, shape.what, *match.span())
    if "Bearer" in text or "Basic" in text:
        for match in _BEARER.finditer(text):
            if any(char.isdigit() for char in match[1]) or match[1].endswith("="):
                yield SensitiveMatch(SensitiveKind.TOKEN, "the credentials of a request", *match.span(1))


def _long_words(text: str) -> Iterator[str]:
    """The words that are long enough for a token, without creating the others."""
    raw = text.encode("utf-8", "surrogatepass")
    shape = raw.translate(_WORDS)
    at = shape.find(_LONG)
    while at >= 0:
        end = shape.find(b" ", at)
        end = len(shape) if end < 0 else end
        yield raw[at:end].decode("utf-8", "surrogatepass")
        at = shape.find(_LONG, end)


def private_keys(text: str) -> Iterator[SensitiveMatch]:
    """Private keys, from their first line to their last; the first line alone, as quoted in prose, is not one."""
    if "PRIVATE KEY" not in text and "Private-Lines" not in text:
        return
    for begin in _BEGIN.finditer(text):
        if body := _BODY.match(text, begin.end()):
            last = _END.match(text, body.end())
            yield SensitiveMatch(SensitiveKind.PRIVATE_KEY, "a private key", begin.start(), (last or body).end())


def addresses(text: str) -> Iterator[SensitiveMatch]:
    """Credentials in a URL: the part between the scheme and the host."""
    if "://" not in text:
        return
    for match in _ADDRESS.finditer(text):
        _, colon, password = match[1].partition(":")
        if colon and password and not is_placeholder(password):
            yield SensitiveMatch(SensitiveKind.ADDRESS, "a password in a URL", *match.span(1))
