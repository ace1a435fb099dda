"""The page of a review says what a machine captured: in a card, in drawings, in a table and in a file."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from afterword.evidence.snapshot import Point, Registered, Series, Snapshot
from afterword.model import Review
from afterword.publish.search.text import sections
from afterword.site import Page, build_pages
from tests.captured import BEGUN, ONSET, REVIEW_ID, citing, fallen, points, precision, snapshot, written
from tests.made import SETTINGS, review
from tests.unit.site.made_site import site_of, text, words

PAGE = f"postmortems/{REVIEW_ID}.md"
CSV = f"postmortems/evidence/{REVIEW_ID}/prod.csv"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return tmp_path


def made(base: Path, *snapshots: Snapshot, reviews: tuple[Review, ...] = (), **data: Any) -> dict[str, Page]:
    settings = replace(SETTINGS, root=base)
    written(settings.reviews_dir, *snapshots)
    names = [one.id.rpartition("/")[2] for one in snapshots if one.review == REVIEW_ID]
    every = (*reviews, citing(*names, **data))
    return {page.path: page for page in build_pages(site_of(every, settings=settings))}


def page(base: Path, *snapshots: Snapshot, **data: Any) -> str:
    return text(made(base, *snapshots, **data)[PAGE])


def figures(html: str) -> dict[str, str]:
    """The figures of the first series of the card."""
    first = html[html.index("<dl>", html.index("aw-said")) :].partition("</dl>")[0]
    return dict(re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", first))


def rows(pages: dict[str, Page], path: str = CSV) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(pages[path].raw.decode())))


def test_a_review_without_evidence_has_no_word_of_it(base: Path) -> None:
    settings = replace(SETTINGS, root=base)
    pages = {page.path: page for page in build_pages(site_of([review()], settings=settings))}
    assert "aw-said" not in text(pages["postmortems/2025-11-18-example.md"])
    assert not [path for path in pages if "evidence" in path]


def test_the_card_says_the_figures_with_their_times(base: Path) -> None:
    assert figures(page(base, snapshot())) == {
        "Baseline": "0.94",
        "Worst": "0.41 at 10:25",
        "At detection": "0.41",
        "At mitigation": "0.94",
        "Below 0.9": "for 2 h 40 min",
        "First below": "10:25",
    }


def test_a_unit_stands_behind_each_number(base: Path) -> None:
    slow = Series(
        "latency",
        "q",
        unit="ms",
        threshold=400.0,
        breach="above",
        step=300,
        points=points(lambda at: 1250.6 if fallen(at) < 0.9 else 180.0),
    )
    found = figures(page(base, snapshot(slow)))
    assert (found["Baseline"], found["Worst"]) == ("180 ms", "1,251 ms at 10:25")
    assert found["Above 400 ms"] == "for 2 h 40 min"


def test_without_a_threshold_nothing_is_called_bad(base: Path) -> None:
    found = figures(page(base, snapshot(precision(threshold=None, breach=None))))
    assert found["Lowest"] == "0.41 at 10:25"
    assert "Worst" not in found


def test_how_long_is_not_said_of_a_series_without_a_step(base: Path) -> None:
    two = (Point(ONSET, 0.5), Point(ONSET + timedelta(hours=1), 0.95))
    assert figures(page(base, snapshot(precision(points=two, step=None))))["Below 0.9"] == "at 1 of 2 points"


def test_a_threshold_that_was_never_crossed_is_said_to_be_so(base: Path) -> None:
    assert figures(page(base, snapshot(precision(threshold=0.2))))["Below 0.2"] == "never in the incident"


def test_flags_notes_and_what_is_missing_are_sentences(base: Path) -> None:
    told = snapshot(
        precision(flags=("retention",), notes=("Data before 28 February is gone",)),
        missing=(("auc", "the server answered 503"),),
    )
    said = words(page(base, told))
    assert "The source no longer has a part of the time that was asked for." in said
    assert "Data before 28 February is gone." in said
    assert "Not to be had from prod: auc (the server answered 503)." in said


def test_the_registry_names_both_versions_or_says_that_they_cannot_be_known(base: Path) -> None:
    known = Registered("fraud", "12", "11", trained_at=datetime(2026, 2, 1, tzinfo=UTC), aliases=("champion",))
    unknown = Registered("ranker", history="The registry keeps no history of aliases")
    said = words(page(base, snapshot(registry=(known, unknown))))
    assert "fraud: version 12 served at the time; version 11 was the last good one." in said
    assert "which version served at the time cannot be known" in said
    assert "The registry keeps no history of aliases." in said


def test_only_the_newest_capture_is_drawn_and_the_other_is_a_link(base: Path) -> None:
    html = page(
        base, snapshot(precision(points=points(lambda _: 0.7))), snapshot(name="prod-2", supersedes=f"{REVIEW_ID}/prod")
    )
    assert figures(html)["Baseline"] == "0.94"
    assert html.count('<figure class="aw-drawing aw-plot"') == 1
    assert "Replaced by a newer capture" in html
    assert f'href="../evidence/{REVIEW_ID}/prod.json"' in html


def test_the_files_are_linked_from_the_card(base: Path) -> None:
    html = page(base, snapshot())
    assert f'href="../evidence/{REVIEW_ID}/prod.json"' in html
    assert f'href="../evidence/{REVIEW_ID}/prod.csv"' in html


def test_the_text_alternative_says_the_numbers_and_the_gaps(base: Path) -> None:
    holes = tuple(point for point in precision().points if not BEGUN < point.at < BEGUN + timedelta(minutes=30))
    html = page(base, snapshot(precision(points=holes)))
    said = re.findall(r'<desc id="plot-1-desc">(.*?)</desc>', html)
    assert said
    assert "Baseline: 0.94; worst: 0.41 at 10:25; at detection: 0.41" in said[0]
    assert "No numbers from 09:20 to 09:50." in said[0]


def test_slices_are_small_multiples_and_what_is_too_many_is_named(base: Path) -> None:
    slices = [precision(labels=(("region", f"r{at}"),)) for at in range(11)]
    html = page(base, snapshot(*slices))
    assert html.count('<figure class="aw-drawing aw-plot"') == 8
    assert "3 more slices, not drawn: region=r8; region=r9; region=r10." in html
    assert "5 more series below" in words(html)


def test_slices_of_one_metric_have_one_scale(base: Path) -> None:
    level = {at: tuple(Point(point.at, at) for point in precision().points) for at in (1.0, 9.0)}
    low, high = (precision(labels=(("r", str(at)),), points=found) for at, found in level.items())
    html = page(base, snapshot(low, high))
    first, second = (
        html[found.start() :].partition("</figure>")[0]
        for found in re.finditer("<figure class=.aw-drawing aw-plot", html)
    )
    labels = [re.findall(r'x="11.5%"[^>]*>([^<]+)</text>', one) for one in (first, second)]
    assert labels[0] == labels[1] != []


def test_an_empty_series_says_why_and_is_not_drawn(base: Path) -> None:
    html = page(base, snapshot(precision(points=(), flags=("empty",))))
    assert '<figure class="aw-drawing aw-plot"' not in html
    assert "No numbers. The source has no point in the time that was asked for." in words(html)


def test_points_without_any_number_are_not_drawn(base: Path) -> None:
    html = page(base, snapshot(precision(points=points(lambda _: None))))
    assert '<figure class="aw-drawing aw-plot"' not in html
    assert figures(html) == {"Numbers": "none"}


def test_picture_table_and_file_have_the_same_numbers(base: Path) -> None:
    few = precision(points=(Point(BEGUN, 0.1 + 0.2), Point(ONSET, None), Point(ONSET + timedelta(seconds=300), 1503.0)))
    pages = made(base, snapshot(few))
    html = text(pages[PAGE])
    table = re.findall(r"<tr><td>(.*?)</td><td[^>]*>(.*?)</td></tr>", html[html.index("Show the numbers") :])
    in_file = [(row["time"], row["value"]) for row in rows(pages)]
    assert in_file == [
        ("2026-03-01T09:20:00Z", "0.30000000000000004"),
        ("2026-03-01T10:20:00Z", ""),
        ("2026-03-01T10:25:00Z", "1503"),
    ]
    assert [(time, words(value)) for time, value in table[:3]] == [
        ("2026-03-01 09:20", "0.30000000000000004"),
        ("2026-03-01 10:20", "no number"),
        ("2026-03-01 10:25", "1503"),
    ]


def test_a_long_table_shows_mostly_the_incident_and_every_extreme(base: Path) -> None:
    html = page(base, snapshot())
    inside = html[html.index("Show the numbers") :]
    times = re.findall(r"<tr><td>(2026[^<]*)</td>", inside)
    assert len(times) <= 60
    assert sum(time >= "2026-03-01 09:20" for time in times) > 40
    assert "2026-03-01 10:25" in times
    assert "Download every number as CSV" in inside


def test_the_file_has_every_point_and_no_cell_that_runs(base: Path) -> None:
    evil = precision(labels=(("=cmd", "@SUM(1)"),))
    pages = made(base, snapshot(replace(evil, metric="+evil", points=(*evil.points[:2], Point(BEGUN, -0.5)))))
    found = rows(pages)
    assert len(found) == 3
    assert {row["metric"] for row in found} == {"'+evil"}
    assert {row["slice"] for row in found} == {"'=cmd=@SUM(1)"}
    assert found[-1]["value"] == "-0.5"


def test_names_of_a_source_are_text_and_never_markup(base: Path) -> None:
    evil = "<script>alert(1)</script>"
    told = snapshot(
        replace(precision(labels=((evil, evil),), notes=(evil,)), metric=evil, unit=evil),
        registry=(Registered(evil, evil, evil, aliases=(evil,), history=evil),),
        missing=((evil, evil),),
    )
    assert "<script>" not in page(base, told)


def test_a_file_that_cannot_be_read_is_named_and_hides_nothing_else(base: Path) -> None:
    settings = replace(SETTINGS, root=base)
    written(settings.reviews_dir, snapshot())
    pages = {one.path: one for one in build_pages(site_of([citing("prod", "gone")], settings=settings))}
    assert "Cannot be used: gone.json." in words(text(pages[PAGE]))
    assert figures(text(pages[PAGE]))["Baseline"] == "0.94"


def test_the_search_reads_the_names_of_metrics_and_slices_and_not_the_table(base: Path) -> None:
    found = sections(page(base, snapshot(precision(labels=(("region", "eu"),)))))
    read = " ".join(section.text for section in found)
    assert "precision" in read
    assert "region=eu" in read
    assert "2026-03-01 10:25" not in read


def test_the_numbers_are_among_the_sections_of_the_page(base: Path) -> None:
    html = page(base, snapshot())
    assert '<li><a href="#numbers">Numbers</a></li>' in html
    assert 'id="numbers"' in html
