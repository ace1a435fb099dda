"""The page of a review with evidence, and what it says."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

from afterword.evidence.snapshot import Snapshot
from afterword.site import Page, build_pages
from tests.captured import REVIEW_ID, citing, written
from tests.made import SETTINGS
from tests.unit.site.made_site import site_of, text

PAGE = f"postmortems/{REVIEW_ID}.md"
CSV = f"postmortems/evidence/{REVIEW_ID}/prod.csv"


def made(base: Path, *snapshots: Snapshot, **data: Any) -> dict[str, Page]:
    settings = replace(SETTINGS, root=base)
    written(settings.reviews_dir, *snapshots)
    names = [one.id.rpartition("/")[2] for one in snapshots if one.review == REVIEW_ID]
    return {page.path: page for page in build_pages(site_of([citing(*names, **data)], settings=settings))}


def page(base: Path, *snapshots: Snapshot, **data: Any) -> str:
    return text(made(base, *snapshots, **data)[PAGE])


def figures(html: str) -> dict[str, str]:
    """The figures of the first series of the card."""
    first = html[html.index("<dl>", html.index("aw-said")) :].partition("</dl>")[0]
    return dict(re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", first))


def rows(pages: dict[str, Page], path: str = CSV) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(pages[path].raw.decode())))
