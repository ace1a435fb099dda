"""Formats are really asserted, by both validators alike: the self-test that the schema means what it says."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.schema.detailed_validator import DetailedValidator
from afterword.schema.fast_validator import FastValidator
from afterword.schema.formats import FORMATS, PLAIN
from afterword.schema.loading import REVIEW, load_schema

DEFINITIONS = load_schema(REVIEW)["$defs"]

CASES = [
    ("moment", "2025-11-18T11:20:00Z", True),
    ("moment", "2025-11-18T11:20+05:45", True),
    ("moment", "2025-11", True),
    ("moment", "unknown", True),
    ("moment", "2025-02-30", False),
    ("moment", "2025-02-30T10:00Z", False),
    ("moment", "2025-11-18T11:20", False),
    ("moment", "2025-11-18T11:20+25:00", False),
    ("moment", "2025-11-18T24:00Z", False),
    ("moment", "0000-01-01", False),
    ("moment", "9999-12", False),
    ("moment", "2025-11-18\n", False),
    ("moment", "Unknown", False),
    ("day", "2025-11-18", True),
    ("day", "2025-02-30", False),
    ("day", "2025-11", False),
    ("day", "unknown", False),
    ("day", "2025-11-18T", False),
    ("url", "https://example.org/a?b=c#d", True),
    ("url", "http://[2001:db8::1]:8080/", True),
    ("url", "https://xn--bcher-kva.example/", True),
    ("url", "https://bücher.example/", False),
    ("url", "javascript:alert(1)", False),
    ("url", "JaVaScRiPt:alert(1)", False),
    ("url", "data:text/html,x", False),
    ("url", "example.org/report", False),
    ("url", "//example.org", False),
    ("url", "https://", False),
    ("url", "https:///path", False),
    ("url", "https://user:secret@example.org/", False),
    ("url", "https://example.org/a b", False),
    ("url", " https://example.org/", False),
    ("url", "https://example.org/\n", False),
    ("url", "https://exa\tmple.org/", False),
    ("url", "https://example.org:port/", False),
    ("url", "https://exam_ple..org</", False),
    ("slug", "evaluation-blind-spot", True),
    ("slug", "evaluation-blind-spot\n", False),
    ("slug", "Evaluation", False),
    ("slug", "a--b", False),
    ("slug", "٣", False),
    ("id", "2025-11-18-slug", True),
    ("id", "2025-slug", True),
    ("id", "2025-11-18", True),
    ("id", "٢٠٢٥-slug", False),
    ("id", "../2025-11-18-slug", False),
]


@pytest.mark.parametrize(("definition", "value", "right"), CASES)
def test_both_validators_assert_the_form(definition: str, value: str, right: bool) -> None:
    schema: dict[str, Any] = {"type": "object", "properties": {"x": DEFINITIONS[definition]}}
    assert FastValidator(schema).admits({"x": value}) is right
    assert (DetailedValidator(schema).violations({"x": value}) == []) is right


@pytest.mark.parametrize("value", [float("inf"), -1, "1", True])
def test_an_amount_is_a_number_within_bounds(value: Any) -> None:
    assert DetailedValidator({"properties": {"x": DEFINITIONS["amount"]}}).violations({"x": value}) != []


@given(st.sampled_from(sorted(PLAIN)).flatmap(lambda name: st.tuples(st.just(name), st.from_regex(PLAIN[name]))))
def test_what_looks_plain_has_the_format(case: tuple[str, str]) -> None:
    name, text = case
    assert FORMATS[name](text.removesuffix("\n"))


@pytest.mark.parametrize("value", ["2025-02-30", "2025-13-01", "2025-01-01\n", "1899-01-01", "2025-1-1", "soon"])
def test_what_looks_like_a_day_and_is_none_is_rejected(value: str) -> None:
    schema = {"properties": {"format": {"type": "string", "format": "date", "examples": [{"format": "date"}]}}}
    assert not FastValidator(schema).admits({"format": value})
    assert FastValidator(schema).admits({"format": "2025-01-31"})
