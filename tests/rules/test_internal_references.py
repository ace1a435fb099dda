"""What is public names no internal review, however it is written, and the report names none either."""

from __future__ import annotations

import pytest

from afterword.check import told
from afterword.diagnostics import Severity
from afterword.repairs import fixable
from afterword.reporters import REPORTERS
from tests.knowledge import AS_OF, DRAFT, PATTERN_PAGE, Base, overlaid, page
from tests.rules.mixed import CODE, INTERNAL, PUBLIC, SETTINGS, SHOWN, found, mixed_in, places


@pytest.fixture
def mixed(base: Base) -> Base:
    return mixed_in(base)


NARRATIVES = {
    "a link": f"See [this]({INTERNAL}.md).",
    "a link with angle brackets and a title": f'See [this](<{INTERNAL}.md> "Earlier").',
    "a link to the page": f"See [this](../postmortems/{INTERNAL}/).",
    "a link to a section": f"See [this]({INTERNAL}.md#what-happened).",
    "a link by reference": f"See [this][1].\n\n[1]: {INTERNAL}.md",
    "a link with percent signs": f"See [this]({INTERNAL.replace('secret', '%73ecret')}.md).",
    "a link with entities": f"See [this]({INTERNAL.replace('secret', '&#115;ecret')}.md).",
    "a link to another host": f"See [this](https://reviews.example.org/postmortems/{INTERNAL}/).",
    "an image": f"![this](images/{INTERNAL}-scores.svg)",
    "a link to a file": f"See [the chart](images/{INTERNAL}-scores.svg).",
    "a file that only it shows": "See [the chart](images/chart.svg).",
    "data that only it links to": "See [the data](images/data.csv).",
    "plain text": f"It began with {INTERNAL}.",
    "brackets": f"It began with [[{INTERNAL}]].",
    "code": f"It began with `{INTERNAL}`.",
    "a block of code": f"```text\n{INTERNAL}\n```",
    "a heading": f"### After {INTERNAL}",
}


@pytest.mark.parametrize("how", NARRATIVES)
def test_a_narrative_that_names_it_is_refused_on_its_line(mixed: Base, how: str) -> None:
    mixed.write(SHOWN, page(PUBLIC, f"## What happened\n\nIt stopped.\n\n{NARRATIVES[how]}\n"))
    assert [one.severity for one in found(mixed)] == [Severity.ERROR]
    (line,) = [one.span.line for one in found(mixed)]
    text = (mixed.root / SHOWN).read_text("utf-8").split("\n")[line - 1]
    assert text in NARRATIVES[how].split("\n")


FIELDS = {
    "related": f"related: [{{id: {INTERNAL}, relation: see-also}}]",
    "not_related": f"not_related: [{{id: {INTERNAL}, reason: Another cause.}}]",
    "summary": f"summary: It was as in {INTERNAL}, and pages were slow.",
    "aliases": f"aliases: [{INTERNAL}]",
    "a comment": f"# as in {INTERNAL}",
}


@pytest.mark.parametrize("how", FIELDS)
def test_a_field_that_names_it_is_refused(mixed: Base, how: str) -> None:
    mixed.write(SHOWN, page(f"{overlaid(PUBLIC, FIELDS[how])}\n"))
    assert [path for path, _ in places(mixed)] == [SHOWN]


HARMLESS = {
    "another review": "See [this](2025-01-03-other.md), which is public.",
    "a name that begins alike": "See [this](2025-01-02-secret-ranker-again.md).",
    "an image that both show": "![The chart](images/chart.svg)",
    "a longer word": f"x{INTERNAL}",
}


@pytest.mark.parametrize("how", HARMLESS)
def test_what_is_public_may_be_named(mixed: Base, how: str) -> None:
    for name in ("2025-01-03-other", f"{INTERNAL}-again"):
        mixed.write(f"postmortems/{name}.md", page(overlaid(PUBLIC, f"onset: {name[:10]}\n")))
    mixed.write(SHOWN, page(PUBLIC, f"## What happened\n\n{HARMLESS[how]}\n"))
    assert found(mixed) == []


def test_a_review_whose_name_is_only_a_date_makes_no_date_a_name(mixed: Base) -> None:
    mixed.write("postmortems/2025-01-04.md", page(overlaid(DRAFT, "onset: 2025-01-04\n")))
    mixed.write(SHOWN, page(PUBLIC, "## What happened\n\nIt ended on 2025-01-04.\n"))
    assert found(mixed) == []
    mixed.write(SHOWN, page(PUBLIC, "## What happened\n\nSee [this](2025-01-04.md).\n"))
    assert len(found(mixed)) == 1


def test_for_insiders_it_is_a_warning_of_public_reviews_alone(mixed: Base) -> None:
    mixed.write("pyproject.toml", "[tool.afterword]\n")
    mixed.write(SHOWN, page(PUBLIC, f"## What happened\n\nSee [this]({INTERNAL}.md).\n"))
    mixed.write("docs/patterns/evaluation-blind-spot.md", f"{PATTERN_PAGE}\nAs in {INTERNAL}.\n")
    assert [(one.path, one.severity) for one in found(mixed)] == [(SHOWN, Severity.WARNING)]
    assert mixed.call("check").returncode == 0
    assert mixed.call("check", "--audience", "public").returncode == 1


@pytest.mark.parametrize(
    "weaker",
    [
        f'[tool.afterword.rules]\n{CODE} = "off"\n',
        '[tool.afterword.rules]\ninternal-reference = "info"\n',
        '[tool.afterword.per-path-ignores]\n"postmortems/*" = ["AW4"]\n',
    ],
    ids=["off", "weaker", "ignored"],
)
def test_nothing_weakens_it_for_the_public(mixed: Base, weaker: str) -> None:
    mixed.write("pyproject.toml", SETTINGS + weaker)
    allowed = f"<!-- afterword: allow {CODE} everyone knows -->"
    mixed.write(SHOWN, page(PUBLIC, f"## What happened\n\n{allowed}\nSee [this]({INTERNAL}.md).\n"))
    assert [one.severity for one in found(mixed)] == [Severity.ERROR]


@pytest.mark.parametrize("how", [*NARRATIVES, *FIELDS])
def test_a_report_for_the_public_says_where_and_not_what(mixed: Base, how: str) -> None:
    fields = overlaid(PUBLIC, FIELDS[how]) if how in FIELDS else PUBLIC
    mixed.write(SHOWN, page(f"{fields}\n", f"## What happened\n\n{NARRATIVES.get(how, 'It stopped.')}\n"))
    report = told(mixed.report(), AS_OF)
    assert CODE in {one.code for one in report.diagnostics}
    texts = {name: write(report) for name, write in REPORTERS.items()}
    assert {name for name, text in texts.items() if "example.md" not in text} == set()
    assert [name for name, text in texts.items() if "secret-ranker" in text or "chart.svg" in text] == []


def test_the_problems_of_public_reviews_name_no_internal_one_to_the_public(mixed: Base) -> None:
    internal = overlaid(
        DRAFT, "onset: 2025-01-02\nmodels: [{name: Page Ranker}, {name: Page ranker}]\naliases: [INC-7]\n"
    )
    mixed.write("postmortems/2024-01-02-hushed.md", page(overlaid(internal, "onset: 2024-01-02\n")))
    shared = "models: [{name: page-ranker}]\naliases: [INC-7]\nrelated: [{id: 2024-01-02-hushe, relation: see-also}]\n"
    mixed.write(SHOWN, page(overlaid(PUBLIC, shared)))
    whole = mixed.report()
    assert {one.code for one in whole.diagnostics if "hushed" in one.message + one.help} >= {"AW403", "AW404", "AW405"}
    report = told(whole, AS_OF)
    assert "hushed" not in REPORTERS["json"](report) + REPORTERS["text"](report)
    assert {one.code for one in report.diagnostics} >= {"AW403"}


def test_no_fix_would_hide_it() -> None:
    assert not fixable(CODE)
