"""A review written and edited in the browser: the file that it makes is one that the check accepts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from afterword.model import values_at
from afterword.python_api import load_reviews
from afterword.schema import REVIEW, Contract, Field
from tests.browser.test_axe import axe, barriers
from tests.browser.visit import Site
from tests.made import REPOSITORY, knowledge_base
from tests.unit.cli.invoke import invoke

__all__ = ["axe"]

FIELDS = Contract(REVIEW).fields
REVIEWS = sorted((REPOSITORY / "postmortems").rglob("*.md"))
COMMENTED = """---
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
SIX = {"title": "Requests fail after a rename", "summary": "Requests failed for three hours.", "onset": "2025-03-01"}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return knowledge_base(tmp_path_factory.mktemp("written"))


@pytest.fixture
def form(opened: Callable[..., Page]) -> Page:
    page = opened("write/", reduced_motion="reduce")
    expect(page.locator(".aw-write-finish")).to_be_visible()
    return page


def place(page: Page, at: str) -> Locator:
    return page.locator(f"[data-field='{at}']")


def answer(page: Page, at: str, value: str, number: int = 0) -> None:
    found = place(page, at).nth(number)
    if found.locator("input[type=radio], input[type=checkbox]").count():
        found.locator(f"input[value='{value}']").check()
    elif found.locator("select").count():
        found.locator("select").select_option(value)
    else:
        box = found.locator("input, textarea").first
        box.fill(value)
        box.blur()


def six_answers(page: Page) -> None:
    for at, value in {**SIX, "kind": "incident", "severity": "sev3"}.items():
        answer(page, at, value)


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('.aw-write details').forEach(each => { each.open = true; })")


def downloaded(page: Page, folder: Path) -> Path:
    with page.expect_download() as waited:
        page.locator(".aw-write-download").click()
    file = folder / waited.value.suggested_filename
    waited.value.save_as(file)
    return file


def open_review(page: Page, name: str, text: str) -> None:
    unfold(page)
    page.locator("#aw-write-file").set_input_files({"name": name, "mimeType": "text/markdown", "buffer": text.encode()})
    expect(page.locator(".aw-write-kept")).to_contain_text(f"{name} is open")


def text_of(page: Page) -> str:
    unfold(page)
    shown = page.locator(".aw-write-text pre").text_content()
    assert shown is not None
    return shown


def leaves(field: Field) -> Iterator[Field]:
    """Every field that holds a value of its own, but for what only a command can make."""
    below = [*field.children.values(), *([field.item] if field.item else [])]
    if (not below or field.terms) and field.names != "evidence":
        yield field
    for each in below if not field.terms else ():
        yield from leaves(each)


def test_a_file_with_every_field_filled_passes_the_check(form: Page, base: Path) -> None:
    unfold(form)
    empty = form.locator(".aw-list:not(:has(> ol > li)) > .aw-add")
    while empty.count():
        empty.first.click()
    known = {"related/*/id": REVIEWS[0].stem, "not_related/*/id": REVIEWS[1].stem}
    chosen = {"kind": "near-miss", "status": "draft", "provenance": "own", **known}
    chosen |= dict.fromkeys(["adopted/*/check", "feeds/readiness/*"], "The loader keeps the last good file.")
    for field in leaves(FIELDS):
        at = "/".join(field.path)
        example = (
            field.examples[0] if field.examples and not isinstance(field.examples[0], (list, dict)) else "Some text."
        )
        term = next(iter(field.terms), None)
        if field.names == "pattern":
            term = min(file.stem for file in (REPOSITORY / "docs" / "patterns").glob("*-*.md"))
        for number in range(place(form, at).count()):
            answer(form, at, chosen.get(at) or str(term or example), number)
    for heading in form.locator(".aw-write-group").last.locator("textarea").all():
        heading.fill("It stopped.")
    file = downloaded(form, base / "postmortems")
    told = invoke(base, "check", str(file))
    assert told.exit_code == 0, told.output
    data = load_reviews(base).by_id[file.stem].data
    assert [field.path for field in leaves(FIELDS) if not list(values_at(data, field.path))] == []


def test_six_answers_make_a_draft_that_passes_the_check(form: Page, base: Path) -> None:
    six_answers(form)
    file = downloaded(form, base / "postmortems")
    assert file.name == "2025-03-01-requests-fail-after-a-rename.md"
    told = invoke(base, "check", str(file))
    assert told.exit_code == 0, told.output


def test_without_the_six_answers_there_is_no_file_and_the_first_of_them_is_shown(form: Page) -> None:
    form.locator(".aw-write-download").click()
    expect(form.locator(".aw-write-told li")).to_have_count(5)
    expect(form.locator(".aw-to-problem").first).to_be_focused()
    form.keyboard.press("Enter")
    assert form.evaluate("document.activeElement.closest('[data-field]').dataset.field") == "title"


def test_the_form_is_filled_and_the_file_taken_by_keyboard_alone(form: Page) -> None:
    place(form, "title").locator("input").focus()
    form.keyboard.type(SIX["title"])
    for at in ("status", "kind", "severity"):
        while form.evaluate("document.activeElement.closest('[data-field]')?.dataset.field") != at:
            form.keyboard.press("Tab")
        form.keyboard.press("Space" if at != "status" else "ArrowUp")
        form.keyboard.press("Home")
    answer(form, "status", "draft")
    for at in ("summary", "onset"):
        while form.evaluate("document.activeElement.closest('[data-field]')?.dataset.field") != at:
            form.keyboard.press("Tab")
        form.keyboard.type(SIX[at])
    while not form.evaluate("document.activeElement.matches('.aw-write-download')"):
        form.keyboard.press("Tab")
    with form.expect_download() as waited:
        form.keyboard.press("Enter")
    assert waited.value.suggested_filename.startswith("2025-03-01-")


@pytest.mark.parametrize(
    ("typed", "read", "expected"),
    [
        ("2026-03-03 09:10 UTC", "2026-03-03T09:10Z", ""),
        ("2026-03-03T09:10+01:00", "2026-03-03T09:10+01:00", "^$"),
        ("3 March 2026 9:10am UTC", "2026-03-03T09:10Z", ""),
        ("March 3, 2026", "2026-03-03", ""),
        ("Mar 2026", "2026-03", ""),
        ("25/12/2025", "2025-12-25", ""),
        ("Unknown", "unknown", ""),
        ("03/04/2026", "03/04/2026", "Which is the month"),
        ("31 February 2026", "31 February 2026", "no such day"),
    ],
)
def test_a_moment_is_taken_as_people_write_it_and_shown_as_it_was_read(
    form: Page, typed: str, read: str, expected: str
) -> None:
    answer(form, "onset", typed)
    assert place(form, "onset").locator("input[type=text]").input_value() == read
    shown = place(form, "onset").locator(".aw-read" if read != typed else ".aw-told")
    expect(shown).to_have_text(re.compile(f"Read as {re.escape(read)}" if read != typed else expected))


def test_the_nearest_past_reviews_come_while_the_title_is_typed_and_invented_ones_say_so(form: Page) -> None:
    place(form, "title").locator("input").fill("A column full of one value passes the check for empty ones")
    first = form.locator(".aw-near li").first
    expect(first).to_contain_text("A column full of one value passes the check")
    expect(first).to_contain_text("Illustrative")


def test_answers_are_kept_until_they_are_forgotten(form: Page) -> None:
    six_answers(form)
    expect(form.locator(".aw-write-kept")).to_contain_text("kept in this browser")
    form.reload()
    expect(form.locator(".aw-write-kept")).to_contain_text("this browser kept")
    assert place(form, "title").locator("input").input_value() == SIX["title"]
    form.once("dialog", lambda asked: asked.accept())
    form.locator(".aw-write-forget").click()
    form.reload()
    expect(form.locator(".aw-write-finish")).to_be_visible()
    assert place(form, "title").locator("input").input_value() == ""


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


@pytest.mark.parametrize(
    ("at", "value", "before", "after"),
    [
        ("title", "Requests: fail", 'title:   "Requests fail"   #', 'title:   "Requests: fail"   #'),
        ("severity", "sev2", "severity: sev3", "severity: sev2"),
        ("onset", "2025-03-02", "'2025-03-01'", "2025-03-02"),
        ("models/*/version", "1.11", "version: 1.10", 'version: "1.11"'),
        ("summary", "They failed.", "summary: >-\n  Requests failed\n  for three hours.", "summary: They failed."),
        ("detected", "2025-03-03", "onset: '2025-03-01'\n", "onset: '2025-03-01'\ndetected: 2025-03-03\n"),
        ("aliases/*", "INC 2", "[INC-1]", '["INC 2"]'),
    ],
)
def test_a_change_of_one_answer_changes_its_line_alone(
    form: Page, tmp_path: Path, at: str, value: str, before: str, after: str
) -> None:
    open_review(form, "2025-03-01-commented.md", COMMENTED)
    answer(form, at, value)
    assert before in COMMENTED
    assert downloaded(form, tmp_path).read_text("utf-8") == COMMENTED.replace(before, after, 1)


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


def test_a_change_of_the_story_leaves_the_fields_alone(form: Page, tmp_path: Path) -> None:
    open_review(form, "2025-03-01-commented.md", COMMENTED.replace("\n", "\r\n"))
    story = form.get_by_label(re.compile("^Story"))
    story.fill(story.input_value() + "\nOne more line.\n")
    written = downloaded(form, tmp_path).read_bytes().decode()
    assert written == (COMMENTED + "\nOne more line.\n").replace("\n", "\r\n")


def test_a_text_that_is_no_review_is_refused_and_nothing_is_lost(form: Page) -> None:
    six_answers(form)
    unfold(form)
    form.locator("#aw-write-paste").fill("What happened on Monday")
    form.locator(".aw-write-read").click()
    expect(form.locator(".aw-write-kept")).to_contain_text("its first line must be")
    assert place(form, "title").locator("input").input_value() == SIX["title"]


@pytest.mark.parametrize(
    ("repository", "edit", "leads"),
    [
        ("https://github.com/kb/reviews", "edit/main/docs/", "https://github.com/kb/reviews/new/main/postmortems"),
        ("https://gitlab.com/a/b/kb", "edit/main/docs/", "https://gitlab.com/a/b/kb/-/new/main/postmortems"),
        ("", "https://git.example.org/kb/-/edit/main/docs/", "https://git.example.org/kb/-/new/main/postmortems"),
    ],
)
def test_the_file_can_be_opened_as_a_new_one_where_the_reviews_are(
    form: Page, repository: str, edit: str, leads: str
) -> None:
    form.evaluate(
        "([content, edit]) => { const meta = document.createElement('meta'); meta.name = 'aw-repository';"
        " meta.content = content; meta.dataset.edit = edit; document.head.append(meta); }",
        [repository, edit],
    )
    six_answers(form)
    link = form.locator(".aw-write-host")
    expect(link).to_be_visible()
    asked = urlsplit(link.get_attribute("href") or "")
    given = {name: value[0] for name, value in parse_qs(asked.query).items()}
    assert f"{asked.scheme}://{asked.netloc}{asked.path}" == leads
    assert "2025-03-01-requests-fail-after-a-rename.md" in given.values()
    assert text_of(form) in given.values()


def test_nothing_is_asked_of_another_host_and_the_form_works_from_a_folder(browser: Browser, site: Site) -> None:
    asked: list[str] = []
    page = browser.new_context().new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto((site.folder / "write" / "index.html").as_uri())
    place(page, "title").locator("input").fill("A column full of one value passes the check")
    expect(page.locator(".aw-near li").first).to_be_visible()
    six_answers(page)
    with page.expect_download() as waited:
        page.locator(".aw-write-download").click()
    assert waited.value.suggested_filename.endswith(".md")
    assert [url for url in asked if not url.startswith(("file:", "blob:"))] == []
    page.context.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_in_a_form_with_entries_and_problems(
    opened: Callable[..., Page], axe: str, width: int
) -> None:
    page = opened("write/", width=width, reduced_motion="reduce")
    unfold(page)
    while (empty := page.locator(".aw-list:not(:has(> ol > li)) > .aw-add")).count():
        empty.first.click()
    answer(page, "detected", "2025-13-01")
    place(page, "title").locator("input").fill("A column full of one value passes the check")
    expect(page.locator(".aw-near li").first).to_be_visible()
    page.locator(".aw-write-download").click()
    assert barriers(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
