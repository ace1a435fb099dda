"""Texts without quotes that YAML cuts: what follows a `#`, and what follows a comma between brackets."""

from __future__ import annotations

import pytest

from tests.knowledge import EXAMPLE, PUBLISHED, Base, overlaid, page

CUT, SPLIT = "AW013", "AW014"


def told(base: Base, over: str) -> list[tuple[str, int, str]]:
    """Code, line within these fields, and message of each problem."""
    text = page(overlaid(PUBLISHED, over))
    base.write(EXAMPLE, text)
    above = text[: text.index(over)].count("\n")
    return [(one.code, one.span.line - above, one.message) for one in base.problems()]


@pytest.mark.parametrize(
    ("fields", "line", "comment", "field"),
    [
        ("title: ETA retrain PR #812 promised a day early\n", 1, "#812 promised a day early", "title"),
        ("detection: {by: monitoring,\n  how: asked in #eta-oncall\n  }\n", 2, "#eta-oncall", "detection.how"),
        ("detection:\n  by: monitoring\n  how: They asked\n    #4411)\n", 4, "#4411)", "detection.how"),
        ("worked_well:\n  - The alert came (see #eta, which\n", 2, "#eta, which", "worked_well[1]"),
        ("worked_well:\n  - The alert came, see\n    #eta\n", 3, "#eta", "worked_well[1]"),
        ("models:\n  - name: Page ranker\n    owner: team #eta\n", 3, "#eta", "models[1].owner"),
        ("trigger: A release\t#12\n", 1, "#12", "trigger"),
    ],
)
def test_text_that_is_a_comment_to_yaml_is_told(base: Base, fields: str, line: int, comment: str, field: str) -> None:
    message = f"YAML reads `{comment}` as a comment, so it is not part of `{field}`"
    assert told(base, fields) == [(CUT, line, message)]


@pytest.mark.parametrize(
    "fields",
    [
        'trigger: "Release #12"\n',
        "trigger: 'Release #12'\n",
        "trigger: >-\n  Release #12\n  #13\n",
        "trigger: Release#12\n",
        "trigger: A release  # of May\n",
        "trigger: A release  #\n",
        'trigger: "A release" #12\n',
        "severity: sev3 #was sev2\n",
        "detection:\n  by: monitoring\n  how: They asked\n  #They did\n",
        "models:\n  - name: Page ranker\n    #owner: serving\n",
        "models:\n  - name: Page ranker\n      #owner: serving\n",
        "trigger: A release\n\n  #later\n",
        "worked_well:\n  - The alert came.\n  #soon\n",
    ],
)
def test_what_is_meant_as_a_comment_or_is_text_to_yaml_is_left_alone(base: Base, fields: str) -> None:
    assert told(base, fields) == []


def test_an_allowance_is_no_text(base: Base) -> None:
    assert [code for code, _, _ in told(base, "trigger: A release  #afterword: allow AW605 because of it\n")] == [
        "AW903"
    ]


def test_a_value_of_which_all_is_a_comment_is_told_so_where_it_is_empty(base: Base) -> None:
    base.write(
        EXAMPLE, page(overlaid(PUBLISHED, "impact: {who: Readers}\ntrigger: #eta-oncall\nworked_well:\n  - #812\n"))
    )
    assert [(one.code, one.help.partition(".")[0]) for one in base.problems()] == [
        ("AW103", "YAML reads `#eta-oncall` as a comment: quote the value"),
        ("AW103", "YAML reads `#812` as a comment: quote the value"),
    ]


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ("worked_well: [The alert came within minutes, and the fallback held.]\n", 1),
        ("worked_well: [All was well., The alert came within minutes,\n  which nobody expected.]\n", 2),
        ("lessons: {untested: [A cold start, but not under load]}\n", 1),
    ],
)
def test_a_sentence_that_a_comma_splits_is_told_at_its_second_half(base: Base, fields: str, line: int) -> None:
    assert [(code, at) for code, at, _ in told(base, fields)] == [(SPLIT, line)]


@pytest.mark.parametrize(
    "fields",
    [
        'worked_well: ["The alert came within minutes, and the fallback held."]\n',
        'worked_well: ["The alert came within minutes", and the fallback held.]\n',
        "worked_well: [The alert came within minutes., and the fallback held.]\n",
        "worked_well: [The alert came within minutes, the fallback held]\n",
        "worked_well: [The alert came, And the fallback held, sofas were warm]\n",
        "worked_well:\n  - The alert came within minutes\n  - and the fallback held\n",
    ],
)
def test_items_that_their_author_parted_are_left_alone(base: Base, fields: str) -> None:
    assert told(base, fields) == []


@pytest.mark.parametrize(
    ("written", "code"),
    [("It took over, after two minutes.", "AW009"), ("It was slow, maybe", "AW102"), ("It, maybe, was slow", "AW009")],
)
def test_a_text_in_braces_that_a_comma_cuts_is_told_that_quotes_are_missing(
    base: Base, written: str, code: str
) -> None:
    base.write(
        EXAMPLE, page(overlaid(PUBLISHED, f"safeguards: [{{name: fallback, outcome: held, note: {written}}}]\n"))
    )
    advice = next(one.help for one in base.problems() if one.code == code)
    assert advice == "Quote the value before it: a comma begins a new field."


@pytest.mark.parametrize("written", ["After: x", "maybe: x", "maybe: ", "After: "])
def test_another_wrong_field_in_braces_is_not_told_so(base: Base, written: str) -> None:
    base.write(EXAMPLE, page(overlaid(PUBLISHED, f"safeguards: [{{name: fallback, outcome: held, {written}}}]\n")))
    assert "comma" not in "".join(one.help for one in base.problems())
