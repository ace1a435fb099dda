"""A review written and edited in the browser: the file that it makes is one that the check accepts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from afterword.model import values_at
from afterword.python_api import load_reviews
from afterword.scaffold.drafting import file_name
from afterword.schema import REVIEW, Contract, Field
from tests.browser.visit import Site
from tests.browser.writing import (
    REVIEWS,
    SIX,
    add_an_entry_everywhere,
    answer,
    downloaded,
    place,
    six_answers,
    text_of,
)
from tests.made import REPOSITORY, knowledge_base
from tests.unit.cli.invoke import invoke

FIELDS: Final = Contract(REVIEW).fields


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return knowledge_base(tmp_path_factory.mktemp("written"))


def leaves(field: Field) -> Iterator[Field]:
    """Every field that holds a value of its own, but for what only a command can make."""
    below = [*field.children.values(), *([field.item] if field.item else [])]
    if (not below or field.terms) and field.names != "evidence":
        yield field
    for each in below if not field.terms else ():
        yield from leaves(each)


def test_a_file_with_every_field_filled_passes_the_check(form: Page, base: Path) -> None:
    add_an_entry_everywhere(form)
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


def test_the_file_has_the_name_that_the_command_gives(form: Page) -> None:
    for title, onset in (
        ("Größe & Preis: „falsch“", "2025-03"),
        ("A title so long that the name of its file cannot have all of its words", "2025-03-01"),
        ("Unbelievablylongwordswithoutanyspacebetweenthemareseldombutpossible", "2025-03-01"),
        ("ﬁfty – ½ of I‘m 3 São Paulo", "unknown"),
        ("L’équipe — zéro\u200bwidth, Łódź, Ærø", "2025-03"),
    ):
        answer(form, "title", title)
        answer(form, "onset", onset)
        expect(form.locator(".aw-write-name code")).to_have_text(file_name({"title": title, "onset": onset}))


@pytest.mark.parametrize("chosen", ["dark", "light"])
def test_every_control_has_the_colours_that_its_reader_chose(opened: Callable[..., Page], chosen: str) -> None:
    page = opened("write/", scheme={"dark": "light", "light": "dark"}[chosen], reduced_motion="reduce")
    page.locator(".md-header label[for^='__palette']:visible").click()
    for kind in ("input", "select", "textarea"):
        expect(page.locator(f".aw-write {kind}").first).to_have_css("color-scheme", chosen)


def test_without_the_six_answers_there_is_no_file_and_the_first_of_them_is_shown(form: Page) -> None:
    form.locator(".aw-write-download").click()
    expect(form.locator(".aw-write-told li")).to_have_count(5)
    expect(form.locator(".aw-to-problem").first).to_be_focused()
    form.keyboard.press("Enter")
    assert form.evaluate("document.activeElement.closest('[data-field]').dataset.field") == "title"


def test_the_form_is_filled_and_the_file_taken_by_keyboard_alone(form: Page) -> None:
    place(form, "title").locator("input").focus()
    form.keyboard.type(SIX["title"])
    for at in ("kind", "severity", "summary", "onset"):
        while form.evaluate("document.activeElement.closest('[data-field]')?.dataset.field") != at:
            form.keyboard.press("Tab")
        if at in SIX:
            form.keyboard.type(SIX[at])
        else:
            form.keyboard.press("Space")
    while not form.evaluate("document.activeElement.matches('.aw-write-download')"):
        form.keyboard.press("Tab")
    with form.expect_download() as waited:
        form.keyboard.press("Enter")
    assert waited.value.suggested_filename.startswith("2025-03-01-")


def test_a_moment_is_taken_as_people_write_it_and_shown_as_it_was_read(form: Page) -> None:
    for typed, read, expected in (
        ("2026-03-03 09:10 UTC", "2026-03-03T09:10Z", ""),
        ("2026-03-03T09:10+01:00", "2026-03-03T09:10+01:00", "^$"),
        ("3 March 2026 9:10am UTC", "2026-03-03T09:10Z", ""),
        ("March 3, 2026", "2026-03-03", ""),
        ("Mar 2026", "2026-03", ""),
        ("25/12/2025", "2025-12-25", ""),
        ("3 June 2026 9:10 PT", "2026-06-03T09:10-07:00", ""),
        ("3 March 2026 9:10 CET", "2026-03-03T09:10+01:00", ""),
        ("3 July 2026 9:10 CET", "3 July 2026 9:10 CET", "CET was not in use on that day"),
        ("3 March 2026 9:10 CST", "3 March 2026 9:10 CST", "several meanings"),
        ("Unknown", "unknown", ""),
        ("03/04/2026", "03/04/2026", "Which is the month"),
        ("31 February 2026", "31 February 2026", "no such day"),
    ):
        answer(form, "onset", typed)
        assert place(form, "onset").locator("input[type=text]").input_value() == read
        shown = place(form, "onset").locator(".aw-read" if read != typed else ".aw-told")
        expect(shown).to_have_text(re.compile(f"Read as {re.escape(read)}" if read != typed else expected))


def test_the_nearest_past_reviews_come_while_the_title_is_typed_and_invented_ones_say_so(form: Page) -> None:
    place(form, "title").locator("input").fill("A column full of one value passes the check for empty ones, zzqqx")
    first = form.locator(".aw-near li").first
    expect(first).to_contain_text("A column full of one value passes the check")
    expect(first).to_contain_text("Illustrative")


def test_nothing_moves_below_a_button_that_is_pressed(browser: Browser, site: Site) -> None:
    # Its clock stays with a page, so that this one is not used again.
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.clock.install(time=0)
    page.goto(f"{site.url}write/")
    told = page.locator(".aw-write-told")
    expect(told).to_be_visible()
    page.clock.pause_at(1_000_000)
    before = told.inner_text()
    answer(page, "title", SIX["title"])
    page.mouse.down()
    page.clock.run_for(900)
    assert told.inner_text() == before
    page.mouse.up()
    page.clock.run_for(1)
    expect(told).not_to_have_text(before)
    context.close()


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


def test_where_no_pattern_fits_the_form_says_what_to_do(form: Page) -> None:
    said = form.locator("fieldset", has=form.locator("> legend", has_text="Patterns")).locator("> .aw-hint")
    expect(said).to_contain_text(
        "If none fits, leave this empty and go on: a draft needs none. afterword new --pattern"
    )
