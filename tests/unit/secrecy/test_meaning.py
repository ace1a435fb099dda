"""A secret is found by what a text means, wherever and however it is written, and covered where it stands."""

from __future__ import annotations

from base64 import b64encode
from functools import partial

import pytest

from afterword.secrecy import Masked, Policy, SensitiveKind, find
from afterword.secrecy.meaning import plainly
from tests.growth import grows_evenly
from tests.unit.secrecy.harder import HARDER, LATER_SERVICES, OUT_OF_REACH

GRAVE = {SensitiveKind.TOKEN, SensitiveKind.PRIVATE_KEY, SensitiveKind.PASSWORD, SensitiveKind.ADDRESS}


def printed(text: str) -> str:
    return "\n".join(Masked(text, Policy()).line(number) for number in range(1, text.count("\n") + 2))


def pieces(value: str) -> list[str]:
    return [value[at : at + 7] for at in range(max(1, len(value) - 6))]


@pytest.mark.parametrize("kind", HARDER)
def test_what_only_the_meaning_gives_away_is_found_and_covered(kind: str) -> None:
    text, secrets = HARDER[kind]
    assert {found.kind for found in find(text, Policy())} & GRAVE
    assert [part for value in secrets for part in pieces(value) if part in printed(text)] == []
    assert len(printed(text)) == len(text)


@pytest.mark.parametrize("kind", HARDER)
def test_it_is_found_among_the_lines_of_a_review(kind: str) -> None:
    before, after = "The cache was empty for an hour.\n\n", "\n\nNobody was paged, and 3 % were served.\n"
    found = find(before + HARDER[kind][0] + after, Policy())
    assert found
    assert all(len(before) <= one.start < one.end <= len(before + HARDER[kind][0]) for one in found)


@pytest.mark.parametrize("token", LATER_SERVICES)
def test_a_token_of_a_later_service_is_found_by_its_mark(token: str) -> None:
    text = f"The job ran as `{token}`, and nobody knew."
    assert [found.kind for found in find(text, Policy())] == [SensitiveKind.TOKEN]
    assert [part for part in pieces(token)[:-1] if part in printed(text)] == [] or "discord" in token


@pytest.mark.parametrize("text", OUT_OF_REACH)
def test_what_is_said_to_be_out_of_reach_is(text: str) -> None:
    # Whoever makes one of these found strikes it from the manual of the rule.
    assert find(text, Policy()) == ()


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (r"a\"b\\\"c", 'a"b"c'),
        ("a%3Db&amp;quot;c", 'a=b"c'),
        (r"\u0041\x42\_", "AB_"),
        ("a\\\n   b", "ab"),
        ("'a' + 'b'", "'ab'"),
        ("C:\\x and 100 % of it", "C:\\x and 100 % of it"),
    ],
)
def test_codes_are_resolved_each_in_its_place(text: str, plain: str) -> None:
    reading = plainly(text)
    assert (reading.text if reading else text) == plain
    for at, char in enumerate(plain):
        start, end = reading.span(at, at + 1) if reading else (at, at + 1)
        assert 0 <= start < end <= len(text)
        assert char in text[start:end] or end - start > 1


UNITS = ("\\", "%41", "&amp;", '\\\\"', "'a' + ", "QUJD", "abc\n", "a" * 30 + "\n", "%2", "41", "25", "amp;")


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("before", ["", "%", "&"])
@pytest.mark.slow
def test_the_time_that_a_code_takes_grows_with_its_length(before: str, unit: str) -> None:
    assert find(before + unit * (25_000 // len(unit)), Policy()) == ()
    work = partial(find.__wrapped__, policy=Policy())
    assert grows_evenly(work, lambda often: before + unit * often, 25_000 // len(unit))


LINES = {
    "tokens in names": lambda number: f"a-gh{'p_'}{number:036d}.png",
    "words in base64": lambda number: b64encode(f"password=q7Wd-0pLx2Rv{number}".encode()).decode(),
    "harmless words in base64": lambda number: b64encode(f"a word of no secret at all {number:09d}".encode()).decode(),
    "escaped quotes": lambda number: f'\\"password\\": \\"q7Wd-0pLx2Rv{number}\\"',
    "folded lines": lambda number: f"gh{'p_'}{number:015d}\n  {number:025d}",
    "ends of keys": lambda number: f"-----END PRIVATE {'KEY'}----- {number}",
}


@pytest.mark.parametrize("kind", LINES)
@pytest.mark.slow
def test_the_time_that_many_secrets_take_grows_with_their_number(kind: str) -> None:
    def text(often: int) -> str:
        return "\n".join(map(LINES[kind], range(often)))

    assert grows_evenly(lambda given: find.__wrapped__(given, Policy()), text, 1_000)
