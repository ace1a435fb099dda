"""The page of a model shows the same metric of its incidents beside one another, each from its onset."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from afterword.evidence.snapshot import Point, Snapshot, Span, Window
from afterword.model import Review
from afterword.site import build_pages
from tests.captured import WINDOW, citing, precision, snapshot, written
from tests.made import SETTINGS
from tests.unit.site.made_site import site_of, text, words

FIRST, SECOND = "2026-03-01-precision-falls", "2026-04-01-falls-again"
LATER = timedelta(days=31)


def later(one: Snapshot) -> Snapshot:
    """The same a month later."""
    spans = (Span(span.start + LATER, span.end + LATER) for span in (WINDOW.baseline, WINDOW.incident))
    moved = (
        series._replace(points=tuple(Point(point.at + LATER, point.value) for point in series.points))
        for series in one.series
    )
    return one._replace(id=f"{SECOND}/prod", review=SECOND, window=Window(*spans), series=tuple(moved))


def again(**data: object) -> Review:
    clocks = {
        name: f"2026-04-01T{time}:00Z"
        for name, time in (("onset", "10:20"), ("detected", "11:35"), ("mitigated", "13:05"))
    }
    return citing(id_=SECOND, **{**clocks, "title": "Precision falls again", **data})


def model(tmp_path: Path, reviews: list[Review], *snapshots: Snapshot, name: str = "fraud") -> str:
    settings = replace(SETTINGS, root=tmp_path)
    written(settings.reviews_dir, *snapshots)
    pages = {page.path: page for page in build_pages(site_of(reviews, settings=settings))}
    return text(pages[f"models/{name}.md"])


def figures(html: str) -> list[str]:
    return re.findall(r'<figure class="aw-drawing aw-plot".*?</figure>', html)


def test_two_incidents_of_one_metric_are_drawn_newest_first_with_their_onsets_aligned(tmp_path: Path) -> None:
    html = model(tmp_path, [citing(), again()], snapshot(), later(snapshot()))
    new, old = figures(html)
    assert "Precision falls again" in words(new)
    onset = [re.search(r'x="([\d.]+%)"[^>]*>onset<', one) for one in (new, old)]
    assert [found and found[1] for found in onset] == ["27.37%", "27.37%"]


def test_a_slice_of_another_model_is_not_shown_as_its_own(tmp_path: Path) -> None:
    two = citing(models=[{"name": "fraud"}, {"name": "ranker"}])
    captured = snapshot(precision(labels=(("model", "fraud"),)))
    assert figures(model(tmp_path, [two], captured))
    assert figures(model(tmp_path, [two], captured, name="ranker")) == []


def test_metrics_of_different_units_are_never_on_one_scale(tmp_path: Path) -> None:
    html = model(tmp_path, [citing(), again()], snapshot(), later(snapshot(precision(unit="%"))))
    assert len(re.findall(r'id="metric-precision', html)) == 2


def test_a_model_without_evidence_has_no_section_of_numbers(tmp_path: Path) -> None:
    assert 'id="numbers"' not in model(tmp_path, [citing()])
