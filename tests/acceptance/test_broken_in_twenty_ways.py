"""A real review, broken as a tired engineer would break it, is told on the right line what to do each time."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.knowledge import run_command
from tests.made import REPOSITORY
from tests.unit.cli.invoke import invoke

REVIEW = "postmortems/2025-11-18-bot-score-feature-file.md"
OTHER = "postmortems/2024-12-11-telemetry-overload.md"


class Slip(NamedTuple):
    """One edit of the file, the line on which it is told, and words of the message or the help."""

    old: str
    new: str
    line: str
    phrase: str


SLIPS = {
    "a colon in the title": Slip(
        "title: Oversized feature", "title: Outage: oversized feature", "title: Outage: oversized feature", "Quote the"
    ),
    "a quote that is never closed": Slip("title: Over", 'title: "Over', 'title: "Over', "is not closed"),
    "a fence with one hyphen too many": Slip("---\ntitle", "----\ntitle", "----", "Write exactly `---`"),
    "the second fence deleted": Slip("\n---\n\n## What happened", "\n\n## What happened", "---", "no closing `---`"),
    "an empty line before everything": Slip("---\ntitle", "\n---\ntitle", "", "line 1 must be `---`"),
    "a tab for indentation": Slip("  by: monitoring", "\tby: monitoring", "\tby: monitoring", "tab"),
    "a line that lost its colon": Slip("severity: sev1", "severity sev1", "severity sev1", "A line has no colon"),
    "a line that slipped to the right": Slip("    task: cl", "     task: cl", "     task: cl", "Quote the value"),
    "a field pasted twice": Slip(
        "kind: incident",
        "kind: incident\nseverity: sev2\nseverity: sev1",
        "severity: sev1",
        "`severity` is set twice",
    ),
    "a misspelt field": Slip("\ndetected:", "\ndetcted:", "detcted:", "Did you mean `detected`?"),
    "a field in the wrong place": Slip(
        "\ntrigger:", "\nlayer: data\ntrigger:", "layer: data", "is a field of `root_causes"
    ),
    "a severity from another company": Slip(
        "severity: sev1", "severity: P1", "severity: P1", "sev1, sev2, sev3 or sev4"
    ),
    "a value in capitals": Slip("status: published", "status: Published", "status: Published", "mean `published`?"),
    "a layer that is none": Slip("- layer: deployment", "- layer: deploy", "  - layer: deploy", "mean `deployment`?"),
    "text where a list belongs": Slip(
        "worked_well:\n  - An automated", "worked_well: >-\n  An automated", "worked_well:", "must be a list"
    ),
    "a field left empty": Slip("visibility: public", "visibility:", "visibility:", "`visibility` is empty"),
    "a day that does not exist": Slip("reviewed: 2025-11-18", "reviewed: 2025-11-31", "reviewed:", "there is no day"),
    "a time without its zone": Slip("T11:28:00Z\ndet", "T11:28:00\ndet", "first_signal:", "the zone is missing"),
    "a clock that runs backwards": Slip(
        "mitigated: 2025-11-18", "mitigated: 2025-11-17", "mitigated:", "before `onset`"
    ),
    "a year too far": Slip("resolved: 2025", "resolved: 2052", "resolved:", "after the check date 2026-01-31"),
    "an address without https": Slip("url: https://blog", "url: blog", "    url: blog", "it has no scheme"),
    "a pattern that nobody wrote": Slip(
        "  - untested-fallback", "  - untested-fallbacks", "  - untested-fallb", "mean `un"
    ),
    "a review that is not there": Slip("telemetry-overload\n", "telemetry\n", "  - id: 2024", "mean `2024-12-11-telem"),
    "an action id used twice": Slip("- id: A2", "- id: A1", "  - id: A1\n    area: mitigation", "such as A2"),
    "a published review without lessons": Slip("\nlessons:\n", "\nfeeds_:\n", "status:", "`lessons` is missing"),
    "a public report without its sources": Slip("\nsources:\n", "\naliases:\n", "status:", "`sources` is missing"),
    "a near miss that was an incident": Slip("kind: incident", "kind: near-miss", "status:", "`near_miss` is missing"),
    "a word pasted with a hidden space": Slip("kind: incident", "kind: inci\u200bdent", "kind:", "U+200B zero width"),
    "HTML in the narrative": Slip("## What happened", "<details>\n\n## What", "<details>", "`<details>` is raw HTML"),
    "an image that was never added": Slip(
        "## What happened", "![](images/no.png)\n\n#", "![]", "file `images/no.png` does not exist"
    ),
    "a heading of the first level": Slip(
        "## What happened", "# What happened", "# What happened", "Start it with `##`"
    ),
    "a conflict that was never resolved": Slip(
        "kind: incident", "<<<<<<< HEAD\nkind: incident\n=======", "<<<<<<< HEAD", "A merge conflict is unresolved"
    ),
}


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The review in a knowledge base with the patterns and the one other review that it names."""
    shutil.copytree(REPOSITORY / "docs" / "patterns", tmp_path / "docs" / "patterns")
    (tmp_path / "postmortems").mkdir()
    for path in (REVIEW, OTHER):
        shutil.copy(REPOSITORY / path, tmp_path / path)
    return tmp_path


def test_the_review_is_whole_before_it_is_broken(copied: Path) -> None:
    done = run_command("check", REVIEW, cwd=copied)
    assert (done.returncode, done.stdout) == (0, "Checked 1 review: all well-formed\n")


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_a_slip_is_told_on_its_line_with_what_to_do(slip: Slip, copied: Path) -> None:
    whole = (copied / REVIEW).read_text("utf-8")
    assert slip.old in whole
    broken = whole.replace(slip.old, slip.new, 1)
    (copied / REVIEW).write_text(broken, "utf-8")
    done = invoke(copied, "check", REVIEW, "--format", "json")
    told = [
        f"{found['message']} {found['help']}"
        for found in json.loads(done.stdout)["diagnostics"]
        if found["line"] == line_of(slip.line, broken)
    ]
    assert (done.exit_code, done.stderr) == (1, "")
    assert [words for words in told if slip.phrase in words] != []


def test_people_see_the_line_itself(copied: Path) -> None:
    text = (copied / REVIEW).read_text("utf-8").replace("severity: sev1", "severity: SEV-1")
    (copied / REVIEW).write_text(text, "utf-8")
    done = run_command("check", REVIEW, cwd=copied)
    assert (done.returncode, done.stderr) == (1, "")
    assert (
        done.stdout
        == f"""\
{REVIEW}:5:11: error AW104 unknown-value
  |
5 | severity: SEV-1
  |           ^^^^^
  = `severity` is `SEV-1`, which is not one of the allowed values
  = help: Did you mean `sev1`? Allowed: sev1, sev2, sev3 or sev4.

Checked 1 review: 1 error in 1 file
"""
    )


def line_of(beginning: str, text: str) -> int:
    """The number of the last line that begins so, or of the first line where nothing does."""
    return text.count("\n", 0, f"\n{text}".rindex(f"\n{beginning}")) + 1 if beginning else 1
