"""Numbers and names as people write them, and what no text can do to the comparison."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.evidence.cited import Cited
from afterword.evidence.claims.measured import near
from afterword.evidence.claims.names import likeness
from afterword.evidence.claims.numbers import Written, numbers
from afterword.evidence.claims.prose import prose
from afterword.evidence.claims.said import Text
from afterword.evidence.claims.times import length_at
from afterword.evidence.claims.units import converted, unit_of
from tests.evidence_made import evidence
from tests.made import review

NUMBERS = {
    "0.41": ["value 0.41"],
    "100 % from 07:00Z": ["value 100 %"],
    "from 0.96 to 0.41": ["from 0.96", "to 0.41"],
    "at least 0.92": ["over value 0.92"],
    "≥ 95 %": ["over value 95 %"],
    "2 to 5 %": ["value 2 %", "to 5 %"],
    "0.41–0.45": ["value 0.41", "to 0.45"],
    "between 2 and 5": ["value 2", "to 5"],
    "about 31 hours": ["about value 31 hours"],
    "1,709 of 2,552": ["value 1,709 / 2552", "aside 2,552"],
    "21 % of about 1,840": ["value 21 %", "about aside 1,840"],
    "237,600; usually 41 million": ["value 237,600", "aside 41 million"],
    "71 % below": ["relative 71 %"],
    "0.41 at 1 % false positives": ["value 0.41", "aside 1 %"],
    "0.41 (threshold 0.9)": ["value 0.41", "aside 0.9"],
    "not below the day before by more than 0.5 %": ["over aside 0.5 %"],
    "−0.3": ["value −0.3"],
    "1.2s": ["value 1.2s"],
    "8 September 2026, 2026-09-08T07:00Z, 08:31 and in 2025": [],
    "p95, v17, F1, top-5, 1.2.3, 3rd, version 17 and `0.41`": [],
    "0,41": ["value 0,41"],
    "from 0,96 to 0,41": ["from 0,96", "to 0,41"],
    "at least 12,5 %, was 0,941": ["over value 12,5 %", "value 0,941"],
    "1.234,5 ms": ["value 1.234,5 ms"],
    "teams 1,2,3 and 0,62,0,41": [],
    "none": [],
}
NAMES = {
    ("precision", "precision"): 1.0,
    ("precision of positive decisions", "precision"): 1 / 3,
    ("precision at 1 % false positives", "model_precision"): 1.0,
    ("p95 latency", "latency_p95_ms"): 1.0,
    ("95th percentile of latency", "LatencyP95"): 1.0,
    ("median latency", "latency_p50"): 1.0,
    ("share of empty values in country", "null_rate_country"): 1.0,
    ("population stability index", "psi"): 1.0,
    ("p99 latency", "latency_p95"): 0.0,
    ("latency", "latency_p95"): 0.0,
    ("false positives", "positives"): 0.0,
    ("validation precision", "precision"): 0.0,
    ("recall", "precision"): 0.0,
    ("precision and recall", "recall at ten"): 0.0,
}


def spoken(one: Written) -> str:
    words = (
        "about" if one.approximate else "",
        one.bound,
        one.role,
        one.text,
        f"/ {one.whole:.0f}" if one.whole else "",
    )
    unit = "%" if one.unit and one.unit.factor == 0.01 and "%" not in one.text else ""
    return " ".join(filter(None, (*words, unit)))


@pytest.mark.parametrize("text", NUMBERS)
def test_numbers_are_read_as_they_are_meant(text: str) -> None:
    assert [spoken(one) for one in numbers(text)] == NUMBERS[text]


@pytest.mark.parametrize(("name", "metric"), NAMES)
def test_names_are_as_alike_as_their_words(name: str, metric: str) -> None:
    assert likeness(name, metric) == pytest.approx(NAMES[name, metric])


@pytest.mark.parametrize(
    ("written", "measured", "same"),
    [
        ("0.41", 0.4149, True),
        ("0.41", 0.4199, True),
        ("0.41", 0.4051, True),
        ("0.41", 0.42, False),
        ("0.41", 0.404, False),
        ("about 0.41", 0.44, True),
        ("0.4", 0.4399, True),
        ("3,000", 3_040.0, True),
        ("3,000", 3_300.0, False),
        ("-0.3", 0.3, False),
        ("0", 0.2, True),
        ("0", 1.0, False),
    ],
)
def test_a_number_is_as_exact_as_it_is_written(written: str, measured: float, same: bool) -> None:
    (one,) = numbers(written)
    assert near(one.value, one.last, one, measured) is same


@pytest.mark.parametrize(
    ("value", "written", "target", "found"),
    [
        (41, "%", "ratio", [0.41]),
        (0.41, None, "%", [0.41, 41]),
        (850, "ms", "s", [0.85]),
        (2, "minutes", "ms", [120_000]),
        (31, "hours", "ratio", []),
        (1.5, "GiB", "bytes", [1.5 * 1024**3]),
        (3, "patients", "%", []),
    ],
)
def test_a_value_is_converted_where_the_units_fit(
    value: float, written: str | None, target: str, found: list[float]
) -> None:
    unit = next(iter(numbers(f"{value} {written}"))).unit if written else None
    assert converted(value, unit, unit_of(target)) == pytest.approx(tuple(found))


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("90 minutes", 90), ("an hour and a half", 90), ("2 h 30 min", 150), ("half an hour", 30), ("three hours", 180)],
)
def test_lengths_of_time_are_read(text: str, minutes: int) -> None:
    found = length_at(text, 0)
    assert found is not None
    assert (found[0].total_seconds() / 60, found[1]) == (minutes, len(text))


SNAPSHOT = evidence(
    "precision, in ratio, a breach below 0.9: 10:00..11:00 0.41\nlatency_p95_ms {slice=x}, in ms: 10:00 none"
)
PIECES = [
    "precision",
    "latency p95",
    " ",
    "was",
    "fell to",
    "never fell below",
    "0.4",
    "62 %",
    "1,0",
    "10:40 UTC",
    "from",
]
PIECES += [
    "for",
    "an hour",
    "its threshold",
    "below",
    "recovered at",
    "-",
    ".",
    "\n\n",
    "1e9",
    "99:99 UTC",
    "`",
    "½",
    "٣",
]


def test_a_series_that_stayed_at_one_value_is_not_said_to_lie_between_two() -> None:
    found = (Cited((), "evidence/x/prod.json", SNAPSHOT),)
    (one,) = prose(review(), found, [Text((), "Precision was 0.62.")])
    assert one.message == "“0.62”, but in evidence/x/prod.json `precision` was 0.41 throughout the incident"


@pytest.mark.parametrize(
    ("text", "value", "last"),
    [
        ("0,9", 0.9, 0.1),
        ("0,941", 0.941, 0.001),
        ("12,5 %", 12.5, 0.1),
        ("1.234,5", 1234.5, 0.1),
        ("12,345", 12345, 1),
        ("12,345.6", 12345.6, 0.1),
    ],
)
def test_a_comma_is_decimal_where_it_cannot_stand_before_thousands(text: str, value: float, last: float) -> None:
    (written,) = numbers(text)
    assert (written.value, written.last) == pytest.approx((value, last))


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=30).map(" ".join))
def test_any_text_is_compared_without_a_failure(text: str) -> None:
    found = (Cited((), "evidence/x/prod.json", SNAPSHOT),)
    for one in prose(review(), found, [Text((), text)]):
        assert 0 <= one.start < one.end <= len(text)
        assert "evidence/x/prod.json" in one.message
    assert all(written.start < written.end for written in numbers(text))
    assert likeness(text, text) in {0.0, 1.0}
