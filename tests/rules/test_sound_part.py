"""A review that breaks the schema is told the rest of its problems at once, and nothing that is not so."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from afterword.check import check_file
from afterword.corpus import load
from afterword.diagnostics import Path
from afterword.rules import FileContext
from afterword.schema import REVIEW
from afterword.settings import load_settings
from tests.knowledge import DRAFT, EXAMPLE, Base, overlaid, page
from tests.made import REPOSITORY

WHOLE = (
    "2025-10-26-night-shift-cards-flagged",
    "2025-11-18-bot-score-feature-file",
    "2026-09-30-threshold-caught-in-shadow",
)
"""An illustrative review, one from a public report, and a near miss."""

BROKEN = """
status: in-review
severty: sev2
detected: 2024-12-31T09:00Z
detection: monitoring
models: [{name: Ranker}]
classes: [bad-update]
patterns: [evaluation-blind-spots]
related: [{id: 2025-01-01-exampel, relation: see-also}]
actions:
  - {area: prevention, title: The cache is filled before traffic arrives}
  - {id: A2, area: detection, title: An alert on an empty cache, status: open, due: 2026-13-01}
"""


def test_what_a_broken_review_says_of_other_files_is_told_at_once(base: Base) -> None:
    base.write("postmortems/2025-01-02-another.md", page(overlaid(DRAFT, "onset: 2025-01-02\naliases: [INC-1]\n")))
    lost = "diagnosis: {data_drift: {answer: yes}, evidence: [{kind: log, what: Lines, file: lost.svg}]}\n"
    over = f"severty: sev2\naliases: [INC-1]\n{lost}"
    base.write(EXAMPLE, page(overlaid(DRAFT, over), "It stopped, as [before](2024-01-01-not-there.md).\n"))
    found = {(one.code, one.pointer) for one in base.problems()}
    assert found >= {
        ("AW102", "/severty"),
        ("AW405", "/aliases/0"),
        ("AW406", "/diagnosis/evidence/0/file"),
        ("AW503", ""),
    }


def test_a_broken_review_is_told_that_its_relations_contradict_each_other_and_that_it_names_what_is_internal(
    base: Base,
) -> None:
    later = overlaid(DRAFT, "onset: 2025-01-02\nnot_related: [{id: 2025-01-01-example, reason: Another cause.}]\n")
    base.write("postmortems/2025-01-02-later.md", page(later))
    same = "classes: [nothing]\nvisibility: public\nrelated: [{id: 2025-01-02-later, relation: recurrence-of}]\n"
    base.write(EXAMPLE, page(overlaid(DRAFT, same)))
    assert {(one.code, one.pointer) for one in base.problems()} == {
        ("AW104", "/classes/0"),
        ("AW409", "/related/0/relation"),
        ("AW412", ""),
    }


def test_what_the_schema_refuses_does_not_hide_the_other_problems(base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(DRAFT, BROKEN)))
    found = {(one.code, one.pointer) for one in base.problems()}
    assert found >= {
        ("AW102", "/severty"),
        ("AW103", "/detection"),
        ("AW105", "/actions/1/due"),
        ("AW201", "/detected"),
        ("AW301", "/actions/0/id"),
        ("AW402", "/patterns/0"),
        ("AW403", "/related/0/id"),
    }


def test_a_value_that_is_there_but_wrong_is_not_called_missing(base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(DRAFT, BROKEN)))
    assert not [one for one in base.problems() if one.code == "AW301" and one.pointer.startswith("/actions/1")]


DECIDING = pytest.mark.parametrize("wrong", ["provenance: mine", "severity: bad", "kind: accident", "visibility: all"])


@DECIDING
def test_nothing_more_is_said_where_what_decides_the_rest_is_wrong(base: Base, wrong: str) -> None:
    base.write(EXAMPLE, page(overlaid(DRAFT, f"{BROKEN}\n{wrong}\n")))
    assert {one.code for one in base.problems()} <= {"AW101", "AW102", "AW103", "AW104", "AW105"}


@DECIDING
def test_words_are_judged_whatever_is_decided(base: Base, wrong: str) -> None:
    text = overlaid(DRAFT, f"summary: The engineer forgot the key.\n{wrong}\n")
    base.write(EXAMPLE, page(text, "## What happened\n\nThe operator was careless.\n"))
    told = {(one.code, one.pointer) for one in base.problems()}
    assert told == {("AW104", f"/{wrong.partition(':')[0]}"), ("AW701", "/summary"), ("AW703", "")}


def test_an_exception_in_a_broken_review_holds_and_is_not_called_idle(base: Base) -> None:
    allowed = "detected: 2024-12-31T09:00Z  # afterword: allow AW201 because the clock of the probe ran late."
    text = page(overlaid(DRAFT, "severty: sev2\n")).replace("severty", f"{allowed}\nseverty")
    base.write(EXAMPLE, text)
    assert [one.code for one in base.problems()] == ["AW102"]


@pytest.mark.slow
def test_a_review_with_one_wrong_value_has_no_problem_that_it_does_not_have_whole() -> None:
    """Each value of some long reviews is made wrong in turn: no rule fails, and none says what is not so."""
    settings = load_settings(REPOSITORY)
    loaded = load(settings)
    contract = loaded.contracts[REVIEW]
    schema_codes = {f"AW10{number}" for number in range(1, 10)}
    for entry in [one for one in loaded.of_kind(REVIEW) if one.id in WHOLE]:
        whole = FileContext(entry, contract, settings, date(2026, 11, 28))
        known = {(one.code, one.pointer) for one in check_file(whole)}
        for data in _each_wrong(entry.data):
            broken = replace(entry, data=data, value=None, violations=tuple(contract.violations(data)))
            found = {(one.code, one.pointer) for one in check_file(replace(whole, entry=broken))}
            assert {one for one in found - known if one[0] not in schema_codes} == set(), (entry.path, data)


def _each_wrong(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path in _paths(data):
        wrong = copy.deepcopy(data)
        parent: Any = wrong
        for step in path[:-1]:
            parent = parent[step]
        parent[path[-1]] = {"never": "right"}
        yield wrong


def _paths(data: dict[str, Any]) -> Iterator[Path]:
    """Each top-level field, and each field of the first item or of the mapping below it."""
    for name, value in data.items():
        yield (name,)
        below = value[0] if isinstance(value, list) else value
        if isinstance(below, dict):
            yield from ((name, 0, key) if isinstance(value, list) else (name, key) for key in below)
