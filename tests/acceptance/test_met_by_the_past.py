"""A review that nobody wrote with the past in mind is met by it: in the check, in the comment and on its page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from afterword.check import check
from afterword.comment import comment_on
from afterword.corpus import load
from afterword.pages.page import Page
from afterword.rendering.document import markdown_file
from afterword.settings import load_settings
from afterword.site.assemble import assemble
from tests.made import knowledge_base

AS_OF = date(2026, 11, 25)
PAST = "2025-11-18-bot-score-feature-file"
ID = "2026-11-20-list-of-words-too-long"
REVIEW = """\
---
title: The spam filter stops when its word list is longer than it expects
status: in-review
kind: incident
severity: sev2
summary: >-
  Mail was refused for two hours. A nightly job wrote the list of words twice, the filter has room for half of that
  and gave up at start.
onset: 2026-11-20T02:00Z
detected: 2026-11-20T02:30Z
classes: [bad-update]
models: [{name: Spam filter, task: classification, serving: online, owner: mail}]
detection: {by: customer}
impact: {who: All who send mail.}
patterns: [silent-upstream-change, untested-fallback]
root_causes:
  - {layer: deployment, statement: The list went to every machine within minutes; nothing looked at its length first.}
  - {layer: data, statement: The query behind the list returned each row twice after a change of rights.}
---

## What happened

The list had twice as many rows as usual.
"""


@pytest.fixture(scope="module")
def bases(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The knowledge base as it is, and with the new review."""
    folder = tmp_path_factory.mktemp("bases")
    before, after = knowledge_base(folder / "before"), knowledge_base(folder / "after")
    (after / "postmortems" / f"{ID}.md").write_text(REVIEW, "utf-8")
    return before, after


def page_at(pages: Iterable[Page], path: str) -> str:
    """A page as a file for any engine: HTML around the narrative."""
    (found,) = (page for page in pages if page.path == path)
    assert found.write
    return markdown_file(found.write())


def test_the_check_names_the_precedent_and_the_action_that_was_meant_to_prevent_it(bases: tuple[Path, Path]) -> None:
    report = check(load_settings(bases[1]), AS_OF)
    (found,) = (one for one in report.diagnostics if one.code == "AW408" and ID in one.path)
    assert f"`{PAST}`" in found.message
    assert "Configuration files generated inside are validated as strictly as user input" in found.help


def test_the_comment_tells_the_precedent_its_unfinished_action_and_the_check_it_left(bases: tuple[Path, Path]) -> None:
    told = comment_on(check(load_settings(bases[1]), AS_OF), load(load_settings(bases[0])), AS_OF)
    (hit,) = (line for line in told.splitlines() if line.startswith("<li>Oversized feature file"))
    assert f"<code>{PAST}</code>" in hit
    assert "Still open: <code>A1</code> Configuration files generated inside" in hit
    assert "Check added after it: " in hit


def test_its_page_leads_to_the_precedent_with_reasons_and_what_became_of_the_actions(bases: tuple[Path, Path]) -> None:
    settings = load_settings(bases[1])
    pages = assemble(check(settings, AS_OF), settings.root / "docs", AS_OF).pages
    page = page_at(pages, f"postmortems/{ID}.md")
    assert "Recurrence" in page.partition("\n## What happened\n")[0]
    related = page.partition(">Related reviews<")[2]
    assert f'href="../{PAST}/"' in related
    assert "4 open" in related


def test_the_page_of_the_model_answers_whether_anything_holds_it_back(bases: tuple[Path, Path]) -> None:
    settings = load_settings(bases[1])
    pages = assemble(check(settings, AS_OF), settings.root / "docs", AS_OF).pages
    page = page_at(pages, "readiness/spam-filter.md")
    for question in ("What has it taught us?", "What is still open?", "Is the release blocked?"):
        assert question in page
