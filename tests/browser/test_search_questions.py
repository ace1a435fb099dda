"""Whether the search finds what a reader asks for, and ranks as recall does."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from functools import lru_cache

import pytest
from bench.asking import FIRST, Asked, missed, questions, results
from bench.recall import base
from playwright.sync_api import Page, expect

from afterword.analysis.recall import Recall
from afterword.text.terms import stem, words
from tests.browser.visit import Site
from tests.made import REPOSITORY
from tests.unit.analysis.recall.test_pasted import JAVA, JAVASCRIPT, LOG, NAMES, PYTHON, SAID

Opened = Callable[..., Page]

ASKED = questions()
SHARES = {("unseen", "seen"): 0.93, ("held_back",): 0.9}
"""The least share of some parts that must be right."""


def of(*parts: str) -> list[Asked]:
    return [one for one in ASKED if one.part in parts]


@lru_cache(maxsize=1)
def recall() -> Recall:
    return Recall.of(*base())


def test_there_are_at_least_eighty_questions_of_which_half_were_written_unseen() -> None:
    texts = [one.words for one in ASKED]
    assert len(set(texts)) == len(texts) >= 80
    assert len(of("held_back")) >= len(texts) / 3
    assert len(of("held_back", "unseen")) >= len(texts) / 2


@pytest.mark.parametrize("parts", SHARES, ids="-".join)
def test_nearly_every_question_is_answered_by_one_of_the_first_results(
    opened: Opened, site: Site, parts: tuple[str, ...]
) -> None:
    asked = of(*parts)
    wrong = missed(opened("search/"), site.url, asked)
    assert 1 - len(wrong) / len(asked) >= SHARES[parts]


def test_every_page_that_answers_a_question_is_there(site: Site) -> None:
    pages = {page for one in ASKED for page in one.finds}
    assert {page for page in pages if not (site.folder / page / "index.html").is_file()} == set()


def test_the_review_that_recall_finds_first_comes_first(opened: Opened, site: Site) -> None:
    page = opened("search/")
    known = recall().ranking.postings
    # Of words that no review has, recall knows nothing; the search looks for those that may be meant.
    plain = [one.words for one in ASKED if all(found in known for found in map(stem, words(one.words)) if found)]
    assert len(plain) >= 20
    lines = [
        [SAID, *(line.format(number) for number in range(10, 40))] for line in (PYTHON, JAVA, JAVASCRIPT, LOG, NAMES)
    ]
    # A box of one line makes a space of each line break; an address keeps them.
    pasted = [between.join(those) for those in lines for between in ("\n", " ")]
    other = {}
    for text in (*plain, *pasted):
        (ours,) = [f"postmortems/{hit.review.id}" for hit in recall().similar_to_text(text, 1)]
        shown = results(page, site.url, text, "&type=review")
        if shown[:1] != [ours]:
            other[text] = (ours, shown[:FIRST])
    assert other == {}


def test_the_name_of_a_pattern_finds_its_page_and_then_the_review_that_recall_finds(opened: Opened, site: Site) -> None:
    page = opened("search/")
    for pattern in recall().patterns:
        ours = recall().similar_to_text(pattern.title, 1)[0].review
        assert pattern.id in ours.patterns
        assert results(page, site.url, pattern.title)[:2] == [f"patterns/{pattern.id}", f"postmortems/{ours.id}"]
        assert page.locator(".aw-result-has").first.inner_text() == f"Has the pattern {pattern.title}"


def test_a_data_set_that_is_named_lifts_the_review_that_has_it(opened: Opened, site: Site) -> None:
    page = opened("search/")
    assert (
        results(page, site.url, "rejects since orders_12m changed")[0]
        == "postmortems/2026-04-07-null-column-all-positive"
    )
    expect(page.locator(".aw-result-has").first).to_have_text(re.compile("orders_12m"))


def test_the_browser_stems_every_word_as_recall_does(opened: Opened, site: Site) -> None:
    texts = [file.read_text("utf-8") for file in (REPOSITORY / "postmortems").glob("*.md")]
    texts += [file.read_text("utf-8") for file in (REPOSITORY / "docs").rglob("*.md")]
    chance = random.Random(7)
    endings = (
        "s",
        "es",
        "ed",
        "ing",
        "ings",
        "ly",
        "ies",
        "ied",
        "ying",
        "ation",
        "ization",
        "fulness",
        "iveness",
        "ement",
        "y",
    )
    known = sorted({word for text in texts for word in words(text)})
    made = [chance.choice(known)[: chance.randint(1, 9)] + chance.choice(endings) for _ in range(5000)]
    texts += [
        " ".join(made),
        "Straße naïve CAFÉ it's ﬁne Ⅳ 日本語 x_y a-b 5xx İstanbul",
        "L’équipe, dell'archivio qu’il n'a L'D'x all's isn't l'll aujourd’hui _l'x O'Brien",
        "Το μοντέλο διάβασε κενές τιμές ΤΙΜΕΣ ᾳ Άιδης, модель прочитала пустые цены й ё, և Մոդել ერთი",
        "मॉडल ने खाली कीमतें पढ़ीं, மாதிரி வெற்று விலைகளைப் படித்தது, แบบจำลองอ่านราคาที่ว่างเปล่า, 모델이 빈 가격을, がぎー・ヴ",
        "Łódź żółć Ærø Ørsted Œuvre Þór ĐÐ ıİ ħ ŋ ə",
        "النموذج قرأ أسعارًا فارغة, המודל קרא מחירים רֵיקִים, Ꭰꭰ ᏸ 𝐀𝐁 ǅ ŉ ǰ ΐ ﬀ Å",
        f"{'donau' * 9} {'検' * 45} {'𐐨' * 45}",
    ]
    page = opened("search/")
    page.wait_for_load_state("networkidle")
    script = (site.folder / "assets" / "afterword" / "search.js").read_text("utf-8")
    asked = "window.stemsOf = (text) => plainWords(text).map((word) => [word, stemOf(word)]);\n})();"
    head, _, tail = script.rpartition("})();")
    assert tail.strip() == ""
    page.add_script_tag(content=f"{head}{asked}")
    for text in texts:
        found = json.loads(page.evaluate("text => JSON.stringify(stemsOf(text))", text))
        assert [tuple(pair) for pair in found] == [(word, stem(word)) for word in words(text)]
