"""Every link in the documents leads somewhere, and every path that they name is there."""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from afterword.rules import all_rules
from tests.docs.documents import blocks, documents, folder_of, prose, text_of
from tests.made import REPOSITORY
from tests.shared import once

_LINK = re.compile(r"\]\(([^)\s]+)\)|(?:src|srcset|href)=\"([^\"]+)\"")
_PATH = re.compile(r"`((?:bench|docs|plugins|postmortems|schema|scripts|tests)/[A-Za-z0-9_./-]*)`")
GUIDES = [name for name in documents() if name == "README.md" or name.startswith("docs/guides/")]
SCREENSHOTS = runpy.run_path(str(REPOSITORY / "scripts" / "screenshots"))
_MADE_BY_A_READER = (
    "docs/assets/",
    "docs/index.md",
    "docs/how-we-review.md",
    "postmortems/images/",
    "postmortems/2026-",
)


@pytest.fixture
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The docs folder as a site engine meets it, with the pages that are made."""

    def make(out: Path) -> None:
        command = [sys.executable, "-m", "afterword", "render", "--out", str(out), "--root", str(REPOSITORY)]
        subprocess.run(command, check=True, capture_output=True)

    return once(tmp_path_factory, "rendered-docs", make)


def links(document: str) -> Iterator[tuple[int, str]]:
    for number, line in prose(text_of(document)):
        for match in _LINK.finditer(line):
            yield number, match[1] or match[2]


@pytest.mark.parametrize("document", documents())
def test_every_relative_link_leads_to_a_file(document: str, rendered: Path) -> None:
    on_site = document.startswith("docs/")
    folder = rendered / Path(document).relative_to("docs").parent if on_site else folder_of(document)
    lost = [
        f"{document}:{number}: {target}"
        for number, target in links(document)
        if not re.match(r"https?:|mailto:|#", target) and not (folder / target.partition("#")[0]).resolve().is_file()
    ]
    assert lost == []


def test_every_path_that_is_named_is_there() -> None:
    lost = [
        f"{document}: {path}"
        for document in documents()
        for path in _PATH.findall(_without_blocks(document))
        if not path.startswith(_MADE_BY_A_READER) and not (REPOSITORY / path).exists()
    ]
    assert lost == []


def test_every_rule_that_a_document_names_is_there() -> None:
    known = {rule.code for rule in all_rules()}
    named = {code for name in documents() for code in re.findall(r"\bAW\d{3}\b", _without_files(name))}
    assert named - known == set()


def test_every_decision_is_listed() -> None:
    listed = {target for _, target in links("docs/adr/index.md")}
    there = {path.name for path in (REPOSITORY / "docs" / "adr").glob("0*.md")}
    assert listed == there


def test_every_guide_is_listed() -> None:
    there = {path.name for path in (REPOSITORY / "docs" / "guides").glob("*.md")} - {"index.md"}
    assert there <= {target for _, target in links("docs/guides/index.md")}
    assert {f"docs/guides/{name}" for name in there} <= {target for _, target in links("README.md")}


def test_every_picture_is_used_by_the_readme_or_a_guide_in_light_and_in_dark() -> None:
    shown = [(folder_of(name) / target.partition("#")[0]).resolve() for name in GUIDES for _, target in links(name)]
    there = set((REPOSITORY / "docs" / "images").iterdir())
    assert there <= set(shown)
    assert {path.name for path in there} == {
        f"{picture}-{scheme}.png" for picture in SCREENSHOTS["PAGES"] for scheme in ("light", "dark")
    }


def test_the_pictures_together_stay_small() -> None:
    sizes = [path.stat().st_size for path in (REPOSITORY / "docs" / "images").iterdir()]
    assert sum(sizes) < 2 * 1024 * 1024


def _without_blocks(document: str) -> str:
    text = text_of(document)
    for block in blocks(text):
        text = text.replace(block.text, "")
    return text


def _without_files(document: str) -> str:
    """A document without the files that its reader writes, such as a new rule."""
    text = text_of(document)
    for block in blocks(text):
        text = text.replace(block.text, "") if block.title else text
    return text
