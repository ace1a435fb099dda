"""Five whys that chain, and those that do not: the doubtful are left alone."""

from __future__ import annotations

from itertools import pairwise

import pytest

from afterword.corpus import Entry, load
from afterword.model import Review
from afterword.reading import read_raw
from afterword.rules import FileContext
from afterword.rules.causes.chain import _REFERENCE, broken_chain
from afterword.schema import REVIEW, Contract
from afterword.settings import load_settings
from tests.knowledge import DRAFT, EXAMPLE, Base, page
from tests.made import AS_OF, REPOSITORY

SETTINGS, CONTRACT = load_settings(REPOSITORY), Contract(REVIEW)
FIRST = "{why: Why did requests fail?, because: The scoring module stopped at a file of twice the length.}"


def broken(base: Base, *links: str) -> list[str]:
    """The places at which the chain is said to break."""
    base.write(EXAMPLE, page(DRAFT + "five_whys:\n" + "".join(f"  - {link}\n" for link in links)))
    problems = base.problems()
    assert [found.code for found in problems if found.code.startswith("AW1")] == []
    return [found.pointer for found in problems if found.code == "AW607"]


@pytest.mark.parametrize(
    "why",
    [
        "Why is procurement short of staff?",
        "Why did the vendor raise prices in March?",
        "Why were annotators paid in advance?",
        "Why does the quarterly plan omit translation?",
        "Why do managers approve leave by telephone?",
    ],
)
def test_a_why_that_comes_from_nowhere_is_found(why: str, base: Base) -> None:
    assert broken(base, FIRST, f"{{why: '{why}', because: Nobody knows.}}") == ["/five_whys/1/why"]


@pytest.mark.parametrize(
    "why",
    [
        "Why did the module stop?",
        "Why did scoring end there?",
        "Why were files not limited?",  # another form of the word
        "Why is twice too much?",
        "Why did it stop?",
        "Why was this released?",
        "Why did nobody notice these?",
        "Why did the failure spread?",
        "Why was the effect not seen earlier?",
        "Why did operators see that so late?",
        "Why could one such length reach production?",
        "Why did request handlers give up?",  # taken up from the first why
        "Why can a cache be empty at all?",  # from the title
        "Why were pages shown nevertheless?",  # from the summary
        "Why not?",
        "Why then?",
        "Why was nobody told?",
        "Why did the guards not stop what followed?",
        "Why did neither stop?",
        "Why did recovery take longer?",
        "What made the scorer so brittle?",
        "Why was there no limit?",
        "Why did their owners disagree?",
        "Why does a lengthy list break anything?",
    ],
)
def test_a_why_that_takes_something_up_is_left_alone(why: str, base: Base) -> None:
    assert broken(base, FIRST, f"{{why: '{why}', because: Nobody knows.}}") == []


def test_a_chain_may_return_to_an_earlier_answer(base: Base) -> None:
    links = (
        FIRST,
        "{why: Why was the file so long?, because: A query returned columns twice.}",
        "{why: Why did the scoring module have no other way out?, because: Nobody had tried.}",
    )
    assert broken(base, *links) == []
    assert broken(base, *links, "{why: Why do interns leave in spring?, because: Semesters end then.}") == [
        "/five_whys/3/why"
    ]


def test_the_first_why_has_nothing_before_it(base: Base) -> None:
    assert broken(base, "{why: Why do interns leave in spring?, because: Terms end.}", FIRST) == ["/five_whys/1/why"]
    assert (
        broken(base, "{why: Why do interns leave?, because: Terms end.}", "{why: Why do terms end?, because: Law.}")
        == []
    )


def reviews() -> list[Review]:
    found = [entry.value for entry in load(SETTINGS).entries]
    return [value for value in found if isinstance(value, Review) and value.data.get("five_whys")]


def breaks(review: Review, whys: list[dict[str, str]]) -> int:
    changed = Review(review.id, review.path, {**review.data, "five_whys": whys}, "")
    text = page("five_whys:\n" + "  - {why: a, because: b}\n" * len(whys))
    entry = Entry(review.path, REVIEW, read_raw(text.encode(), review.path, SETTINGS.limits), {}, (), changed)
    return len(list(broken_chain(FileContext(entry, CONTRACT, SETTINGS, AS_OF))))


def test_no_chain_of_a_real_review_is_doubted() -> None:
    known = reviews()
    assert len(known) >= 30
    assert {one.id: found for one in known if (found := breaks(one, one.data["five_whys"]))} == {}


def test_most_real_questions_that_stray_into_another_review_are_found() -> None:
    # The second why of the next review; what points back with a word such as "it" cannot be told from one's own.
    strayed = [
        breaks(one, [one.data["five_whys"][0], other.data["five_whys"][1]])
        for one, other in pairwise(reviews())
        if len(other.data["five_whys"]) > 1 and not _REFERENCE.search(other.data["five_whys"][1]["why"])
    ]
    assert len(strayed) >= 5
    assert sum(strayed) > len(strayed) / 2
