"""Reviews in folders by year or month are reviews like all others, at the same addresses."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from afterword.check import check
from afterword.comment import comment_on, load_beside
from afterword.lsp.base import Base as OpenBase
from afterword.settings import load_settings
from tests.acceptance.common import CONFIG, built
from tests.knowledge import AS_OF, DRAFT, EXAMPLE, PATTERN_PAGE, PUBLISHED, Base, overlaid, page
from tests.unit.cli.invoke import invoke

DATED = ["2025", "2025/11", "2025-11", "2025/2025-11"]
ID = "2025-11-18-cache"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><path d="M0 0h8"/></svg>'
BODY = """\
## What happened

See [the pattern]({up}../patterns/evaluation-blind-spot.md#what-it-is), [the next](2025-11-19-next.md),
[the first]({up}2025-01-01-example.md) and ![a drawing](images/load.svg).
"""


def review(onset: str, body: str = BODY, more: str = "") -> str:
    return page(overlaid(DRAFT, f"title: The cache of {onset}\nonset: {onset}\nvisibility: public\n{more}"), body)


def dated(base: Base, folder: str) -> Path:
    """A knowledge base with a review directly in the folder of the reviews, and two in a folder below it."""
    up = "../" * (folder.count("/") + 1)
    base.write("mkdocs.yml", CONFIG)
    base.write(EXAMPLE, page(overlaid(PUBLISHED, "visibility: public\n"), f"See [it]({folder}/{ID}.md).\n"))
    evidence = "diagnosis: {data_drift: {answer: yes}, evidence: [{kind: metric, what: Load, file: images/load.svg}]}\n"
    base.write(f"postmortems/{folder}/{ID}.md", review("2025-11-18", BODY.replace("{up}", up), evidence))
    base.write(
        f"postmortems/{folder}/2025-11-19-next.md",
        review("2025-11-19", "See [it](../x).\n".replace("../x", f"{ID}.md")),
    )
    base.write(f"postmortems/{folder}/images/load.svg", DRAWING)
    base.write(
        "docs/patterns/evaluation-blind-spot.md", PATTERN_PAGE + f"\nAs [here](../postmortems/{folder}/{ID}.md).\n"
    )
    return base.root


@pytest.mark.parametrize("folder", DATED)
@pytest.mark.parametrize("audience", ["internal", "public"])
def test_a_review_in_a_folder_is_at_its_flat_address_and_its_links_lead_somewhere(
    folder: str, audience: str, base: Base
) -> None:
    root = dated(base, folder)
    base.write("pyproject.toml", f"[tool.afterword]\naudience = '{audience}'\n")
    done = invoke(root, "check", "--strict")
    assert done.exit_code == 0, done.output
    built(root, strict=True)
    site = root / "site"
    shown = site / "postmortems" / ID / "index.html"
    html = shown.read_text("utf-8")
    for target in (
        "../../patterns/evaluation-blind-spot/#what-it-is",
        "../2025-11-19-next/",
        "../2025-01-01-example/",
        f"../{folder}/images/load.svg",
    ):
        assert f'"{target}"' in html
        there = (shown.parent / target.partition("#")[0]).resolve()
        assert (there / "index.html").is_file() or there.is_file()
    assert len(re.findall(rf'"\.\./{folder}/images/load\.svg"', html)) == 2  # in the narrative and in the evidence
    for other in ("postmortems/2025-01-01-example", "postmortems/2025-11-19-next", "patterns/evaluation-blind-spot"):
        assert f'{ID}/"' in (site / other / "index.html").read_text("utf-8")
    assert f"https://git.example.org/kb/edit/main/postmortems/{folder}/{ID}.md" in html
    assert (site / "api" / "v1" / "postmortems" / f"{ID}.json").is_file()
    assert [file.name for file in (site / "postmortems" / folder).iterdir() if file.suffix == ".md"] == []


def test_a_review_may_be_named_by_its_address_wherever_its_file_is(base: Base) -> None:
    root = dated(base, "2025")
    base.write("docs/patterns/evaluation-blind-spot.md", f"{PATTERN_PAGE}\nAs [here](../postmortems/{ID}.md).\n")
    assert invoke(root, "check", "--strict").exit_code == 0
    base.write("docs/patterns/evaluation-blind-spot.md", f"{PATTERN_PAGE}\nAs [here](../postmortems/2024/{ID}.md).\n")
    assert "AW503" in invoke(root, "check").output


def test_two_files_of_one_id_are_refused_with_both_names(base: Base) -> None:
    root = dated(base, "2025")
    base.write(f"postmortems/2025/11/{ID}.md", review("2025-11-18", "Twice.\n"))
    done = invoke(root, "check")
    assert done.exit_code == 1
    assert f"postmortems/2025/{ID}.md:1:1: error AW413 repeated-id" in done.output
    assert f"already that of postmortems/2025/11/{ID}.md" in done.output
    shown = base.report().corpus
    assert [file.path for file in shown.unshown] == [f"postmortems/2025/{ID}.md"]
    assert [one.path for one in shown.reviews if one.id == ID] == [f"postmortems/2025/11/{ID}.md"]


def test_a_link_in_place_of_a_folder_is_refused(base: Base, tmp_path: Path) -> None:
    base.write(EXAMPLE, page(DRAFT))
    (base.root / "postmortems" / "2024").symlink_to(tmp_path, target_is_directory=True)
    assert "postmortems/2024:1:1: error AW001" in invoke(base.root, "check").output


@pytest.mark.parametrize("path", ["postmortems/2025", f"postmortems/2025/{ID}.md"])
def test_a_folder_or_a_file_in_it_can_be_checked_alone(path: str, base: Base) -> None:
    root = dated(base, "2025")
    base.write(f"postmortems/2025/{ID}.md", "no front matter")
    base.write(EXAMPLE, "no front matter")
    found = invoke(root, "check", path, "--format", "github").output
    assert f"file=postmortems/2025/{ID}.md" in found
    assert EXAMPLE not in found


@pytest.mark.parametrize(
    ("folder", "onset", "expected"),
    [
        ("2025", "2026-01-05", "2026"),
        ("2025/11", "2026-01-05", "2026/01"),
        ("2025-11", "2026-01-05", "2026-01"),
        ("2025/2025-11", "2026-01-05", "2026/2026-01"),
        ("2025/11", "2026", "2026"),
        ("2025-11", "2026", "."),
    ],
)
def test_a_new_review_is_written_where_the_newest_one_would_be(
    folder: str, onset: str, expected: str, base: Base
) -> None:
    root = dated(base, folder)
    done = invoke(root, "new", "It happened", "--set", f"onset={onset}", "--no-input")
    assert done.exit_code == 0, done.output
    assert (root / "postmortems" / expected / f"{onset}-it-happened.md").is_file()
    again = invoke(root, "new", "It happened", "--set", f"onset={onset}", "--no-input")
    assert again.exit_code == 2
    assert "already exists" in again.output


def test_a_fix_and_a_migration_reach_a_file_in_a_folder(base: Base) -> None:
    root = dated(base, "2025/11")
    file = base.write(f"postmortems/2025/11/{ID}.md", page(overlaid(DRAFT, "severity: SEV3\nonset: 2025-11-18\n")))
    assert invoke(root, "fix", f"postmortems/2025/11/{ID}.md").exit_code == 0
    assert "severity: sev3" in file.read_text("utf-8")
    file.write_text(file.read_text("utf-8").replace("onset:", "date:"), "utf-8")
    assert f"--- a/postmortems/2025/11/{ID}.md" in invoke(root, "migrate", "--from", "0", "--diff").output


def test_an_editor_knows_a_review_in_a_folder(base: Base) -> None:
    root = dated(base, "2025")
    opened = OpenBase(root.resolve(), lambda: date(2026, 1, 31))
    path = f"postmortems/2025/{ID}.md"
    assert opened.path_of(root / path) == path
    assert [found.code for found in opened.check({path: page("title: x\n")}).found[path]].count("AW101") == 5
    assert opened.path_of(root / "postmortems" / "2025" / "notes" / "x.md") is None


def test_a_review_that_only_moved_is_told_as_moved(base: Base, tmp_path: Path) -> None:
    before = Base.in_folder(tmp_path / "before")
    for home in (base, before):
        home.write(EXAMPLE, page(PUBLISHED))
    before.write(f"postmortems/{ID}.md", review("2025-11-18", "It stopped.\n"))
    base.write(f"postmortems/2025/{ID}.md", review("2025-11-18", "It stopped.\n"))
    report = check(load_settings(base.root), AS_OF)
    text = comment_on(report, load_beside(report.loaded, load_settings(before.root)), AS_OF)
    assert "1 review moved." in text
    assert "<h4>" not in text


def test_the_hook_of_a_commit_is_given_the_files_in_folders() -> None:
    hooks = Path(__file__).parents[2].joinpath(".pre-commit-hooks.yaml").read_text("utf-8")
    pattern = re.search(r"files: (\^\(postmortems.*\\\.md\$)", hooks)
    assert pattern
    for path in (EXAMPLE, f"postmortems/2025/11/{ID}.md", "docs/patterns/stale-model.md"):
        assert re.search(pattern[1], path)
    assert not re.search(pattern[1], "postmortems/images/readme.md")
