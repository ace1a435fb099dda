"""``afterword adopt`` writes drafts that pass, keeps what is there, and says what is left."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.knowledge import Base
from tests.unit.cli.invoke import invoke

TEXT = "# Index was empty\n\n**Ticket**: OPS-1\n\n## Summary\n\nThe rebuild wrote an empty index for two hours.\n"
DRAFT = "postmortems/2025-02-03-index-was-empty.md"
EXISTING = "postmortems/2025-02-03-empty.md"


@pytest.fixture
def base(tmp_path: Path) -> Base:
    base = Base.in_folder(tmp_path / "base")
    base.write("old/2025-02-03-empty.md", TEXT)
    return base


def test_a_folder_becomes_drafts_that_pass_and_the_old_files_stay(base: Base) -> None:
    base.write("old/more/2025-02-04-full.markdown", TEXT.replace("empty", "full").replace("OPS-1", "OPS-2"))
    done = invoke(base.root, "adopt", "old")
    assert (done.exit_code, done.stdout.splitlines()[-1]) == (0, "2 drafts were written")
    assert (base.root / "old/2025-02-03-empty.md").read_text() == TEXT
    assert invoke(base.root, "check").exit_code == 0
    assert sorted(file.name for file in (base.root / "postmortems").iterdir()) == [
        "2025-02-03-index-was-empty.md",
        "2025-02-04-index-was-full.md",
    ]


@pytest.mark.parametrize("name", ["2025-02-03-empty.md", "Empty index.md", "2025/03-02-2025 empty.markdown"])
def test_a_draft_takes_the_place_of_a_file_among_the_reviews(name: str, base: Base) -> None:
    base.write(f"postmortems/{name}", TEXT.replace("## Summary", "**Date**: 2025-02-03\n\n## Summary"))
    done = invoke(base.root, "adopt", f"postmortems/{name}")
    assert done.exit_code == 0
    (draft,) = [file for file in (base.root / "postmortems").rglob("*") if file.is_file()]
    assert draft.name == (name if name.startswith("2025-02-03") else "2025-02-03-index-was-empty.md")
    assert "The rebuild wrote an empty index" in draft.read_text()
    assert (base.root / f"postmortems/{name}").exists() == name.startswith("2025-02-03")
    assert invoke(base.root, "check").exit_code == 0


def test_a_file_of_which_a_part_is_left_out_stays_among_the_reviews(base: Base) -> None:
    base.write(EXISTING, f"---\nlayout: post\n---\n{TEXT}")
    done = invoke(base.root, "adopt", EXISTING)
    assert "delete it when the draft is right" in done.stdout
    assert "layout: post" in (base.root / EXISTING).read_text()
    assert (base.root / "postmortems/2025-02-03-index-was-empty.md").is_file()


@pytest.mark.parametrize(
    ("markdown", "lost"),
    [
        ('[the log](/logs/run "Seventeen lines")', "lacks 2 words of the old file: seventeen and lines"),
        (f"![](data:image/png;base64,{'A' * 200})", "lacks 1 word of the old file"),
    ],
)
def test_an_old_file_of_which_words_are_lost_stays(markdown: str, lost: str, base: Base) -> None:
    base.write(EXISTING, f"{TEXT}\n{markdown}\n")
    done = invoke(base.root, "adopt", EXISTING)
    assert lost in done.stdout
    assert "delete it when the draft is right" in done.stdout
    assert (base.root / EXISTING).read_text() == f"{TEXT}\n{markdown}\n"
    assert (base.root / "postmortems/2025-02-03-index-was-empty.md").is_file()


def test_a_draft_that_takes_the_place_of_a_file_has_its_words_in_another_form(base: Base) -> None:
    base.write("postmortems/run.png", "png")
    html = (
        "<table><caption>Lost &amp; of 12 million</caption><tr><td>10<sup>6</sup></td></tr></table>\n\n"
        '<span>Half</span>way\n\n<ol><li><a href="https://example.org/a%20b">the page</a></li></ol>\n\n'
        '<img src="run.png" alt="the curve">\n'
    )
    base.write(EXISTING, f"{TEXT}\n{html}\n`&lt;` and [a link](../gone.md)\n")
    done = invoke(base.root, "adopt", EXISTING)
    assert "of the old file" not in done.stdout
    assert "Lost & of 12 million" in (base.root / EXISTING).read_text()


@pytest.mark.parametrize("option", ["--dry-run", "--diff"])
def test_a_plan_writes_nothing(option: str, base: Base) -> None:
    done = invoke(base.root, "adopt", option, "old")
    assert (done.exit_code, list((base.root / "postmortems").iterdir())) == (0, [])
    assert DRAFT in done.output
    assert "1 draft would be written" in done.output


def test_a_diff_is_the_whole_draft(base: Base) -> None:
    printed = invoke(base.root, "adopt", "--diff", "old").stdout
    invoke(base.root, "adopt", "old")
    assert [line[1:] for line in printed.splitlines()[3:]] == (base.root / DRAFT).read_text().splitlines()


def test_no_review_is_overwritten(base: Base) -> None:
    invoke(base.root, "adopt", "old")
    base.write(DRAFT, (base.root / DRAFT).read_text().replace("for two hours", "for three hours"))
    done = invoke(base.root, "adopt", "old")
    assert "for three hours" in (base.root / DRAFT).read_text()
    assert (base.root / DRAFT.replace(".md", "-2.md")).is_file()
    assert "OPS-1 names another review too, and was left out" in done.stdout
    assert invoke(base.root, "check").exit_code == 0


def test_a_draft_never_has_the_id_of_a_review_in_a_folder_by_year(base: Base) -> None:
    assert invoke(base.root, "adopt", "old").exit_code == 0
    (base.root / "postmortems/2025").mkdir()
    (base.root / DRAFT).rename(base.root / "postmortems/2025" / Path(DRAFT).name)
    done = invoke(base.root, "adopt", "old")
    assert "exists, so this one has a number" in done.stdout
    assert not (base.root / DRAFT).exists()
    assert invoke(base.root, "check").exit_code == 0


def test_what_is_left_is_told_with_exit_code_1(base: Base) -> None:
    base.write("old/nothing.md", "# It broke\n\nNobody wrote down on which day this was, or how long.\n")
    base.write("old/README.md", "# How we write postmortems\n\nSee the list.\n")
    done = invoke(base.root, "adopt", "--format", "json", "old")
    report = json.loads(done.stdout)
    assert (done.exit_code, report["drafts"], report["left"], report["skipped"]) == (1, 1, 1, 1)
    rows = {Path(row["source"]).name: row for row in report["files"]}
    assert rows["2025-02-03-empty.md"]["review"] == DRAFT
    assert rows["2025-02-03-empty.md"]["guessed"]["aliases"] == 'the line "Ticket"'
    assert rows["nothing.md"]["left"].startswith("no day is in its name or its text")
    assert rows["README.md"]["skipped"]


def test_images_come_along(base: Base) -> None:
    base.write("old/curve.png", b"png")
    base.write("old/2025-02-03-empty.md", f"{TEXT}\n![curve](curve.png)\n")
    assert invoke(base.root, "adopt", "old").exit_code == 0
    assert (base.root / "postmortems/images/2025-02-03-index-was-empty-curve.png").read_bytes() == b"png"
    assert invoke(base.root, "check").exit_code == 0


def test_reviews_that_are_there_already_are_skipped(base: Base) -> None:
    invoke(base.root, "adopt", "old")
    done = invoke(base.root, "adopt", "postmortems")
    assert done.exit_code == 0
    assert "skipped: it has the front matter of a review already" in done.stdout


def test_names_of_an_organisation_come_from_the_settings(base: Base) -> None:
    base.write(
        "pyproject.toml", '[tool.afterword.fields]\nwann = "onset"\n[tool.afterword.values.severity]\nP1 = "sev3"\n'
    )
    base.write("old/2025-02-03-empty.md", f"{TEXT}\nWann: 5 February 2025\n\nPriority: P1\n")
    invoke(base.root, "adopt", "old")
    text = (base.root / "postmortems/2025-02-05-index-was-empty.md").read_text()
    assert 'severity: sev3  # guessed from the line "Priority"' in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["missing"], "missing does not exist"),
        (["--zone", "Mars/Base", "old"], "--zone: the zone `Mars/Base` is unknown"),
        (["--severity", "awful", "old"], "--severity must be one of sev1, sev2, sev3, sev4"),
        (["postmortems"], "There is no Markdown file there"),
    ],
)
def test_what_cannot_run_is_told_with_exit_code_2(arguments: list[str], said: str, base: Base) -> None:
    done = invoke(base.root, "adopt", *arguments)
    assert done.exit_code == 2
    assert said in done.output
