"""Every rule does what its manual says: the bad example breaks it, the good one does not, and nothing is left out."""

from __future__ import annotations

import re

import pytest

from afterword.diagnostics import Severity
from afterword.reading import FindingKind
from afterword.repairs import fixable
from afterword.rules import Rule, Stage, all_rules
from afterword.rules.manual import SECTIONS
from tests.knowledge import Base
from tests.rules.manuals import blocks, lay_out

KINDS = {"yaml", "published", "body", "markdown", "bytes", "symlink", "toml", "json", "evidence"}

every_rule = pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: f"{rule.code}-{rule.name}")


@every_rule
def test_the_bad_example_breaks_the_rule(rule: Rule, base: Base) -> None:
    lay_out(rule.section("Bad"), base)
    found = {(problem.code, problem.name, problem.severity) for problem in base.report().diagnostics}
    assert (rule.code, rule.name, rule.severity) in found


@every_rule
def test_the_good_example_has_no_error_and_no_problem_of_the_rule(rule: Rule, base: Base) -> None:
    lay_out(rule.section("Good"), base)
    found = base.report().diagnostics
    assert [p for p in found if p.code == rule.code or p.severity is Severity.ERROR] == []


@every_rule
def test_the_manual_is_complete(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z][^\n]*[^.\n]\.", rule.summary)
    assert ". " not in rule.summary
    assert [title for title in SECTIONS if not rule.section(title)] == []
    for title in ("Bad", "Good"):
        kinds = [kind for kind, _, _ in blocks(rule.section(title))]
        assert kinds
        assert set(kinds) <= KINDS


def test_the_manual_says_what_the_fix_does_of_every_rule_that_has_one() -> None:
    fixed = {rule.code: rule.section("Fix") for rule in all_rules() if rule.section("Fix")}
    assert fixed.keys() == {rule.code for rule in all_rules() if fixable(rule.code)} != set()
    assert [code for code, says in fixed.items() if not re.match(r"[A-Z][^\n]+\.\n`afterword fix` does", says)] == []


def test_every_rule_has_a_code_and_a_name_of_its_own() -> None:
    rules = all_rules()
    assert len({rule.code for rule in rules}) == len(rules)
    assert len({rule.name for rule in rules}) == len(rules)
    assert [rule.code for rule in rules if not re.fullmatch(r"AW\d{3}", rule.code)] == []
    assert [rule.name for rule in rules if not re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)] == []


def test_each_kind_of_finding_has_its_rule_and_each_rule_of_reading_its_kind() -> None:
    of_reading = {rule.name for rule in all_rules() if rule.family == "reading" and rule.stage is Stage.READ}
    assert of_reading == {"file-name", *FindingKind}


def test_no_other_rule_speaks_up_about_a_good_example(base: Base) -> None:
    lay_out("", base)
    assert {problem.code for problem in base.report().diagnostics} == {"AW407"}
