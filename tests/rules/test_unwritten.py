"""Text that nobody has written yet, in drafts where it may stand and elsewhere."""

from __future__ import annotations

import pytest

from afterword.model.unwritten import HEADINGS
from tests.knowledge import DRAFT, EXAMPLE, PUBLISHED, Base, overlaid, page

TEMPLATE = "".join(f"## {heading}\n\n{hint}\n\n" for heading, hint in HEADINGS.items())


def codes(
    base: Base, over: str = "", body: str = "## What happened\n\nPages were slow.\n", of: str = PUBLISHED
) -> list[str]:
    base.write(EXAMPLE, page(overlaid(of, over), body))
    return [found.code for found in base.problems() if found.code in {"AW111", "AW112", "AW113"}]


def test_each_hint_of_the_template_that_was_left_is_told_on_its_line(base: Base) -> None:
    assert codes(base, body=TEMPLATE) == ["AW111"] * len(HEADINGS)
    lines = base.report().diagnostics
    text = (base.root / EXAMPLE).read_text("utf-8").split("\n")
    assert [text[found.span.line - 1] for found in lines if found.code == "AW111"] == list(HEADINGS.values())


def test_a_field_that_is_to_be_written_is_told(base: Base) -> None:
    assert codes(base, "summary: 'To be written: Explain it to someone in another department.'\n") == ["AW111"]


def test_a_draft_may_have_all_of_it(base: Base) -> None:
    assert codes(base, "summary: TBD\n", TEMPLATE, DRAFT) == []


def test_a_review_goes_into_its_meeting_with_hints_but_without_placeholders(base: Base) -> None:
    assert codes(base, "status: in-review\nsummary: TBD\n", TEMPLATE) == ["AW112"]


@pytest.mark.parametrize(
    "text",
    [
        *("TBD", "tbd.", "[TODO]", "???", "...", "- -", "n n n n", "test test", "xxxxxx", "Lorem ipsum dolor", "<TBA>"),
        *("To be confirmed", "Pending.", "<team>", "TODO(ann)", "TODO: ask the vendor", "TBD by platform"),
        "TBC with the data team in the next week",
    ],
)
def test_a_placeholder_is_told_wherever_free_text_stands(text: str, base: Base) -> None:
    assert codes(base, f"trigger: '{text}'\n") == ["AW112"]
    assert codes(base, f"worked_well: ['{text}']\n") == ["AW112"]


@pytest.mark.parametrize(
    "text",
    [
        *("Unknown.", "None", "A test of the loader", "The tests", "IoT", "No, no.", "42", "Ran out of memory", "Ⅲ"),
        *("Pending orders were lost", "TODO comments were read as text", "The tag <b> was read as text", "2.2", "5-5"),
        *("<https://ci.example.org/run/1986>", "<mailto:ranking@example.org>", "<ranking@example.org>"),
    ],
)
def test_a_short_answer_is_no_placeholder(text: str, base: Base) -> None:
    assert codes(base, f"trigger: '{text}'\n") == []


@pytest.mark.parametrize(
    "fields",
    [
        "models: [{name: TBD}]\n",
        "models: [{name: Page ranker, version: tbd}]\n",
        "models: [{name: Page ranker, owner: <team>}]\n",
        "aliases: [TBD]\n",
        "safeguards: [{name: TODO, outcome: absent}]\n",
        "actions: [{id: A1, area: prevention, title: It is filled, owner: TBD, status: open, due: 2026-03-01}]\n",
    ],
)
def test_a_placeholder_in_place_of_a_name_is_told(fields: str, base: Base) -> None:
    assert codes(base, fields) == ["AW112"]


@pytest.mark.parametrize(
    "fields",
    [
        "models: [{name: Page ranker, version: '2.2', last_good_version: '1.1.1'}]\n",
        "models: [{name: Page ranker, owner: bar-serving}]\n",
        "safeguards: [{name: testing, outcome: absent}]\n",
    ],
)
def test_a_name_that_only_looks_like_a_placeholder_is_left_alone(fields: str, base: Base) -> None:
    assert codes(base, fields) == []


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("## What happened\n\nTBD\n", 1),
        ("## What happened\n\nPages were slow.\n\n## What is not known\n\n-\n", 1),
        ("## What happened\n\nTBD\n\n## Why\n???\n## More\n\nIt was slow.\n", 2),
        ("## What happened\n\n### Before\n\nIt was slow.\n", 0),
        ("## What happened\n\nTBD\n\nPages were slow.\n", 0),
        ("## What happened\n\n## Why\n\nIt was slow.\n", 0),
        ("## What was tried\n\n### Testing\n\n#### On one machine\n\nIt was slow.\n", 0),
    ],
)
def test_a_heading_with_only_a_placeholder_below_it_is_told(body: str, found: int, base: Base) -> None:
    assert codes(base, body=body) == ["AW112"] * found


@pytest.mark.parametrize("name", ["57", "v2", "2.1.0", "9.4-rc1", "2026-02-14.1"])
def test_a_model_that_is_called_like_a_version_is_asked_about(name: str, base: Base) -> None:
    assert codes(base, f"models: [{{name: '{name}'}}]\n", of=DRAFT) == ["AW113"]


@pytest.mark.parametrize("name", ["GPT-4o", "Page ranker 2", "R2", "o3", "Version control bot", "3D pose"])
def test_a_name_with_a_number_is_a_name(name: str, base: Base) -> None:
    assert codes(base, f"models: [{{name: '{name}'}}]\n", of=DRAFT) == []


@pytest.mark.parametrize(
    "who",
    [
        *("The ranking API", "the Page ranker", "Page ranker.", "production", "our feature store", "the service"),
        *("the payments database", "Kubernetes", "All GPU servers", "The checkout pipeline"),
    ],
)
def test_a_victim_that_is_a_system_is_asked_about(base: Base, who: str) -> None:
    base.write(EXAMPLE, page(overlaid(PUBLISHED, f"impact: {{who: {who}}}\n")))
    assert [one.code for one in base.problems()] == ["AW114"]


@pytest.mark.parametrize(
    "who",
    [
        *("Users of the ranking API", "Customer service", "The police service", "Nobody", "Database administrators"),
        *("Users of clusters", "Owners of our servers", "Customers with databases", "Customer clusters"),
        *("The health system", "Readers", "The production team", "One pedestrian", "Servers at two restaurants"),
        *("A supplier and its backends", "Nobody outside production", "The fare models, and riders in two cities"),
    ],
)
def test_people_and_organisations_are_no_system(base: Base, who: str) -> None:
    base.write(EXAMPLE, page(overlaid(PUBLISHED, f"impact: {{who: '{who}'}}\n")))
    assert base.problems() == ()
