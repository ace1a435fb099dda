"""The summary of the job, as GitHub's own Markdown engine reads it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given
from hypothesis.strategies import text

from afterword.reporters.job_summary import LARGEST, job_summary
from afterword.text.harmless import harmless
from tests.knowledge import DRAFT, EXAMPLE, Base, overlaid, page
from tests.unit.reporters.hostile import TEXTS, written

CLEAN = overlaid(DRAFT, "patterns: [evaluation-blind-spot]\n")
OURS = {"h3", "p", "table", "tr", "th", "td", "code", "br"}

# What the platform makes links of once Markdown is read: mentions, issues, addresses, commits, emoji, formulas.
# An address ends in two letters or more; a number with a point in it, and "e.g.", do not.
ACTING = re.compile(
    r"@|#\d|\bGH-\d|\b[A-Z]+-\d|://|www\.|\w\.[^\W\d]\w|\b[0-9a-f]{7,}\b|:\w+:|\$|[<>&*_~\[\]|`\\]", re.IGNORECASE
)


class Shown(HTMLParser):
    """What a reader sees: the elements, the text that is code, and the text that is not."""

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: set[tuple[str, str | None]] = set()
        self.cells: list[str] = []
        self.plain: list[str] = []
        self._code = 0
        self.feed(cmarkgfm.github_flavored_markdown_to_html(markdown, Options.CMARK_OPT_UNSAFE))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes.update(attrs)
        self._code += tag == "code"
        if tag in {"td", "th"}:
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        self._code -= tag == "code"

    def handle_data(self, data: str) -> None:
        if self.cells:
            self.cells[-1] += data
        if not self._code:
            self.plain.append(data)


def test_problems_stand_in_a_table_by_file(base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(CLEAN, "severity: SEV-2\n")))
    markdown = job_summary(base.report())
    assert markdown.startswith("### Afterword\n\nChecked 1 review: 1 error in 1 file.\n\n<table>\n")
    path, line, severity, rule, said = Shown(markdown).cells[4:]
    assert path.strip() == EXAMPLE
    assert (line, severity, rule) == ("5", "error", "AW104 unknown-value")
    assert said.startswith(
        "severity is SEV-2, which is not one of the allowed valuesDid you mean sev2? Allowed: sev1, sev2,"
    )


def test_a_clean_run_says_so(base: Base) -> None:
    base.write(EXAMPLE, page(CLEAN))
    assert job_summary(base.report()) == "### Afterword\n\nChecked 1 review: all well-formed.\n\n"


@pytest.mark.slow
def test_no_text_of_an_author_is_markup_or_acts(base: Base) -> None:
    shown = Shown(job_summary(written(base).report()))
    assert shown.elements == OURS
    assert shown.attributes == {("colspan", "4"), ("align", "left")}
    assert [text for text in shown.plain if ACTING.search(text)] == []
    assert [cell for cell in shown.cells if "@everyone" in cell] != []


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_outside_of_backticks_is_no_danger_either(text: str) -> None:
    shown = Shown(f"<table>\n<tr><td>{harmless(text, 400)}</td></tr>\n</table>\n\nEnd\n")
    assert shown.elements <= OURS
    assert [part for part in shown.plain if ACTING.search(part)] == []


@given(text(alphabet="`@#<>&[](){}.:;/\\\\ abwW019-_'|!*~$\n", max_size=40))
def test_no_mixture_of_marks_is_a_danger(mixture: str) -> None:
    shown = Shown(f"<table>\n<tr><td>{harmless(mixture, 400)}</td></tr>\n</table>\n\nEnd\n")
    assert shown.elements <= OURS
    assert [part for part in shown.plain if ACTING.search(part)] == []


def test_the_engine_would_obey_what_is_not_escaped() -> None:
    raw = Shown("\n\n".join(TEXTS))
    assert {"a", "b", "h1", "img", "table"} <= raw.elements
    assert [text for text in raw.plain if ACTING.search(text)] != []


def test_a_message_reads_as_a_sentence() -> None:
    assert harmless("`a` is `b|c`, which (as `d`) is a list of 1,234 — see e.g. `x`", 400) == (
        "<code>a</code> is <code>b|c</code>, which (as <code>d</code>) is a list of 1,234 — see e.g. <code>x</code>"
    )


def many(base: Base, files: int, each: int) -> Base:
    for number in range(files):
        fields = overlaid(CLEAN, f"onset: 2025-01-{number + 1:02}\n")
        base.write(f"postmortems/2025-01-{number + 1:02}-x.md", page(fields, "<b>\n\n" * each))
    return base


def test_what_is_told_is_bounded_and_says_how_much_more_there_is(base: Base) -> None:
    base.write("pyproject.toml", "[tool.afterword.limits]\nshown_per_file = 2\nshown_per_run = 5\n")
    markdown = job_summary(many(base, 4, 3).report())
    assert markdown.count("raw-html") == 5
    assert "… and 7 more problems; run <code>afterword check</code> to see them.\n" in markdown


def test_no_summary_is_longer_than_the_room_for_it(base: Base) -> None:
    report = many(base, 3, 20).report()
    whole = job_summary(report)
    assert whole.count("raw-html") == 60
    counts = []
    for room in (len(whole.encode()) + 1_000, 8_000, 3_000, 500):
        told = job_summary(report, room)
        assert len(told.encode()) <= room
        counts.append(told.count("raw-html"))
        assert told == "" or Shown(told).elements == OURS
    assert counts == sorted(counts, reverse=True)
    assert (counts[0], counts[-1]) == (60, 0)


def test_the_bound_is_that_of_the_platform() -> None:
    assert LARGEST == 1024 * 1024
