"""Numbers are drawn against their limits only where both are numbers of one unit."""

from __future__ import annotations

import pytest

from afterword.site.review.measures import DATA_QUALITY, DRIFT, measures
from tests.made import FIELDS


@pytest.mark.parametrize(
    ("observed", "threshold", "compared"),
    [
        ("100 %", "at most 1 %", "above"),
        ("2.3%", "at least 5 %", "below"),
        ("1.43 % between two and five", "at most 0.15 %", "above"),
        ("1,200", "exactly 1,200", "at"),
        (1, "exactly 1", "at"),
        ("71 % below", "within 35 %", "outside"),
        ("20 %", "within 35 %", "within"),
        ("12 of 1,140", "at least 1,000", ""),
        ("71 %", "35", ""),
        ("decimal", "integer", ""),
        ("100 % from seven", "2 to 5 %", ""),
        ("17.7 %", "46.5 % if the disparity were removed", ""),
        ("EUR 3", "EUR 0.00", ""),
        ("5 %", None, ""),
    ],
)
def test_what_can_be_compared_is_drawn_and_nothing_else(observed: object, threshold: object, compared: str) -> None:
    row = {"check": "rows", "observed": observed, **({"threshold": threshold} if threshold is not None else {})}
    (found,) = measures(FIELDS.at("data_quality"), [row], DATA_QUALITY, "quality")
    assert found.compared == compared
    assert bool(found.drawn) == bool(compared)
    assert str(observed) in found.observed


def test_each_drawing_of_a_page_has_ids_of_its_own() -> None:
    rows = [{"feature": name, "method": "psi", "score": 0.3, "threshold": 0.2} for name in ("one", "two")]
    drawn = [found.drawn for found in measures(FIELDS.at("drift"), rows, DRIFT, "drift")]
    assert 'id="drift-1-desc"' in drawn[0]
    assert 'id="drift-2-desc"' in drawn[1]


def test_what_a_row_says_besides_is_kept() -> None:
    (found,) = measures(FIELDS.at("drift"), [{"feature": "one", "method": "psi", "score": 0.3}], DRIFT, "drift")
    assert [label for label, _ in found.extra] == ["Method"]
    assert not found.drawn
