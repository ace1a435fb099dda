"""The phrases are data with a reason and a rewrite each, and what is not the author's own voice is out of scope."""

from __future__ import annotations

import re
import time

import pytest

from afterword.language import find, lexicon
from afterword.language.scope import in_scope, sentences

PHRASES = lexicon().phrases


def said(text: str, *allowed: str) -> list[tuple[str, str]]:
    return [(remark.phrase.family, remark.words) for remark in find(text, allowed)]


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda phrase: f"{phrase.family}-{phrase.words[0]}")
def test_every_phrase_has_words_a_reason_and_a_rewrite(phrase: object) -> None:
    from afterword.language import Phrase

    assert isinstance(phrase, Phrase)
    assert list(phrase.words) == [word.lower() for word in phrase.words]
    assert len(set(phrase.words)) == len(phrase.words)
    for text in (phrase.why, phrase.rewrite):
        assert re.fullmatch(r"[A-Z].*\.", text)
    known = lexicon()
    every_name = [name for names in known.names.values() for name in names]
    for called in ((), every_name):
        assert known.patterns(phrase, called)[0].groups >= 0


def test_no_name_stands_on_two_lists_of_given_names() -> None:
    names = lexicon().names
    assert names["given"].keys() & names["doubtful"].keys() == set()


@pytest.mark.parametrize(
    "text",
    [
        'The memo said "the engineer was careless" twice.',
        "The memo said “the engineer was careless” twice.",
        "The memo said ‘the engineer wasn’t careless’ twice.",
        "The memo said 'the engineer wasn't careless' twice.",
        "The memo said «the engineer was careless» twice.",
        'A quotation "that goes on\nover a line: the engineer was careless" ends here.',
        "> The engineer was careless\nand should have known.\n",
        "The log said `the engineer was careless`.",
        "```text\nThe engineer was careless.\n```\n",
        "See [The engineer was careless](https://example.org/careless).",
        "See [this][one].\n\n[one]: https://example.org 'The engineer was careless'\n",
        "See https://example.org/the-engineer/careless for more, or ask careless@example.org.",
    ],
)
def test_quotations_code_and_links_are_out_of_scope(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "It was **careless** of them.",
        "It was *careless* of them.",
        "It was _careless_ of them.",
        "It wasn't said, it's true, but careless it was.",
        'A 17" screen was careless.',
        "The engineers' plan was careless, and the teams' too.",
        '"One quotation" and a careless word and "another one".',
        "> A quotation.\n\nAnd a careless word.",
    ],
)
def test_what_stands_beside_them_is_in_scope(text: str) -> None:
    assert said(text) == [("judgement", "careless")]


def test_every_offset_stays_where_it_was() -> None:
    text = 'A `code`, a "quotation", a [link](x) and **strong**.\n> quoted\n'
    assert len(in_scope(text)) == len(text)
    assert text[in_scope(text).index("strong") :].startswith("strong")


def test_titles_do_not_end_a_sentence_and_list_items_do() -> None:
    text = "Dr. Who came. Then it rained\n- one\n- two\n\nThree"
    assert [part.strip() for _, part in sentences(text)] == [
        "Dr. Who came.",
        "Then it rained",
        "- one",
        "- two",
        "Three",
    ]


def test_words_that_a_line_break_divides_are_found() -> None:
    assert said("The on-call engineer should\nhave noticed.") == [("counterfactual", "engineer should have noticed")]


def test_no_remark_is_made_twice_about_the_same_words() -> None:
    assert said("The incident was caused by a mistake of the platform team.") == [
        ("blame", "caused by a mistake of the platform team")
    ]


def test_a_name_that_is_a_products_here_is_no_person() -> None:
    assert said("Emma restarted itself twice.") == [("named-person", "Emma")]
    assert said("Emma restarted itself twice.", "Emma") == []


@pytest.mark.parametrize(
    "part",
    [
        "the team should ",
        "Had the team ",
        "no blame the engineer to blame ",
        "“a fault ",
        "'a fault ",
        "fault-",
        "@ab ",
        "Priya Aa ",
        "engineer who who who ",
        "blame. ",
        "> blame\n",
        "- blame\n",
        "_blame_ ",
        "anyone would ",
        "[a fault ",
    ],
)
def test_a_hostile_text_is_read_in_bounded_time(part: str) -> None:
    begun = time.process_time()
    list(find(part * (190_000 // len(part))))
    assert time.process_time() - begun < 2
