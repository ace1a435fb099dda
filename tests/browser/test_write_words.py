"""What the form tells of the words that are typed: secrets stop the file, and what is hardly meant is told."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from afterword.python_api import load_reviews
from afterword.reading.source import HIDDEN, hidden_in
from afterword.secrecy.in_browsers import secret_shapes
from afterword.secrecy.shapes import SHAPES
from tests.browser.writing import answer, downloaded, place, six_answers, unfold
from tests.made import knowledge_base
from tests.unit.cli.invoke import invoke
from tests.unit.secrecy.seeds import TOKENS, some

KEY = "AK" + "IA" + some(16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")


def test_a_secret_in_an_answer_is_told_and_no_file_is_made(form: Page) -> None:
    six_answers(form)
    answer(form, "summary", f"The loader used {KEY} for an hour.")
    said = "Summary This looks like an AWS access key. Revoke it first, then take it out."
    expect(form.locator(".aw-write-told li")).to_have_text([said])
    form.locator(".aw-write-download").click()
    expect(form.locator("[data-field=summary] .aw-told")).to_contain_text("AWS access key")


def test_a_secret_in_the_story_is_told_and_no_file_is_made(form: Page) -> None:
    six_answers(form)
    unfold(form)
    form.locator(".aw-write-group").last.locator("textarea").first.fill(f"We saw\n\n```\n{KEY}\n```\n")
    said = "Story, What happened This looks like an AWS access key"
    expect(form.locator(".aw-write-told li")).to_contain_text([said])


def test_every_shape_of_a_secret_is_found_in_a_browser_as_by_the_check(form: Page) -> None:
    texts = [f"the token {token} was used" for token in chain.from_iterable(TOKENS.values())]
    patterns = [pattern for _, pattern in secret_shapes()]
    found = form.evaluate(
        "([patterns, texts]) => texts.map(text => patterns.map(one => new RegExp(one).test(text)))", [patterns, texts]
    )
    shapes = [shape.pattern for shape in SHAPES]
    assert [row[: len(shapes)] for row in found] == [[bool(one.search(text)) for one in shapes] for text in texts]
    assert sum(map(any, found)) > len(texts) // 2


def test_every_script_and_emoji_is_written_as_it_was_typed(form: Page, tmp_path: Path) -> None:
    base = knowledge_base(tmp_path)
    title = "👩\u200d💻 and 🏳️\u200d🌈 sont très\u00a0lents\u202f!"
    summary = "می\u200cخواهم مدل را; क\u094d\u200dष; \u200fשלום\u200e (v2); モデル\u3000停止"
    six_answers(form)
    answer(form, "title", title)
    answer(form, "summary", summary)
    unfold(form)
    form.locator(".aw-write-group").last.locator("textarea").first.fill(summary)
    file = downloaded(form, base / "postmortems")
    told = invoke(base, "check", str(file))
    assert told.exit_code == 0, told.output
    review = load_reviews(base).by_id[file.stem]
    assert (review.data["title"], review.data["summary"]) == (title, summary)
    assert f"\n\n{summary}\n" in file.read_text("utf-8")


def test_what_the_check_cannot_see_is_told_and_deleted_only_when_its_author_says_so(form: Page) -> None:
    six_answers(form)
    unfold(form)
    story = form.locator(".aw-write-group").last
    boxes = place(form, "summary").locator("textarea"), story.locator("textarea").first
    for box in boxes:
        box.fill("It\u200b was re\u00adset\u2028twice, a\u200db.")
        box.blur()
    said = "This has hidden characters, which the check refuses: U+200B, U+00AD, U+2028, U+200D. Delete them"
    expect(form.locator(".aw-write-told li")).to_contain_text([f"Summary {said}", f"Story, What happened {said}"])
    for box, around in zip(boxes, (place(form, "summary"), story), strict=True):
        around.locator(".aw-told").get_by_role("button", name="Delete them").click()
        expect(box).to_be_focused()
        assert box.input_value() == "It was reset twice, ab."
    expect(form.locator(".aw-write-told")).to_contain_text("as the check wants them")


def test_what_is_hidden_is_the_same_in_a_browser_and_for_the_check(form: Page) -> None:
    texts = ["".join(map(chr, chain(range(0xD800), range(0xE000, 0x110000))))]
    around = ["", "a", " ", "\n", "1", "\u02ff", "\u0300", "ی", "क", "👩", "\ufe0f", "\u3000", "\u200d", "\u200b"]
    texts += [f"{left}{joiner}{right}" for left in around for joiner in "\u200c\u200d" for right in around]
    found = form.evaluate(
        "([pattern, texts]) => texts.map(text => [...text.matchAll(new RegExp(pattern, 'gu'))]"
        ".map(match => [...text.slice(0, match.index)].length))",
        [HIDDEN, texts[1:]],
    )
    assert found == [hidden_in(text) for text in texts[1:]]
    one = "([pattern, text]) => text.match(new RegExp(pattern, 'gu')).join('')"
    assert form.evaluate(one, [HIDDEN, texts[0]]) == "".join(texts[0][at] for at in hidden_in(texts[0]))


@pytest.mark.parametrize(
    ("at", "text", "said"),
    [
        ("trigger", "TBD", "Trigger This says nothing."),
        ("models/*/owner", "TBD by platform", "Models, entry 1: Owner This says nothing."),
        ("trigger", "<https://ci.example.org/run/1986>", ""),
        ("models/*/version", "2.2", ""),
        ("models/*/version", "TBD", "Models, entry 1: Version This says nothing."),
        ("models/*/owner", "testing", ""),
        ("models/*/registry", "TBD", ""),
        ("title", "To do", "Title This says nothing."),
        ("models/*/name", "57", "Models, entry 1: Name This looks like a version."),
        ("impact/who", "Ask jo.smith@corp-mail.com", "Impact: Who This looks like an e-mail address."),
        ("impact/who", "Ask docs@example.org", ""),
        ("impact/who", "The ranking API.", "Impact: Who This is a system."),
        ("impact/who", "Customers of the ranking API", ""),
    ],
)
def test_what_is_hardly_meant_is_told_and_does_not_stop_the_file(form: Page, at: str, text: str, said: str) -> None:
    six_answers(form)
    unfold(form)
    answer(form, "status", "in-review")
    if not form.locator(f"[data-field='{at}']").count():
        form.get_by_role("button", name="Add an entry to models", exact=True).click()
    answer(form, at, text)
    advice = form.locator(".aw-advice li")
    if said:
        expect(advice).to_contain_text([said])
    else:
        expect(form.locator(".aw-write-told")).to_contain_text("answers to look at")
        expect(advice).to_have_count(0)


def test_what_stands_there_from_the_start_is_not_counted_as_answered(form: Page) -> None:
    first = form.locator(".aw-set-number").first
    expect(first).to_have_text("")
    answer(form, "title", "The cache was empty")
    expect(first).to_contain_text("1 of ")


def test_the_last_step_says_what_the_check_still_looks_at(form: Page) -> None:
    step = form.locator(".aw-write-finish")
    expect(step).to_contain_text("The check of the file reads more than a form can: passwords and personal data")


def test_the_front_page_leads_to_the_form(opened: Callable[..., Page]) -> None:
    page = opened("index.html")
    page.get_by_role("main").get_by_role("link", name="Write a review").first.click()
    expect(page.locator("h1")).to_contain_text("Write a review")
