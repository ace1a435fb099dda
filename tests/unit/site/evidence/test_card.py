"""The card of a review says the figures, and what nobody can know."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from afterword.evidence.snapshot import Point, Registered, Series
from afterword.site import build_pages
from tests.captured import ONSET, REVIEW_ID, citing, fallen, points, precision, snapshot, written
from tests.made import SETTINGS, review
from tests.unit.site.evidence.shown import PAGE, figures, page
from tests.unit.site.made_site import site_of, text, words


def test_a_review_without_evidence_has_no_word_of_it(tmp_path: Path) -> None:
    settings = replace(SETTINGS, root=tmp_path)
    pages = {page.path: page for page in build_pages(site_of([review()], settings=settings))}
    assert "aw-said" not in text(pages["postmortems/2025-11-18-example.md"])
    assert not [path for path in pages if path.startswith("postmortems/evidence/")]


def test_the_card_says_the_figures_with_their_times(tmp_path: Path) -> None:
    assert figures(page(tmp_path, snapshot())) == {
        "Baseline": "0.94",
        "Worst": "0.41 at 10:25",
        "At detection": "0.41",
        "At mitigation": "0.94",
        "Below 0.9": "for 2 h 40 min",
        "First below": "10:25",
    }


def test_a_unit_stands_behind_each_number(tmp_path: Path) -> None:
    slow = Series(
        "latency",
        "q",
        unit="ms",
        threshold=400.0,
        breach="above",
        step=300,
        points=points(lambda at: 1250.6 if fallen(at) < 0.9 else 180.0),
    )
    found = figures(page(tmp_path, snapshot(slow)))
    assert (found["Baseline"], found["Worst"]) == ("180 ms", "1,251 ms at 10:25")
    assert found["Above 400 ms"] == "for 2 h 40 min"


def test_without_a_threshold_nothing_is_called_bad(tmp_path: Path) -> None:
    found = figures(page(tmp_path, snapshot(precision(threshold=None, breach=None))))
    assert found["Lowest"] == "0.41 at 10:25"
    assert "Worst" not in found


def test_how_long_is_not_said_of_a_series_without_a_step(tmp_path: Path) -> None:
    two = (Point(ONSET, 0.5), Point(ONSET + timedelta(hours=1), 0.95))
    assert figures(page(tmp_path, snapshot(precision(points=two, step=None))))["Below 0.9"] == "at 1 of 2 points"


def test_what_only_the_points_that_were_left_out_could_say_is_not_known(tmp_path: Path) -> None:
    some = precision(flags=("downsampled",))
    said = figures(page(tmp_path, snapshot(some), detected="2026-03-01T11:37:00Z"))
    assert (said["Baseline"], said["At detection"]) == ("not known", "not known")
    assert said["Below 0.9"] == "for how long is not known"


def test_a_threshold_that_was_never_crossed_is_said_to_be_so(tmp_path: Path) -> None:
    assert figures(page(tmp_path, snapshot(precision(threshold=0.2))))["Below 0.2"] == "never in the incident"


def test_where_nothing_was_measured_at_a_clock_it_says_so(tmp_path: Path) -> None:
    early = tuple(point for point in precision().points if point.at < ONSET + timedelta(minutes=90))
    found = figures(page(tmp_path, snapshot(precision(points=early)), detected="2026-03-01"))
    assert found["At mitigation"] == "no number"
    assert "At detection" not in found


def test_flags_notes_and_what_is_missing_are_sentences(tmp_path: Path) -> None:
    told = snapshot(
        precision(flags=("retention",), notes=("Data before 28 February is gone",)),
        missing=(("auc", "the server answered 503"),),
    )
    said = words(page(tmp_path, told))
    assert "The source no longer has a part of the time that was asked for." in said
    assert "Data before 28 February is gone." in said
    assert "Not to be had from prod: auc (the server answered 503)." in said


def test_the_registry_names_both_versions_or_says_that_they_cannot_be_known(tmp_path: Path) -> None:
    known = Registered("fraud", "12", "11", trained_at=datetime(2026, 2, 1, tzinfo=UTC), aliases=("champion",))
    unknown = Registered("ranker", history="The registry keeps no history of aliases")
    likely = Registered("router", "42", "41", inferred=True)
    said = words(page(tmp_path, snapshot(registry=(known, unknown, likely))))
    assert "fraud: version 12 served at the time; version 11 was the last good one." in said
    assert "which version served at the time cannot be known" in said
    assert "router: version 42 probably served at the time; version 41 was probably the last good one." in said
    assert "The registry keeps no history of aliases." in said


def test_only_the_newest_capture_is_drawn_and_the_other_is_a_link(tmp_path: Path) -> None:
    html = page(
        tmp_path,
        snapshot(precision(points=points(lambda _: 0.7))),
        snapshot(name="prod-2", supersedes=f"{REVIEW_ID}/prod"),
    )
    assert figures(html)["Baseline"] == "0.94"
    assert html.count('<figure class="aw-drawing aw-plot"') == 1
    assert "Replaced by a newer capture" in html
    assert f'href="../evidence/{REVIEW_ID}/prod.json"' in html


def test_the_files_are_linked_from_the_card(tmp_path: Path) -> None:
    html = page(tmp_path, snapshot())
    assert f'href="../evidence/{REVIEW_ID}/prod.json"' in html
    assert f'href="../evidence/{REVIEW_ID}/prod.csv"' in html


def test_an_empty_series_says_why_and_is_not_drawn(tmp_path: Path) -> None:
    html = page(tmp_path, snapshot(precision(points=(), flags=("empty",))))
    assert '<figure class="aw-drawing aw-plot"' not in html
    assert "No numbers. The source has no point in the time that was asked for." in words(html)


def test_points_without_any_number_are_not_drawn(tmp_path: Path) -> None:
    html = page(tmp_path, snapshot(precision(points=points(lambda _: None))))
    assert '<figure class="aw-drawing aw-plot"' not in html
    assert figures(html) == {"Numbers": "none"}


def test_a_file_that_cannot_be_read_is_named_and_hides_nothing_else(tmp_path: Path) -> None:
    settings = replace(SETTINGS, root=tmp_path)
    written(settings.reviews_dir, snapshot())
    pages = {one.path: one for one in build_pages(site_of([citing("prod", "gone")], settings=settings))}
    assert "Cannot be used: gone.json." in words(text(pages[PAGE]))
    assert figures(text(pages[PAGE]))["Baseline"] == "0.94"


def test_a_kpi_leads_to_the_drawing_of_its_evidence(tmp_path: Path) -> None:
    kpi = {"name": "precision", "observed": "0.41", "evidence": f"evidence/{REVIEW_ID}/prod.json#precision"}
    html = page(tmp_path, snapshot(), models=[{"name": "fraud", "kpis": [kpi]}])
    assert 'Evidence: <a href="#numbers">prod.json, precision</a>' in html


def test_a_kpi_leads_nowhere_where_no_number_is_drawn(tmp_path: Path) -> None:
    kpi = {"name": "precision", "observed": "0.41", "evidence": f"evidence/{REVIEW_ID}/gone.json#precision"}
    settings = replace(SETTINGS, root=tmp_path)
    cites = citing("gone", models=[{"name": "fraud", "kpis": [kpi]}])
    pages = {one.path: one for one in build_pages(site_of([cites], settings=settings))}
    assert 'href="#numbers"' not in text(pages[PAGE])
    assert "Evidence: gone.json, precision" in words(text(pages[PAGE]))
