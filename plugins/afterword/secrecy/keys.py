"""Secrets with a known format: tokens, private keys, and credentials in a URL."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Iterator

from afterword.secrecy.match import SensitiveKind, SensitiveMatch
from afterword.secrecy.passwords import is_sample_secret
from afterword.secrecy.shapes import AWS_KEY, MARKS, SIGNS, Shape
from afterword.text.expression import expression
from afterword.text.signs import Signs

_SHORTEST = 20  # no token is shorter, and none has white space; a test checks this
_WORDS = bytes(0x20 if chr(code).isspace() and code < 0x80 else 0x78 for code in range(256))
_LONG = b"x" * _SHORTEST
# The secret of an access key has no mark, but is often written beside it.
_AWS_SECRET = expression(
    r"(?<![A-Za-z0-9+/=])(?=[^\s]{0,39}\d)(?=[^\s]{0,39}[A-Z])(?=[^\s]{0,39}[a-z])[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/=])"
)
_NEAR = 200
_ARMOUR = r"(?:[A-Z0-9]+ ){0,4}PRIVATE KEY(?: BLOCK)?"
BEGIN = expression(rf"-----BEGIN {_ARMOUR}-----|---- BEGIN {_ARMOUR} ----|\bPrivate-Lines: \d{{1,3}}(?=\s)")
# What follows it: lines such as `Proc-Type: 4,ENCRYPTED`, then lines of base64; in code their ends may be escaped.
_BODY = expression(
    r"(?:[\s>]|\\[rn]){1,200}(?:[A-Za-z-]{1,40}:[^\n]{0,100}\n[\s>]{0,200}){0,4}"
    r"[A-Za-z0-9+/=]{16,}(?:(?:(?:\\[rn]){1,2}|[ \t]{0,200}\n[ \t>]{0,200})(?![A-Za-z0-9+/=]+[:-])[A-Za-z0-9+/=]+)*"
)
_END = expression(rf"-----END {_ARMOUR}-----|---- END {_ARMOUR} ----")
_LONGEST_KEY = 16_000
_KEY_LINE = expression(r"[A-Za-z0-9+/=]{32}")
# The private numbers of a key in JSON or XML.
_NUMBERS = expression(r"\"(?:d|k|dp|dq|qi)\"\s{0,5}:\s{0,5}\"([\w-]{20,})\"|<D>([A-Za-z0-9+/=\s]{40,}?)</D>")
# Bounded, so that a long line of colons and slashes takes linear time.
_ADDRESS = expression(r"://([^\s/?#'\"<>`|]{1,200})@(?=[\w\[{$])")
# As the drivers of databases for Go and Oracle write it.
_DRIVER = expression(r"\b[\w.-]{1,60}:([^\s:'\"`|]{3,100})@(?:tcp|unix)\(|:thin:[\w.-]{1,60}/([^\s/'\"`|@]{3,100})@")

_SIGNS_OF_KEYS = Signs('PRIVATE KEY|Private-Lines|"kty"|<D>')
_SIGNS_OF_ADDRESSES = Signs(r"://[^ \n/?#'\"<>`|]+@|@tcp\(|@unix\(|:thin:")


def tokens(text: str, words: str, shapes: Iterable[Shape]) -> Iterator[SensitiveMatch]:
    """Tokens of these formats; ``words`` are the long words of the text."""
    for shape in shapes:
        for match in shape.pattern.finditer(text) if shape.pattern.search(words) else ():
            yield SensitiveMatch(SensitiveKind.TOKEN, shape.what, *match.span())
            if shape.what == AWS_KEY and (secret := _AWS_SECRET.search(text, match.end(), match.end() + _NEAR)):
                yield SensitiveMatch(SensitiveKind.TOKEN, "an AWS secret key", *secret.span())


def shapes_in(words: str) -> Iterable[Shape]:
    """The shapes with a mark in these words, if there can be a token at all."""
    return {shape: None for mark, shape in MARKS if mark in words} if SIGNS.may_be_in(words) else {}


def in_long_words(text: str) -> str:
    """The words that are long enough for a token, as one text: a token is within one, and a text has few of them."""
    return " ".join(_long_words(text))


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


def private_keys(text: str, words: str) -> Iterator[SensitiveMatch]:
    """Private keys, from their first line to their last; the first line alone, as quoted in prose, is not one."""
    if not _SIGNS_OF_KEYS.may_be_in(text):
        return
    if '"kty"' in text or "<D>" in words:
        for match in _NUMBERS.finditer(text):
            yield SensitiveMatch(SensitiveKind.PRIVATE_KEY, "a private key", *match.span(match.lastindex or 0))
    if "PRIVATE KEY" not in text and "Private-Lines" not in text:
        return
    ends = [match.span() for match in _END.finditer(text)]
    begins = [match.span() for match in BEGIN.finditer(text)]
    for number, (start, body_start) in enumerate(begins):
        following = begins[number + 1][0] if number + 1 < len(begins) else len(text)
        at = bisect(ends, (body_start, 0))
        last = ends[at] if at < len(ends) and ends[at][0] < min(following, body_start + _LONGEST_KEY) else None
        body = _BODY.match(text, body_start)
        # Between its two ends a key may be written in any way, such as in cells or with spaces.
        if last and (body or _KEY_LINE.search(text, body_start, last[0])):
            yield SensitiveMatch(SensitiveKind.PRIVATE_KEY, "a private key", start, last[1])
        elif body:
            yield SensitiveMatch(SensitiveKind.PRIVATE_KEY, "a private key", start, body.end())


def addresses(text: str, words: str) -> Iterator[SensitiveMatch]:
    """Credentials in a URL: the part between the scheme and the host; and the passwords of drivers' addresses."""
    if not _SIGNS_OF_ADDRESSES.may_be_in(text):
        return
    if "://" in text:
        for match in _ADDRESS.finditer(text):
            _, colon, password = match[1].partition(":")
            if colon and password and not is_sample_secret(password):
                yield SensitiveMatch(SensitiveKind.ADDRESS, "a password in a URL", *match.span(1))
    if "@tcp(" in words or "@unix(" in words or ":thin:" in words:
        for match in _DRIVER.finditer(text):
            group = match.lastindex or 0
            if not is_sample_secret(match[group]):
                yield SensitiveMatch(SensitiveKind.ADDRESS, "a password in an address", *match.span(group))
