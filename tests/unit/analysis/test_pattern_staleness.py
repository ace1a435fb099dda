"""The register as it lives: what is newer than a page, and how often a pattern struck."""

from __future__ import annotations

from dataclasses import replace

from afterword.analysis.pattern_staleness import YEARS, by_year, taught_since
from tests.made import AS_OF, review
from tests.unit.analysis.readiness.past import PATTERN


def test_only_incidents_that_surely_happened_after_the_last_review_of_the_page_are_newer() -> None:
    page = replace(PATTERN, data={**PATTERN.data, "reviewed": "2025-06-15"})
    told = [
        review("2025-06-16-after", onset="2025-06-16", patterns=["stale-file"]),
        review("2025-06-15-same", onset="2025-06-15", patterns=["stale-file"]),
        review("2025-06-sometime", onset="2025-06", patterns=["stale-file"]),
        review("2025-07-next", onset="2025-07", patterns=["stale-file"]),
        review("2025-08-01-other", onset="2025-08-01", patterns=["other"]),
        review("2025-08-02-unknown", onset="unknown", patterns=["stale-file"]),
    ]
    assert [one.id for one in taught_since(page, told)] == ["2025-06-16-after", "2025-07-next"]


def test_a_trend_has_every_year_of_the_last_ten_and_puts_the_earlier_ones_together() -> None:
    reviews = [review(f"{year}-01-01-case", onset=f"{year}-01-01") for year in (1995, 2014, 2017, 2025, 2025, 2026)]
    trend = by_year(reviews, AS_OF)
    assert len(trend) == YEARS + 1
    assert [row for row in trend if row[1]] == [("≤16", 2), ("\u201917", 1), ("\u201925", 2), ("\u201926", 1)]
    assert trend[-1][0] == "\u201926"
