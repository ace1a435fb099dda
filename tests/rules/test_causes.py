"""Rules of causes: what they must find, and what a careless list of words would flag."""

from __future__ import annotations

import pytest

from afterword.text.similarity import overlap
from afterword.text.terms import stems
from tests.knowledge import DRAFT, EXAMPLE, PUBLISHED, Base, overlaid, page

TWO_WHYS = """\
five_whys:
  - {why: Why did it stop?, because: The file was too long.}
  - {why: Why was it too long?, because: %s}
"""


def found(base: Base, fields: str, over: str, *families: str) -> list[str]:
    base.write(EXAMPLE, page(overlaid(fields, over)))
    codes = [problem.code for problem in base.problems()]
    assert [code for code in codes if code.startswith("AW1")] == []
    return [code for code in codes if code.startswith(families or ("AW6",))]


def caused_by(base: Base, statement: str) -> list[str]:
    return found(base, DRAFT, f'root_causes: [{{layer: process, statement: "{statement}"}}]\n')


@pytest.mark.parametrize(
    "statement",
    [
        "Human error.",
        "An operator error during the upgrade.",
        "The engineer forgot the second argument.",
        "It was the mistake of a new engineer.",
        "The annotators overlooked the new class.",
        "Somebody failed to check the units.",
        "Carelessness in the hand-over.",
        "Lack of attention on the night shift.",
        "An analyst's mistake in the query.",
        "The engineer deployed the wrong version.",
    ],
)
def test_human_error_as_a_cause_is_found(statement: str, base: Base) -> None:
    assert caused_by(base, statement.replace("annotators", "annotator")) == ["AW602"]


@pytest.mark.parametrize(
    "statement",
    [
        "The alert counted user error messages and slept through server errors.",
        "The loader shows an operator error code of two digits.",
        "Labels had a human error rate of 4 %.",
        "Nothing stands between an engineer's mistake and every region.",
        "A release to all regions accepts a typo, so a mistake by one engineer reaches everybody.",
        "The form allows operator error: both fields look alike.",
        "The design assumed that human error would be caught in review, and no review was required.",
        "The model was trained on mistakes of the older model.",
        "The retry masked every error of the upstream service.",
        "The service failed to read the file.",
        "The reviewer is shown the wrong page for scores in the middle.",
        "The registry lets an engineer deploy the wrong version.",
    ],
)
def test_a_system_that_lets_error_through_is_a_cause(statement: str, base: Base) -> None:
    assert caused_by(base, statement) == []


def test_only_the_last_why_is_held_to_it(base: Base) -> None:
    assert found(base, DRAFT, TWO_WHYS % "The operator made a mistake.") == ["AW602"]
    turned = TWO_WHYS.replace("The file was too long.", "The operator made a mistake.") % "The form has no preview."
    assert found(base, DRAFT, turned) == []


@pytest.mark.parametrize(
    ("over", "expected"),
    [
        ("severity: sev2\n", ["AW603"]),
        ("severity: sev1\n", ["AW603"]),
        ("severity: sev3\n", []),
        ("severity: sev1\nprovenance: public-report\nsources: [{title: A, url: 'https://example.org/'}]\n", []),
    ],
)
def test_two_whys_are_few_for_grave_reviews_of_our_own(over: str, expected: list[str], base: Base) -> None:
    assert found(base, DRAFT, over + TWO_WHYS % "Nothing limits it.") == expected


@pytest.mark.parametrize(
    ("over", "expected"),
    [
        ("severity: sev2\n", ["AW601"]),
        ("severity: sev3\n", []),
        ("severity: sev2\nstatus: in-review\n", []),
        ("severity: sev1\nprovenance: public-report\nsources: [{title: A, url: 'https://example.org/'}]\n", []),
        ("severity: sev1\nprovenance: illustrative\n", ["AW601"]),
    ],
)
def test_one_cause_is_few_for_what_was_grave_and_is_published(over: str, expected: list[str], base: Base) -> None:
    near_miss = "kind: near-miss\nnear_miss: {caught_by: chance, caught_at: canary}\n"
    assert found(base, PUBLISHED, near_miss + over) == expected


@pytest.mark.parametrize(
    ("trigger", "statement", "expected"),
    [
        ("A release emptied the cache.", "The cache was emptied by a release.", ["AW604"]),
        ("A release emptied the cache.", "A release may empty the cache of all regions at once.", []),
        ("A change of the schema.", "A change of the schema reaches training without a comparison.", []),
        ("Retry.", "Retry.", []),  # too short to say anything
    ],
)
def test_the_trigger_is_no_cause(trigger: str, statement: str, expected: list[str], base: Base) -> None:
    over = f"title: A title of its own\nsummary: A summary of its own.\ntrigger: {trigger}\n"
    assert found(base, DRAFT, f"{over}root_causes: [{{layer: data, statement: {statement}}}]\n") == expected


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("The score of new customers was wrong for two days.", ["AW605"]),
        ("For two days, the scores of new customers were wrong!", ["AW605"]),
        ("New customers were asked for a deposit.", ["AW605"]),
        ("The score of new customers has no history to rest on.", []),
        ("Nothing compares the scores of new customers with those of old ones.", []),
    ],
)
def test_what_happened_is_no_cause(statement: str, expected: list[str], base: Base) -> None:
    over = (
        "title: New customers are scored wrongly\n"
        "summary: The score of new customers was wrong for two days. They were asked for a deposit by mistake.\n"
        "impact: {who: New customers were asked for deposits}\n"
    )
    assert found(base, DRAFT, f'{over}root_causes: [{{layer: model, statement: "{statement}"}}]\n') == expected


def test_likeness_counts_words_and_not_their_order() -> None:
    assert overlap(stems("The cache was emptied"), stems("Empties the caches")) == 1
    assert overlap(stems("The cache was emptied"), stems("The queue was full")) == 0
    assert overlap(stems(""), stems("The")) == 0
