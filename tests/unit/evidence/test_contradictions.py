"""Thirty contradictions between words and numbers, each told on its line, and as many statements that are true.

A case has the series, the review around it, and the rule that speaks on the line with the mark ``<<``.
"""

from __future__ import annotations

import re

import pytest

from afterword.check import check
from afterword.diagnostics import Severity
from afterword.settings import load_settings
from tests.evidence_made import path_of, written
from tests.knowledge import AS_OF, EXAMPLE, NARRATIVE, Base, page
from tests.made import REPOSITORY
from tests.unit.evidence.cases import FALL, HERE, STORY
from tests.unit.evidence.contradictions import WRONG
from tests.unit.evidence.truths import TRUE

CITED = """\
title: The cache was empty
status: draft
kind: incident
severity: sev3
summary: Pages were slow.
onset: 2025-01-01T10:00Z
onset_precision: hour
diagnosis:
  data_drift: {answer: no}
  evidence: [{kind: metric, what: Numbers, file: evidence/2025-01-01-example/prod.json}]
"""


def told(base: Base, series: str, fields: str) -> list[tuple[str, int, str]]:
    base.write(path_of(), written(series))
    over, _, body = fields.partition(STORY)
    mine = {line.partition(":")[0] for line in over.splitlines() if not line.startswith(" ")}
    rest = "".join(line for line in CITED.splitlines(keepends=True) if line.partition(":")[0] not in mine)
    if "onset" in mine:
        rest = rest.replace("onset_precision: hour\n", "")
    base.write(EXAMPLE, page(f"{rest}{over}\n", f"## What happened\n\n{body or NARRATIVE}\n"))
    found = [one for one in base.problems() if re.fullmatch("AW4[23]\\d|AW1.*|AW00.*", one.code)]
    return [(one.code, one.span.line, one.message) for one in found]


@pytest.mark.parametrize("case", WRONG)
def test_a_contradiction_is_told_on_its_line_with_both_numbers_and_the_file(case: str, base: Base) -> None:
    code, series, fields = WRONG[case]
    found = told(base, series, fields.replace(HERE, ""))
    lines = (base.root / EXAMPLE).read_text("utf-8").splitlines()
    wanted = next(line for line in fields.splitlines() if line.endswith(HERE)).removesuffix(HERE)
    assert [(one, lines[line - 1]) for one, line, _ in found] == [(code, wanted)]
    assert "evidence/2025-01-01-example/prod.json" in found[0][2]


@pytest.mark.parametrize("case", TRUE)
def test_a_true_statement_is_not_told(case: str, base: Base) -> None:
    assert told(base, *TRUE[case]) == []


def test_contradictions_are_warnings_and_a_contradicted_claim_names_both_numbers(base: Base) -> None:
    assert len(WRONG) >= 30
    assert len(TRUE) >= 30
    told(base, FALL, WRONG["an observed share"][2].removesuffix(HERE))
    (found,) = [one for one in base.problems() if one.code == "AW431"]
    assert found.severity is Severity.WARNING
    assert found.message == (
        "`observed` is “0.62”, but in evidence/2025-01-01-example/prod.json `precision` was between 0.41 and 0.95 "
        "during the incident, at its worst 0.41 at 2025-01-01 10:05 UTC"
    )


def test_no_review_of_this_repository_is_contradicted_by_its_evidence() -> None:
    rules = {"AW421", "AW422", "AW423", "AW424", *(f"AW43{number}" for number in range(1, 10))}
    report = check(load_settings(REPOSITORY), AS_OF, wanted=lambda rule: rule.code in rules)
    assert report.diagnostics == ()
    assert (REPOSITORY / "postmortems" / "evidence").is_dir()
