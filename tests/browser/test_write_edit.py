"""An existing review in the form: what nobody changed comes back byte for byte."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.writing import REVIEWS, SIX, answer, downloaded, open_review, place, six_answers, unfold

COMMENTED: Final = """---
# Kept as it is.
title:   "Requests fail"   # in one line
status: draft
severity: sev3
kind: incident
onset: '2025-03-01'
models:
  # the one that failed
  - {name: Bot score, version: 1.10}
  - name: Ranker
    owner: search   # since May
summary: >-
  Requests failed
  for three hours.
aliases: [INC-1]
---

## What happened

Two spaces at the end.\u0020\u0020
Not to be touched.
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_review_in_which_nothing_is_changed_comes_back_byte_for_byte(form: Page, tmp_path: Path, end: str) -> None:
    texts = {file.name: file.read_text("utf-8") for file in REVIEWS[::6]} | {"2025-03-01-commented.md": COMMENTED}
    changed = {}
    for name, text in texts.items():
        written = text.replace("\n", end)
        open_review(form, name, written)
        if downloaded(form, tmp_path).read_bytes() != written.encode():
            changed[name] = form.locator(".aw-write-told").inner_text()
    assert changed == {}


def test_a_change_of_one_answer_changes_its_line_alone(form: Page, tmp_path: Path) -> None:
    changes = (
        ("title", "Requests: fail", 'title:   "Requests fail"   #', 'title:   "Requests: fail"   #'),
        ("severity", "sev2", "severity: sev3", "severity: sev2"),
        ("onset", "2025-03-02", "'2025-03-01'", "2025-03-02"),
        ("models/*/version", "1.11", "version: 1.10", 'version: "1.11"'),
        ("summary", "They failed.", "summary: >-\n  Requests failed\n  for three hours.", "summary: They failed."),
        ("detected", "2025-03-03", "onset: '2025-03-01'\n", "onset: '2025-03-01'\ndetected: 2025-03-03\n"),
        ("aliases/*", "INC 2", "[INC-1]", '["INC 2"]'),
    )
    for number, (at, value, before, after) in enumerate(changes):
        open_review(form, f"2025-03-01-commented-{number}.md", COMMENTED)
        answer(form, at, value)
        assert before in COMMENTED
        assert downloaded(form, tmp_path).read_text("utf-8") == COMMENTED.replace(before, after, 1)


def test_what_the_form_shows_otherwise_is_no_change(form: Page, tmp_path: Path) -> None:
    odd = COMMENTED.replace("[INC-1]", '["INC-1 ", INC-2]').replace("version: 1.10", "version: ' 1.10'")
    open_review(form, "2025-03-01-odd.md", odd)
    answer(form, "severity", "sev2")
    assert downloaded(form, tmp_path).read_text("utf-8") == odd.replace("severity: sev3", "severity: sev2")


def test_an_entry_that_is_added_or_removed_leaves_the_others_and_their_comments(form: Page, tmp_path: Path) -> None:
    open_review(form, "2025-03-01-commented.md", COMMENTED)
    models = form.locator(".aw-list:has([data-field='models/*/name'])").first
    models.locator("> .aw-add").click()
    place(form, "models/*/name").last.locator("input").fill("Third")
    text = downloaded(form, tmp_path).read_text("utf-8")
    assert text == COMMENTED.replace("# since May\n", "# since May\n  - name: Third\n")
    models.locator("> ol > li > .aw-entry-head > .aw-remove").last.click()
    models.locator("> ol > li > .aw-entry-head > .aw-remove").last.click()
    text = downloaded(form, tmp_path).read_text("utf-8")
    assert text == COMMENTED.replace("  - name: Ranker\n    owner: search   # since May\n", "")


BRACKETS: Final = COMMENTED.replace(
    "aliases: [INC-1]\n",
    """aliases: [  # ours
  INC-1,  # the first
  INC-2  # the second
]
classes: [bad-update, other]
""",
).replace(
    "{name: Bot score, version: 1.10}",
    """{name: Bot score,  # as on its page
     version: 1.10}""",
)


def aliases(form: Page) -> Locator:
    unfold(form)
    return form.locator(".aw-list:has([data-field='aliases/*'])").first


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("INC-2  # the second\n", "INC-2, INC-3  # the second\n"),
        ("  INC-1,  # the first\n", "    # the first\n"),
        ("  INC-2  # the second\n", "    # the second\n"),
    ],
    ids=["added", "first", "last"],
)
def test_a_comment_inside_brackets_outlives_a_change_of_their_entries(
    form: Page, tmp_path: Path, before: str, after: str
) -> None:
    open_review(form, "2025-03-01-brackets.md", BRACKETS)
    if "INC-3" in after:
        aliases(form).locator("> .aw-add").click()
        answer(form, "aliases/*", "INC-3", 2)
    else:
        aliases(form).locator("> ol > li .aw-remove").nth(0 if "INC-1" in before else 1).click()
    assert downloaded(form, tmp_path).read_text("utf-8") == BRACKETS.replace(before, after)


def test_a_comment_inside_braces_outlives_a_field_that_is_added_or_emptied(form: Page, tmp_path: Path) -> None:
    open_review(form, "2025-03-01-brackets.md", BRACKETS)
    answer(form, "models/*/owner", "bots")
    text = downloaded(form, tmp_path).read_text("utf-8")
    assert text == BRACKETS.replace("version: 1.10}", "version: 1.10, owner: bots}")
    answer(form, "models/*/owner", "")
    answer(form, "models/*/version", "")
    text = downloaded(form, tmp_path).read_text("utf-8")
    assert text == BRACKETS.replace("     version: 1.10}", "     }")


def test_an_entry_in_a_block_of_lines_is_changed_alone(form: Page, tmp_path: Path) -> None:
    block = "worked_well:\n  # the first\n  - >-\n    It was\n    seen.\n  - It was told.  # the second\n"
    open_review(form, "2025-03-01-block.md", COMMENTED.replace("aliases:", f"{block}aliases:"))
    answer(form, "worked_well/*", "It was seen at once.")
    text = downloaded(form, tmp_path).read_text("utf-8")
    assert "worked_well:\n  # the first\n  - It was seen at once.\n  - It was told.  # the second\n" in text


def test_a_change_of_the_story_leaves_the_fields_alone(form: Page, tmp_path: Path) -> None:
    open_review(form, "2025-03-01-commented.md", COMMENTED.replace("\n", "\r\n"))
    story = form.get_by_label(re.compile("^Story"))
    story.fill(story.input_value() + "\nOne more line.\n")
    written = downloaded(form, tmp_path).read_bytes().decode()
    assert written == (COMMENTED + "\nOne more line.\n").replace("\n", "\r\n")


def test_a_change_leaves_joiners_marks_and_spaces_of_other_scripts(form: Page, tmp_path: Path) -> None:
    summary = "summary: >-\n  Requests failed\n  for three hours."
    text = COMMENTED.replace(summary, "summary: می\u200cخواهم, שלום\u200e!")
    text = text.replace("Not to", "می\u200cخواهم 👩\u200d💻 très\u00a0lent\u202f! Not to")
    open_review(form, "2025-03-01-scripts.md", text)
    summary_box = place(form, "summary").locator("textarea")
    summary_box.fill(summary_box.input_value() + " It failed.")
    summary_box.blur()
    story = form.get_by_label(re.compile("^Story"))
    story.fill(story.input_value() + "\nOne more line.\n")
    changed = text.replace("שלום\u200e!", "שלום\u200e! It failed.") + "\nOne more line.\n"
    assert downloaded(form, tmp_path).read_text("utf-8") == changed


def test_a_text_that_is_no_review_is_refused_and_nothing_is_lost(form: Page) -> None:
    six_answers(form)
    unfold(form)
    form.locator("#aw-write-paste").fill("What happened on Monday")
    form.locator(".aw-write-read").click()
    expect(form.locator(".aw-write-kept")).to_contain_text("its first line must be")
    assert place(form, "title").locator("input").input_value() == SIX["title"]
