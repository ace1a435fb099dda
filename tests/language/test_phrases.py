"""The phrases are data with a reason and a rewrite each, and what is not the author's own voice is out of scope."""

from __future__ import annotations

import re

import pytest

from afterword.language import FAMILIES, Phrase, classes, find, lexicon, sieve
from afterword.language.names import LISTS
from afterword.language.scope import LONGEST, in_scope, sentences
from afterword.language.source.compiling import written_in
from afterword.language.source.files import read
from afterword.language.source.grammar import words_asked_for
from afterword.language.source.vocabulary import entries, known_words
from afterword.language.tokens import tokens
from tests.growth import grows_evenly

PHRASES = lexicon().phrases
# What is seen by how a word is written, and not by a list.
ENDINGS = (
    "<ed>",
    "<ing>",
    "<ly>",
    "<number>",
    "<cap>",
    "<initial>",
    "<handle>",
    "<shared>",
    "<login>",
    "<addressed>",
    "<letters>",
    "<dotted>",
    "<year>",
    "<open>",
    "<stop>",
    "<part>",
    "<follows>",
)


def said(text: str, *allowed: str) -> list[tuple[str, str]]:
    return [(remark.phrase.family, remark.words) for remark in find(text, allowed)]


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda phrase: f"{phrase.family}: {phrase.why[:40]}")
def test_every_phrase_has_a_reason_and_a_rewrite(phrase: Phrase) -> None:
    for text in (phrase.why, phrase.rewrite):
        assert re.fullmatch(r"[A-Z].*\.", text)


def test_no_name_stands_on_two_lists_of_given_names() -> None:
    names = read("names")
    assert not set(entries(names["given"])) & set(entries(names["maybe"]))


def test_no_class_of_words_is_asked_for_that_is_not_there() -> None:
    data = read("words")
    listed = {family: read(family) for family in FAMILIES}
    asked = words_asked_for(" ".join([*written_in(listed), *data["shorthand"].values()]))
    written = {*ENDINGS, *(f"<{kind}>" for kind in LISTS), "<known>"}
    classes = {key for key in asked if key.startswith("<")}
    assert classes - known_words(data).members.keys() - data["shorthand"].keys() - written == set()


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


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Guo et al. (2017) found the same.",
            "See Fig. 3 and Tab. 2.",
            "The rate was approx. 3 a day, cf. the panel.",
        ),
        *("It fell on Mar. 12 and on Tue. at noon.", "It fell on 12.03. at noon.", "A note: the rest is below."),
    ],
)
def test_short_forms_and_dates_do_not_end_a_sentence(text: str) -> None:
    assert sentences(text) == [(0, text)]


@pytest.mark.parametrize(
    "label", ["Action:", "**Lesson:**", "TODO:", "Next step:", "Recommendation:", "- [ ]", "- [x]"]
)
def test_an_appeal_is_found_behind_a_label_and_a_box_to_tick(label: str) -> None:
    assert said(f"{label} Double-check the alias.") == [("hidden-blame", "Double-check")]


def test_words_that_a_line_break_divides_are_found() -> None:
    assert said("The on-call engineer should\nhave noticed.") == [("counterfactual", "engineer should have noticed")]


def test_no_remark_is_made_twice_about_the_same_words() -> None:
    assert said("The incident was caused by a mistake of the platform team.") == [
        ("blame", "caused by a mistake of the platform team")
    ]


def test_a_name_that_is_a_products_here_is_no_person() -> None:
    assert said("Emma restarted itself twice.") == [("named-person", "Emma")]
    assert said("Emma restarted itself twice.", "Emma") == []


@pytest.mark.parametrize("mark", ["—", "…", "”", ")", ","])
def test_any_mark_ends_a_word(mark: str) -> None:
    assert said(f"It was careless{mark}and late.") == [("judgement", "careless")]


@pytest.mark.parametrize("text", ["İ was CARELESS", "It was Careless."])
def test_capitals_do_not_matter_and_offsets_stay(text: str) -> None:
    (remark,) = find(text)
    assert text[remark.start : remark.end].lower() == "careless"


def test_a_handle_in_a_log_is_a_persons_though_it_is_set_as_code() -> None:
    assert said("18:53 `@amara` restarts the workers.") == [("named-person", "@amara")]
    assert said("The decorator `@retry` hid two failures.") == []


def test_a_sentence_that_never_ends_is_read_in_parts_and_every_offset_stays() -> None:
    text = "and so on " * 500 + "it was careless " + "and so on " * 500
    (remark,) = find(text)
    assert text[remark.start : remark.end] == "careless"
    assert "".join(part for _, part in sentences(text)) == text
    assert max(len(part) for _, part in sentences(text)) <= LONGEST


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
        "a mistake by the team ",
        '"',
        "*",
    ],
)
def test_the_time_that_a_hostile_text_takes_grows_with_its_length(part: str) -> None:
    assert grows_evenly(lambda text: list(find(text)), lambda size: part * (size // len(part)), 100_000)


def test_a_text_of_any_number_of_different_words_is_read_to_its_end() -> None:
    many = " ".join(f"Wa{number}b fell over a c{number}." for number in range(30_000))
    assert said(f"{many} The engineer was careless.") == [("judgement", "careless")]


def test_only_so_many_words_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    known = lexicon.__wrapped__()
    for module in (classes, sieve):
        monkeypatch.setattr(module, "MOST", 100)
    kept = [known.lines.sieve, *vars(known.lines.sieve).values(), known.words, *vars(known.words).values()]

    def remembered() -> int:
        return sum(len(one) for one in kept if isinstance(one, dict))

    def read(numbers: range) -> None:
        for number in numbers:
            pieces = [f"Wa{number}b", f"fe{number}ll.", f"over-c{number}"]
            known.lines.sieve.possible(pieces)
            tokens(pieces, known.words)

    read(range(1_000))
    before = remembered()
    read(range(1_000, 4_000))
    assert remembered() < before + 1_000
