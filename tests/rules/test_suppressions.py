"""What an author lets stand, with a reason: on the line, on the line above, above a paragraph, and nowhere else."""

from __future__ import annotations

import pytest

from afterword.diagnostics import START
from afterword.reading import Suppression
from afterword.rendering.body import defuse
from afterword.rules import Stage, all_rules, allowed_codes
from tests.knowledge import DRAFT, EXAMPLE, Base, page
from tests.unit.rendering.shown import as_html

FALSE_PRECISION = "onset_precision: minute"
ALLOW = "# afterword: allow AW204 because the minute is sealed"
BROKEN_LINK = "See [it](gone.md).\n"
HIDDEN = "[//]: # (afterword: allow AW503 because the page comes with the next release)\n"


def told(base: Base, fields: str, body: str = "## What happened\n") -> list[tuple[int, str]]:
    base.write(EXAMPLE, page(DRAFT + fields, body))
    return [(problem.span.line, problem.code) for problem in base.problems()]


@pytest.mark.parametrize(
    "fields",
    [
        f"{FALSE_PRECISION}  {ALLOW}\n",
        f"{ALLOW}\n{FALSE_PRECISION}\n",
        f"{ALLOW}\n# another comment\n{FALSE_PRECISION}\n",
        f"{FALSE_PRECISION} #afterword:allow false-precision because the minute is sealed\n",
        f"{FALSE_PRECISION}  # afterword: allow AW204, AW204 because: it is sealed\n",
    ],
)
def test_a_reason_lets_a_rule_be_broken(fields: str, base: Base) -> None:
    assert told(base, fields) == []


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (f"{FALSE_PRECISION}  # afterword: allow AW204\n", [(8, "AW204"), (8, "AW901")]),
        (f"{FALSE_PRECISION}  # afterword: allow AW204 because\n", [(8, "AW204"), (8, "AW901")]),
        (f"{FALSE_PRECISION}  # afterword: ignore AW204\n", [(8, "AW204"), (8, "AW901")]),
        (f"{FALSE_PRECISION}  # afterword: allow because we say so\n", [(8, "AW204"), (8, "AW901")]),
        (f"{FALSE_PRECISION}  # afterword: allow AW24 because of x\n", [(8, "AW204"), (8, "AW902")]),
        (f"{ALLOW}\nclasses: [other]\n{FALSE_PRECISION}\n", [(8, "AW903"), (10, "AW204")]),
        (f"{FALSE_PRECISION}\n{ALLOW}\n", [(8, "AW204"), (9, "AW903")]),
        (f"{FALSE_PRECISION}  # afterword: allow AW204, AW203 because of x\n", [(8, "AW903")]),
        (f"{FALSE_PRECISION}  {ALLOW}  # and more\n", []),
    ],
)
def test_what_is_incomplete_or_misplaced_has_no_effect(
    fields: str, expected: list[tuple[int, str]], base: Base
) -> None:
    assert told(base, fields) == expected


@pytest.mark.parametrize(
    "code", ["AW001", "AW104", "unknown-value", "AW412", "AW501", "AW502", "AW504", "AW505", "AW801", "AW805", "AW903"]
)
def test_what_is_firm_or_guards_readers_cannot_be_allowed(code: str, base: Base) -> None:
    assert told(base, f"# afterword: allow {code} because it is in the way\naliases: [x]\n") == [(8, "AW902")]


def test_the_manual_names_each_rule_that_guards_readers() -> None:
    rules = [
        rule for rule in all_rules() if rule.stage in {Stage.FILE, Stage.CORPUS} and not rule.code.startswith("AW9")
    ]
    guards = [one.code for one in rules if not allowed_codes(Suppression((one.code,), "A reason", START, 1, 1))]
    manual = next(rule.manual for rule in all_rules() if rule.code == "AW902")
    assert [code for code in guards if f"({code})" not in manual] == []
    assert "AW412" in guards


def test_an_error_of_the_schema_stays_whatever_a_comment_says(base: Base) -> None:
    fields = "# afterword: allow AW102 because our field is older\nteam: search\n"
    assert told(base, fields) == [(8, "AW902"), (9, "AW102")]


def test_raw_html_stays_whatever_the_narrative_says(base: Base) -> None:
    body = "[//]: # (afterword: allow AW501 because it is bold)\n\n<br>\n"
    assert told(base, "", body) == [(10, "AW902"), (12, "AW501")]


@pytest.mark.parametrize(
    "fields",
    [
        'aliases: ["x # afterword: allow AW204 because y"]\n',
        "aliases:\n  - '# afterword: allow AW204 because y'\n",
        "trigger: |\n  It began.\n  # afterword: allow AW204 because y\n",
        "trigger: it began#afterword: allow AW204 because y\n".replace("afterword: ", "afterword:"),
    ],
)
def test_words_in_a_value_are_no_comment(fields: str, base: Base) -> None:
    assert told(base, fields) == []


@pytest.mark.parametrize("header", [">-", "|", ">- # afterword: allow AW602 because quoted", "plain"])
def test_a_value_of_several_lines_is_covered_whole(header: str, base: Base) -> None:
    above = "" if "afterword" in header else "    # afterword: allow AW602 because quoted\n"
    first = "It was" if header == "plain" else header
    fields = f"root_causes:\n  - layer: process\n{above}    statement: {first}\n      human\n      error\n"
    assert told(base, fields) == []


def test_the_lines_below_a_list_are_not_covered_by_a_comment_above_it(base: Base) -> None:
    fields = (
        "# afterword: allow AW602 because of x\nroot_causes:\n  - layer: process\n    statement: It was human error.\n"
    )
    assert told(base, fields) == [(8, "AW903"), (11, "AW602")]


@pytest.mark.parametrize(
    "body",
    [
        f"{HIDDEN}\n{BROKEN_LINK}",
        f"{HIDDEN}{BROKEN_LINK}",
        f"Before.\n\n{HIDDEN}\nThe first line.\n{BROKEN_LINK}",
        f"{HIDDEN}{HIDDEN.replace('AW503', 'broken-link')}\n{BROKEN_LINK}",
    ],
)
def test_a_hidden_line_covers_the_paragraph_below_it(body: str, base: Base) -> None:
    assert told(base, "", body) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"{HIDDEN}\nAnother.\n\n{BROKEN_LINK}", [(10, "AW903"), (14, "AW503")]),
        (f"{BROKEN_LINK}\n{HIDDEN}", [(10, "AW503"), (12, "AW903")]),
        (f"```\n{HIDDEN}```\n\n{BROKEN_LINK}", [(14, "AW503")]),
        (f"Some text.\n{HIDDEN}\n{BROKEN_LINK}", [(11, "AW901"), (13, "AW503")]),
        (f"{HIDDEN.replace('next', '(next)')}\n{BROKEN_LINK}", [(10, "AW901"), (12, "AW503")]),
        (f"{HIDDEN.replace(' because', ' for')}\n{BROKEN_LINK}", [(10, "AW901"), (12, "AW503")]),
    ],
)
def test_a_hidden_line_elsewhere_has_no_effect(body: str, expected: list[tuple[int, str]], base: Base) -> None:
    assert told(base, "", body) == expected


def test_a_rule_that_looks_at_all_reviews_can_be_allowed(base: Base) -> None:
    assert told(base, "patterns: [gone]  # afterword: allow AW402 because its page is in review\n") == []


def test_a_rule_that_did_not_run_makes_no_allowance_idle(base: Base) -> None:
    fields = f"{ALLOW}\naliases: [x]\n"
    assert told(base, fields) == [(8, "AW903")]
    base.write("pyproject.toml", '[tool.afterword.rules]\nAW204 = "off"\n')
    assert told(base, fields) == []
    base.write("pyproject.toml", '[tool.afterword.per-path-ignores]\n"postmortems/*" = ["AW204"]\n')
    assert told(base, fields) == []


def test_beyond_the_limit_nothing_is_allowed(base: Base) -> None:
    base.write("pyproject.toml", "[tool.afterword.limits]\nallowances = 1\n")
    twice = f"{HIDDEN}\n{BROKEN_LINK}\n" * 2
    assert told(base, "", twice) == [(14, "AW901"), (16, "AW503")]
    assert "raise it with `allowances`" in base.problems()[0].help


@pytest.mark.parametrize("below", [f"\n{BROKEN_LINK}", BROKEN_LINK])
def test_no_reader_sees_a_hidden_line(below: str) -> None:
    shown = as_html(defuse(f"Before.\n\n{HIDDEN}{below}"))
    assert shown == '<p>Before.</p>\n<p>See <a href="gone.md">it</a>.</p>'
