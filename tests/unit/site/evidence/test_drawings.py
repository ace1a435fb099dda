"""A review shows captured numbers in drawings, in a table and in a file, and all of them say the same."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from afterword.evidence.snapshot import Point, Registered
from afterword.publish.search.text import sections
from tests.captured import BEGUN, ONSET, fallen, points, precision, snapshot
from tests.unit.site.evidence.shown import PAGE, made, page, rows
from tests.unit.site.made_site import text, words


def test_the_text_alternative_says_the_numbers_and_the_gaps(tmp_path: Path) -> None:
    holes = tuple(point for point in precision().points if not BEGUN < point.at < BEGUN + timedelta(minutes=30))
    html = page(tmp_path, snapshot(precision(points=holes)))
    said = re.findall(r'<desc id="plot-1-desc">(.*?)</desc>', html)
    assert said
    assert "Baseline: 0.94; worst: 0.41 at 10:25; at detection: 0.41" in said[0]
    assert "No numbers from 09:20 to 09:50." in said[0]


@pytest.mark.slow
def test_slices_are_small_multiples_and_what_is_too_many_is_named(tmp_path: Path) -> None:
    slices = [precision(labels=(("region", f"r{at}"),)) for at in range(11)]
    html = page(tmp_path, snapshot(*slices))
    assert html.count('<figure class="aw-drawing aw-plot"') == 8
    assert "3 more slices, not drawn: region=r8; region=r9; region=r10." in html
    assert "5 more series below" in words(html)


def test_slices_of_one_metric_have_one_scale(tmp_path: Path) -> None:
    level = {at: tuple(Point(point.at, at) for point in precision().points) for at in (1.0, 9.0)}
    low, high = (precision(labels=(("r", str(at)),), points=found) for at, found in level.items())
    html = page(tmp_path, snapshot(low, high))
    first, second = (
        html[found.start() :].partition("</figure>")[0]
        for found in re.finditer("<figure class=.aw-drawing aw-plot", html)
    )
    labels = [re.findall(r'x="11.5%"[^>]*>([^<]+)</text>', one) for one in (first, second)]
    assert labels[0] == labels[1] != []


def test_picture_table_and_file_have_the_same_numbers(tmp_path: Path) -> None:
    few = precision(points=(Point(BEGUN, 0.1 + 0.2), Point(ONSET, None), Point(ONSET + timedelta(seconds=300), 1503.0)))
    pages = made(tmp_path, snapshot(few))
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


def test_a_long_table_shows_mostly_the_incident_and_every_extreme(tmp_path: Path) -> None:
    html = page(tmp_path, snapshot())
    inside = html[html.index("Show the numbers") :]
    times = re.findall(r"<tr><td>(2026[^<]*)</td>", inside)
    assert len(times) <= 60
    assert sum(time >= "2026-03-01 09:20" for time in times) > 40
    assert "2026-03-01 10:25" in times
    assert "Download every number as CSV" in inside


def test_the_file_has_every_point_and_no_cell_that_runs(tmp_path: Path) -> None:
    evil = precision(labels=(("=cmd", "@SUM(1)"),))
    pages = made(tmp_path, snapshot(evil._replace(metric="+evil", points=(*evil.points[:2], Point(BEGUN, -0.5)))))
    found = rows(pages)
    assert len(found) == 3
    assert {row["metric"] for row in found} == {"'+evil"}
    assert {row["slice"] for row in found} == {"'=cmd=@SUM(1)"}
    assert found[-1]["value"] == "-0.5"


def test_names_of_a_source_are_text_and_never_markup(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>"
    told = snapshot(
        precision(labels=((evil, evil),), notes=(evil,))._replace(metric=evil, unit=evil),
        registry=(Registered(evil, evil, evil, aliases=(evil,), history=evil),),
        missing=((evil, evil),),
    )
    assert "<script>" not in page(tmp_path, told)


def test_the_search_reads_the_names_of_metrics_and_slices_and_not_the_table(tmp_path: Path) -> None:
    found = sections(page(tmp_path, snapshot(precision(labels=(("region", "eu"),)))))
    read = " ".join(section.text for section in found)
    assert "precision" in read
    assert "region=eu" in read
    assert "2026-03-01 10:25" not in read


def test_the_numbers_are_among_the_sections_of_the_page(tmp_path: Path) -> None:
    html = page(tmp_path, snapshot())
    assert '<li><a href="#numbers">Numbers</a></li>' in html
    assert 'id="numbers"' in html


def test_the_legend_says_from_where_to_where_the_incident_is_shaded(tmp_path: Path) -> None:
    assert "Shaded: from onset until mitigated." in words(page(tmp_path, snapshot()))


def test_nothing_is_shaded_of_an_incident_whose_end_nobody_knows(tmp_path: Path) -> None:
    html = page(tmp_path, snapshot(), mitigated="unknown")
    assert "Shaded:" not in words(html)
    assert 'fill-opacity="0.14"' not in html


def test_what_is_not_drawn_is_not_in_the_legend(tmp_path: Path) -> None:
    bare = precision(
        threshold=None, breach=None, points=tuple(p for p in precision().points if p.at >= BEGUN + timedelta(hours=1))
    )
    said = words(page(tmp_path, snapshot(bare)))
    assert "Dashed:" not in said
    assert "Dotted:" not in said


@pytest.mark.slow
def test_a_page_with_hundreds_of_series_is_bounded_and_says_what_it_leaves_out(tmp_path: Path) -> None:
    notes = tuple(f"Note {number}" for number in range(40))
    few = points(fallen, step=3600)
    many = [
        precision(metric=f"m{at}", labels=(("slice", str(number)),), notes=notes, points=few, step=3600)
        for at in range(50)
        for number in range(10)
    ]
    html = page(tmp_path, snapshot(*many))
    said = words(html)
    assert html.count('<figure class="aw-drawing aw-plot"') == 24
    assert "20 more metrics, not shown: m30; m31;" in said
    assert "30 more notes are in the file." in said
    assert len(html) < 1_000_000


def test_slices_without_a_number_share_their_reason(tmp_path: Path) -> None:
    empty = [precision(labels=(("region", name),), points=(), flags=("empty",)) for name in ("eu", "us")]
    said = words(page(tmp_path, snapshot(precision(labels=(("region", "ap"),)), *empty)))
    assert "No numbers of region=eu; region=us. The source has no point in the time that was asked for." in said


def test_labels_that_all_slices_share_are_said_once(tmp_path: Path) -> None:
    slices = [precision(labels=(("model", "fraud, v2"), ("region", name))) for name in ("eu", "us")]
    html = page(tmp_path, snapshot(*slices))
    assert re.findall("<figcaption>(.*?)</figcaption>", html) == ["region=eu", "region=us"]
    assert "Unit: ratio. All of model=fraud, v2." in words(html)
