"""The evidence of a review: the newest captures with their figures, never those of another incident."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from afterword.evidence.held import held, prints
from afterword.settings import Settings
from tests.captured import REVIEW_ID, citing, precision, snapshot, written


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(root=tmp_path)


def test_a_newer_capture_replaces_the_one_that_it_names(settings: Settings) -> None:
    newer = snapshot(name="prod-2", supersedes=f"{REVIEW_ID}/prod")
    written(settings.reviews_dir, snapshot(), newer)
    found = held(citing("prod", "prod-2"), settings)
    assert [one.id for _, one in found.newest] == [f"{REVIEW_ID}/prod-2"]
    assert [one.id for _, one in found.superseded] == [f"{REVIEW_ID}/prod"]
    assert {told.snapshot.id for told in found.told} == {f"{REVIEW_ID}/prod-2"}


def test_its_figures_are_those_at_the_clocks_of_the_review(settings: Settings) -> None:
    written(settings.reviews_dir, snapshot())
    figures = held(citing(), settings).told[0].figures
    assert (figures.baseline, figures.at_detection, figures.at_mitigation) == (0.94, 0.41, 0.94)


def test_at_a_clock_that_is_known_to_the_day_nobody_knows_the_number(settings: Settings) -> None:
    written(settings.reviews_dir, snapshot())
    assert held(citing(detected="2026-03-01"), settings).told[0].figures.at_detection is None


def test_a_file_of_another_incident_is_not_taken_for_its_own(settings: Settings) -> None:
    written(settings.reviews_dir, snapshot(review_id="2026-01-01-another"))
    review = citing(id_="2026-03-01-precision-falls")
    review.data["diagnosis"]["evidence"][0]["file"] = "evidence/2026-01-01-another/prod.json"
    assert held(review, settings).newest == ()
    assert prints(review, settings) == {}


def test_a_file_that_is_cited_twice_is_one(settings: Settings) -> None:
    written(settings.reviews_dir, snapshot())
    assert len(held(citing("prod", "prod"), settings).newest) == 1


def test_a_file_that_is_missing_or_damaged_is_named(settings: Settings) -> None:
    written(settings.reviews_dir, snapshot())
    (settings.reviews_dir / f"evidence/{REVIEW_ID}/bad.json").write_text("{", "utf-8")
    found = held(citing("prod", "bad", "gone"), settings)
    assert found.unusable == ("bad.json", "gone.json")


def test_a_file_is_known_by_its_content(settings: Settings) -> None:
    written(settings.reviews_dir, snapshot())
    before = prints(citing(), settings)
    series = precision()
    last = series.points[-1]._replace(value=0.5)
    written(settings.reviews_dir, snapshot(series._replace(points=(*series.points[:-1], last))))
    assert prints(citing(), settings) != before


def test_of_several_slices_the_one_longest_beyond_its_threshold_tells_the_most(settings: Settings) -> None:
    quiet = precision(labels=(("region", "us"),), threshold=0.1)
    written(settings.reviews_dir, snapshot(quiet, precision(labels=(("region", "eu"),))))
    assert max(held(citing(), settings).told, key=lambda told: told.harm).slice == "region=eu"


def test_evidence_of_a_review_in_a_folder_by_year_lies_in_the_folder_of_all(settings: Settings) -> None:
    written(settings.reviews_dir, snapshot())
    review = replace(citing(), path=f"postmortems/2026/{REVIEW_ID}.md")
    assert [path for path, _ in held(review, settings).newest] == [f"evidence/{REVIEW_ID}/prod.json"]
    assert list(prints(review, settings).values()) != [""]
