"""The answers of the form in this browser: they are kept, and never lost without a question."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from playwright.sync_api import Dialog, Page, expect

from tests.browser.writing import REVIEWS, SIX, answer, downloaded, open_review, place, six_answers, unfold

WRITTEN: Final = REVIEWS[0].read_text("utf-8")


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


def test_what_one_tab_keeps_another_overwrites_only_when_its_author_says_so(form: Page) -> None:
    other = form.context.new_page()
    other.goto(form.url)
    expect(other.locator(".aw-write-finish")).to_be_visible()
    title, kept = place(form, "title").locator("input"), ".aw-write-kept"
    answer(form, "title", "Written first")
    expect(form.locator(kept)).to_have_text("Your answers are kept in this browser.")
    expect(other.locator(kept)).to_contain_text("Another tab keeps other answers, so these are not kept.")
    answer(other, "title", "Written second")
    expect(other.locator(".aw-write-told")).not_to_contain_text("Title")
    form.reload()
    expect(form.locator(kept)).to_contain_text("this browser kept")
    assert title.input_value() == "Written first"
    other.locator(kept).get_by_role("button", name="Keep these instead").click()
    expect(other.locator(kept)).to_have_text("Your answers are kept in this browser.")
    expect(form.locator(kept)).to_contain_text("Another tab keeps other answers")
    form.reload()
    expect(form.locator(kept)).to_contain_text("this browser kept")
    assert title.input_value() == "Written second"
    other.close()


def test_a_tab_whose_answers_are_not_kept_asks_before_it_is_left(form: Page) -> None:
    form.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; }"
    )
    six_answers(form)
    expect(form.locator(".aw-write-kept")).to_contain_text("keeps nothing")
    with form.expect_event("dialog") as asked:
        form.evaluate("setTimeout(() => location.reload())")
    assert asked.value.type == "beforeunload"
    asked.value.dismiss()
    with form.expect_download():
        form.locator(".aw-write-download").click()
    form.reload()
    expect(form.locator(".aw-write-finish")).to_be_visible()


def test_answers_that_were_not_downloaded_are_replaced_only_after_a_question(form: Page, tmp_path: Path) -> None:
    asked: list[str] = []

    def refuse(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    def agree(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.accept()

    six_answers(form)
    form.reload()
    expect(form.locator(".aw-write-kept")).to_contain_text("this browser kept")
    form.once("dialog", refuse)
    unfold(form)
    form.locator("#aw-write-paste").fill(WRITTEN)
    form.locator(".aw-write-read").click()
    assert asked == ["Replace the answers in the form? They have not been downloaded since the last change."]
    title = place(form, "title").locator("input")
    assert title.input_value() == SIX["title"]
    downloaded(form, tmp_path)
    form.reload()
    expect(form.locator(".aw-write-kept")).to_contain_text("this browser kept")
    open_review(form, "2025-03-01-written.md", WRITTEN)
    title_there = title.input_value()
    open_review(form, "2025-03-01-again.md", WRITTEN)
    answer(form, "title", "Requests are slow")
    form.once("dialog", agree)
    open_review(form, "2025-03-01-written.md", WRITTEN)
    assert len(asked) == 2
    assert title.input_value() == title_there
