"""A build that takes pages from the one before writes the bytes that a build from nothing writes."""

from __future__ import annotations

import logging
import random
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import Mock, patch

import pytest
from markdown import Markdown  # type: ignore[import-untyped]  # it ships no types
from mkdocs.exceptions import Abort

from tests.acceptance.common import CONFIG, begun, built, contents, copied, kept, made, reviews

pytestmark = pytest.mark.usefixtures("few_pages")

GUIDE = "# Guide\n\n## Begin\n\n[Reviews](postmortems/index.md), [below](#begin), [other](other.md#here)\n"


@contextmanager
def converting() -> Iterator[Mock]:
    """What converts Markdown meanwhile, which counts its calls."""
    with patch.object(Markdown, "convert", autospec=True, side_effect=Markdown.convert) as convert:
        yield convert


def converted(base: Path, **changed: object) -> int:
    """Build, and count the pages whose Markdown was converted."""
    with converting() as convert:
        built(base, **changed)
    return int(convert.call_count)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory, few_pages: None) -> tuple[Path, int]:  # noqa: ARG001
    """A knowledge base after its first build, and how many pages that converted."""
    root = made(tmp_path_factory.mktemp("first") / "base", CONFIG + "validation: {anchors: warn}\n", count=5)
    (root / "docs" / "guide.md").write_text(GUIDE, "utf-8")
    (root / "docs" / "other.md").write_text("# Other\n\n## Here\n", "utf-8")
    with converting() as convert:
        return begun(root), int(convert.call_count)


@pytest.fixture
def base(first: tuple[Path, int], tmp_path: Path) -> Path:
    return copied(first[0], tmp_path / "base")


@pytest.fixture
def every(first: tuple[Path, int]) -> int:
    """How many pages a build converts that finds nothing kept."""
    assert first[1] > 10
    return first[1]


def site(base: Path) -> dict[str, bytes]:
    """What was written, without the moment of the build."""
    moment = re.compile(rb"Build Date UTC : [^\n]*")
    return {path: moment.sub(b"", raw) for path, raw in contents(base / "site").items()}


def cold(base: Path, other: Path) -> dict[str, bytes]:
    """The site of the same sources, built elsewhere from nothing."""
    shutil.rmtree(other, ignore_errors=True)
    shutil.rmtree(kept(other), ignore_errors=True)
    shutil.copytree(base, other, ignore=shutil.ignore_patterns("site"))
    built(other)
    return site(other)


def change_text(base: Path, chance: random.Random) -> None:
    review = chance.choice(reviews(base))
    review.write_text(review.read_text("utf-8") + f"\nThe loader had {chance.randint(2, 99)} checks.\n", "utf-8")


def change_title(base: Path, chance: random.Random) -> None:
    review = chance.choice(reviews(base))
    text = re.sub(r"(?m)^title: .*$", f"title: Scores fell {chance.randint(2, 99)} times", review.read_text("utf-8"))
    review.write_text(text, "utf-8")


def add(base: Path, chance: random.Random) -> None:
    origin = chance.choice(reviews(base))
    day = f"2024-01-{chance.randint(10, 28)}"
    copy = origin.with_name(f"{day}-again.md")
    copy.write_text(re.sub(r"(?m)^(onset: ['\"]?)[\d-]{10}", rf"\g<1>{day}", origin.read_text("utf-8")), "utf-8")


def take_away(base: Path, chance: random.Random) -> None:
    if len(reviews(base)) > 3:
        chance.choice(reviews(base)).unlink()


def move_a_guide(base: Path, chance: random.Random) -> None:
    (base / "docs" / "other.md").write_text(f"# Other {chance.random()}\n\n## Here\n", "utf-8")


def change_a_pattern(base: Path, chance: random.Random) -> None:
    pattern = chance.choice(sorted((base / "docs" / "patterns").glob("*.md")))
    pattern.write_text(pattern.read_text("utf-8") + f"\nIt was seen {chance.randint(2, 99)} times.\n", "utf-8")


def change_the_settings(base: Path, chance: random.Random) -> None:
    days = "".join(f"{severity} = {chance.randint(2, 60)}\n" for severity in ("sev1", "sev2"))
    (base / "pyproject.toml").write_text(f"[tool.afterword.service-levels.prevention]\n{days}", "utf-8")


def change_a_template(base: Path, chance: random.Random) -> None:
    (base / "theme").mkdir(exist_ok=True)
    extended = f'{{% extends "base.html" %}}{{% block footer %}}<footer>{chance.random()}</footer>{{% endblock %}}'
    (base / "theme" / "main.html").write_text(extended, "utf-8")
    config = base / "mkdocs.yml"
    text = config.read_text("utf-8")
    if "custom_dir" not in text:
        config.write_text(text.replace("  name: mkdocs\n", "  name: mkdocs\n  custom_dir: theme\n"), "utf-8")


EDITS = (change_text, change_title, add, take_away, move_a_guide)


@pytest.mark.parametrize("edit", [change_text, change_title, change_a_pattern, change_the_settings, change_a_template])
def test_after_each_kind_of_edit_a_warm_build_writes_the_bytes_of_a_cold_one(
    base: Path, tmp_path: Path, edit: Callable[[Path, random.Random], None]
) -> None:
    edit(base, random.Random(3))
    built(base)
    assert site(base) == cold(base, tmp_path / "cold")


@pytest.mark.parametrize("seed", [1, 2])
def test_a_warm_build_writes_the_bytes_of_a_cold_one_whatever_was_edited(base: Path, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(2):
        for edit in chance.sample(EDITS, 2):
            edit(base, chance)
        built(base)
        assert site(base) == cold(base, tmp_path / "cold")


def test_nothing_is_converted_where_nothing_has_changed(base: Path, every: int) -> None:
    extensions = ["attr_list", "md_in_html", "tables", "pymdownx.superfences"]  # the last runs code of ours
    assert converted(base, markdown_extensions=extensions) == every
    assert converted(base, markdown_extensions=extensions) == 0


def test_the_setting_turns_it_off(base: Path, every: int) -> None:
    assert converted(base) == 0
    assert converted(base, plugins=[{"afterword": {"cache": False, "as_of": "2027-01-01"}}]) == every


def test_an_extension_that_may_read_more_than_the_text_turns_it_off(base: Path, every: int) -> None:
    extensions = ["attr_list", "md_in_html", "tables", "pymdownx.b64"]
    assert converted(base, markdown_extensions=extensions) == every
    assert converted(base, markdown_extensions=extensions) == every


def test_spoilt_files_are_made_anew_in_silence(base: Path, every: int, caplog: pytest.LogCaptureFixture) -> None:
    before = site(base)
    for file in kept(base).iterdir():
        file.write_bytes(file.read_bytes().replace(b"e", b"f")[:-30])
    caplog.clear()
    assert converted(base) == every
    assert site(base) == before
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


def test_what_a_checkout_brings_along_is_never_published(base: Path, every: int) -> None:
    brought = base / ".cache" / "afterword"
    shutil.copytree(kept(base), brought)
    for file in brought.iterdir():
        file.write_bytes(file.read_bytes().replace(b"</p>", b"<script>1</script></p>"))
    shutil.rmtree(kept(base))
    assert converted(base) == every
    assert not any(b"<script>1</script>" in raw for raw in site(base).values())


def test_nothing_is_written_into_the_knowledge_base_but_the_site(base: Path) -> None:
    shutil.rmtree(base / "site")
    shutil.rmtree(kept(base))
    before = {path.name for path in base.iterdir()}
    built(base)
    assert {path.name for path in base.iterdir()} == before | {"site"}


@pytest.mark.parametrize(
    ("page", "text", "told"),
    [
        ("guide.md", "[Gone](gone.md)\n", "gone.md"),
        ("other.md", "# Other\n\n## Elsewhere\n", "'#here'"),
    ],
)
def test_a_link_that_leads_nowhere_is_told_by_every_build(
    base: Path, page: str, text: str, told: str, caplog: pytest.LogCaptureFixture
) -> None:
    (base / "docs" / page).write_text(text, "utf-8")
    for _ in range(2):
        caplog.clear()
        with pytest.raises(Abort):
            built(base, strict=True)
        assert told in caplog.text


@pytest.mark.parametrize("link", ["other.md", "other.md#here"])
def test_a_page_that_is_taken_away_is_missed_by_the_pages_that_were_kept(
    base: Path, link: str, caplog: pytest.LogCaptureFixture
) -> None:
    (base / "docs" / "guide.md").write_text(f"# Guide\n\n[Other]({link})\n", "utf-8")
    built(base)
    (base / "docs" / "other.md").unlink()
    with pytest.raises(Abort):
        built(base, strict=True)
    assert f"'guide.md' contains a link '{link}'" in caplog.text
