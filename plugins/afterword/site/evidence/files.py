"""The numbers of each file of evidence as comma-separated values, beside the file itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from afterword.evidence.form import written_moment
from afterword.evidence.snapshot import Snapshot
from afterword.pages import addresses
from afterword.pages.page import Page
from afterword.site.context import Site
from afterword.site.evidence.said import labels_said
from afterword.site.makers import makes_pages
from afterword.text.csv import csv_text
from afterword.text.numbers import exact

HEAD: Final = ("metric", "slice", "unit", "time", "value")


@makes_pages
def evidence_files(site: Site) -> Iterator[Page]:
    """A file of numbers for every file of evidence, those that others replaced as well."""
    for held in site.evidence.values():
        for path, snapshot in (*held.newest, *held.superseded):
            yield Page(addresses.evidence(path, "csv"), numbers(snapshot))


def numbers(snapshot: Snapshot) -> str:
    """Every point: the metric, its slice, the unit, the time in UTC, and the value, which is empty where there is none.

    No cell runs as a formula in a spreadsheet.
    """
    return csv_text(
        HEAD,
        (
            (
                series.metric,
                labels_said(series.labels),
                series.unit,
                written_moment(point.at),
                None if point.value is None else exact(point.value),
            )
            for series in snapshot.series
            for point in series.points
        ),
    )
