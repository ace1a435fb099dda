"""The ratios of the build are to the peer that they name, with the bars that the guide gives."""

from __future__ import annotations

import re
from pathlib import Path

from bench import builds
from bench.build import BARS, MEMORY, compared, judged
from bench.builds import Built
from bench.generate import REPOSITORY, generate
from bench.measure import Cost
from bench.sites import SENTENCE, change_one, own_repository, own_site, plain_pages, plain_site, without_index


def built(processor: float, seconds: float = 1, size: int = 1) -> Built:
    return Built(Cost(seconds, processor, 100), size, 1)


FOUND = {
    builds.PLAIN: built(2, seconds=4, size=10),
    builds.COLD: built(6, seconds=6, size=25),
    builds.CHANGED: built(3),
    builds.SERVED: built(0.5),
}


def test_each_ratio_is_to_the_build_of_plain_mkdocs_material() -> None:
    assert compared(FOUND) == {
        "cold": 3,
        "cold_wall": 1.5,
        "one_changed": 1.5,
        "one_changed_without_index": 0.25,
        "bytes": 2.5,
    }


def test_a_build_by_a_new_process_is_told_where_it_was_measured() -> None:
    found = compared({**FOUND, builds.UNINDEXED: built(1)})
    assert found["one_changed_without_index_new_process"] == 0.5


def test_a_figure_at_its_bar_meets_it_and_one_beyond_is_missed() -> None:
    rows = judged("Reviews", {"cold": 3.0, "bytes": 3.01, "free": 9.0}, BARS).splitlines()[-3:]
    assert [row.strip("| ").split(" | ") for row in rows] == [
        ["cold", "3", "3", "met"],
        ["bytes", "3.01", "3", "missed"],
        ["free", "9", "-"],
    ]


def test_the_guide_gives_the_bars_that_are_held() -> None:
    guide = (REPOSITORY / "bench" / "README.md").read_text("utf-8")
    rows = re.findall(r"^\| \*(\w+)\*.* \| ([\d.]+) \|$", guide.partition("build and the preview:")[2], re.MULTILINE)
    assert rows == [(name, f"{bar:g}") for name, bar in [*BARS.items(), *(("memory", bar) for bar in MEMORY.values())]]


def test_the_peer_has_as_many_pages_as_asked_and_a_narrative_on_each(tmp_path: Path) -> None:
    generate(3, 7, tmp_path / "afterword")
    home = plain_pages(tmp_path / "plain", tmp_path / "afterword", 8)
    pages = sorted((home / "docs").rglob("*.md"))
    assert len(pages) == 8
    narratives = [page.read_text("utf-8") for page in pages if page.parent.name == "postmortems"]
    assert all("## What happened" in text and "---\n" not in text for text in narratives)
    reviews = {file.name for file in (tmp_path / "afterword" / "postmortems").glob("*.md")}
    assert reviews <= {page.name for page in pages}


def test_the_plain_site_publishes_every_review(tmp_path: Path) -> None:
    generate(3, 7, tmp_path / "afterword")
    home = plain_site(tmp_path, "outside", in_nav=False)
    reviews = {file.name for file in (tmp_path / "afterword" / "postmortems").glob("*.md")}
    assert {file.name for file in (home / "docs" / "postmortems").glob("*.md")} == reviews


def test_a_change_is_made_in_a_copy_and_never_in_this_repository(tmp_path: Path) -> None:
    home = own_repository(tmp_path / "copy")
    file = change_one(home / "postmortems")
    assert file.read_text("utf-8").endswith(f"\n{SENTENCE}\n")
    assert SENTENCE not in (REPOSITORY / "postmortems" / file.name).read_text("utf-8")


def test_a_site_without_an_index_has_no_plugin_that_makes_one(tmp_path: Path) -> None:
    generate(1, 7, tmp_path / "afterword")
    home = own_site(tmp_path)
    without_index(home)
    plugins = (home / "mkdocs.yml").read_text("utf-8").partition("plugins:\n")[2].partition("\n\n")[0]
    assert plugins == "  - afterword:\n      search: material"
