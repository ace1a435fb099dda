"""The cheap questions before the thorough ones lose no secret, and the time that a text takes grows with its length."""

from __future__ import annotations

import base64
import re
import sys
from collections.abc import Sequence

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.secrecy import Policy, find, keys, numbers, people, requests
from afterword.secrecy import passwords as asked
from afterword.secrecy.finder import _across, _unusual
from afterword.secrecy.keys import _SHORTEST, in_long_words, tokens
from afterword.secrecy.meaning import _PRINTED, _SIGNS_OF_CODE, ACROSS
from afterword.secrecy.shapes import SHAPES, SIGNS, Shape
from afterword.text.signs import MANY, Signs
from tests.growth import grows_evenly
from tests.unit.secrecy.harmless import HARMLESS
from tests.unit.secrecy.seeds import SEEDS

VALUES = st.one_of(
    st.text(st.sampled_from("aB1_-=/.:@|{}[]()<>$*…xX \t"), max_size=40),
    st.lists(st.sampled_from(["pass", "q7Wd", "0pLx", "2Rv", "…", "***", "XXxx", "${A}", "<b>", "f(x)", "=", "/"])).map(
        "".join
    ),
)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: f"{shape.what}-{SHAPES.index(shape)}")
@settings(max_examples=10)
@given(data=st.data())
def test_every_token_is_one_long_word_that_holds_a_mark(shape: Shape, data: st.DataObject) -> None:
    token = data.draw(st.from_regex(re.compile(shape.token, re.ASCII), fullmatch=True))
    assert len(token) >= _SHORTEST
    assert token.split() == [token]
    assert any(mark in token for mark in shape.marks)
    assert Signs(SIGNS.pattern, few=0).may_be_in(token)


LISTED = [
    *((pattern, [numbers.SIGNS_OF_NUMBER]) for pattern in (numbers._IBAN, numbers._CARD, people._PHONE)),
    *((pattern, asked._SIGNS) for pattern in (asked._PAIR, asked._BESIDE)),
    *((pattern, [keys._SIGNS_OF_ADDRESSES]) for pattern in (keys._ADDRESS, keys._DRIVER)),
    (keys.BEGIN, [keys._SIGNS_OF_KEYS]),
    *((pattern, [requests._SIGNS]) for pattern in (requests._BEARER, requests._HEADER, requests._BASIC)),
    *((pattern, [requests._SIGNS]) for pattern in (requests._COOKIES, requests._CLIENTS)),
]


@pytest.mark.parametrize(("pattern", "listed"), LISTED)
@settings(max_examples=30)
@given(data=st.data())
def test_what_a_pattern_finds_has_its_signs(
    pattern: re.Pattern[str], listed: Sequence[Signs], data: st.DataObject
) -> None:
    text = data.draw(st.from_regex(re.compile(pattern.pattern, pattern.flags)))
    assert any(Signs(signs.pattern, few=0).may_be_in(text) for signs in listed)


BESIDE = st.text(st.sampled_from("a-:.( #é\t\x1c\xa0\r"), max_size=4)
CUT = st.tuples(st.integers(0, 30), st.sampled_from(["\n", "\n", "\n  ", "\n> ", "\n| ", "\n# ", "\n- "]))


@settings(max_examples=1_000)
@given(
    before=BESIDE,
    token=st.text(st.sampled_from("aaa9_-=+"), min_size=18, max_size=20),
    after=BESIDE,
    cuts=st.lists(CUT, min_size=1, max_size=3),
)
def test_a_word_that_goes_on_on_the_next_line_has_the_signs_of_it(
    before: str, token: str, after: str, cuts: list[tuple[int, str]]
) -> None:
    text = before + token + after
    for at, cut in cuts:
        text = text[:at] + cut + text[at:]
    if _across(text, in_long_words(text)):
        assert Signs(ACROSS.pattern, few=0).may_be_in(text)


@given(said=st.text(st.sampled_from(_PRINTED.decode()), min_size=15), before=st.sampled_from(["", " ", "=", "a\n"]))
def test_a_code_of_a_printable_text_has_the_signs_of_it(said: str, before: str) -> None:
    signs = Signs(_SIGNS_OF_CODE.pattern, few=0)
    raw = said.encode()
    for coded in (base64.b64encode(raw).decode(), base64.urlsafe_b64encode(raw).decode(), raw.hex()):
        assert signs.may_be_in(before + coded)


@pytest.mark.parametrize("text", [*HARMLESS, *(seed.text for seed in SEEDS)])
def test_tokens_are_those_that_each_pattern_finds_by_itself(text: str) -> None:
    whole = {match.span() for shape in SHAPES for match in shape.pattern.finditer(text)}
    assert whole <= {(found.start, found.end) for found in tokens(text, in_long_words(text), SHAPES)}


@pytest.mark.parametrize("by", ["", "\n", "\n  ", "\n> ", "\\\n", "%20", "-"])
def test_what_the_signs_rule_out_has_nothing(by: str, monkeypatch: pytest.MonkeyPatch) -> None:
    places = [(text, len(text) * 3 // 4) for text in (*HARMLESS, *(seed.text for seed in SEEDS))]
    texts = [text[:place] + by + text[place:] for text, place in places]
    policy = Policy(("example.com",), "^CUST-[0-9]{6}$")
    assert jsonschema_rs.__name__ in sys.modules
    for _ in range(MANY):  # the first are not asked for signs
        find.__wrapped__(HARMLESS[0], policy)
    quick = [find.__wrapped__(text, policy) for text in texts]
    monkeypatch.delitem(sys.modules, "jsonschema_rs")
    _unusual.cache_clear()
    assert quick == [find.__wrapped__(text, policy) for text in texts]


def thoroughly(value: str) -> bool:
    """Whether a value is a secret, without the cheap questions."""
    standing_in = (
        re.fullmatch(asked._PLACEHOLDER, value.strip("*"), re.IGNORECASE)
        or re.fullmatch(r".*[(\[{]", value)
        or len(set(value)) < 7
    )
    if standing_in or asked._OMISSION.search(value) or asked._is_wording(value):
        return False
    return asked._entropy(value) >= asked._LEAST_ENTROPY and any(map(str.isalnum, value))


@given(VALUES)
@settings(max_examples=200)
def test_a_value_is_judged_as_by_all_questions(value: str) -> None:
    assert asked.is_secret(value) == thoroughly(value)


UNITS = ("password=", "token=", "pwd=(", 'api_key="', "password: a-", "secret: ")


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.slow
def test_the_time_that_names_of_secrets_take_grows_with_their_number(unit: str) -> None:
    def text(often: int) -> str:
        return unit * often

    assert find(text(1_000), Policy()) == ()
    assert grows_evenly(lambda given: find(given, Policy()), text, 5_000)
