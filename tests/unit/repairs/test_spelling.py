"""A word is corrected when it can have been only one, and left when it can have been none or several."""

from __future__ import annotations

from dataclasses import replace

import pytest

from afterword.check import check_file
from afterword.rules.on_demand.typos import candidates
from tests.knowledge import DRAFT, overlaid, page
from tests.unit.repairs.mending import context, found, left, mended


@pytest.mark.parametrize(
    ("word", "allowed", "meant"),
    [
        ("in-reveiw", ["in-review", "draft"], ["in-review"]),
        ("In Review", ["in-review", "draft"], ["in-review"]),
        ("in_review", ["in-review", "draft"], ["in-review"]),
        ("SEV-2", ["sev1", "sev2", "sev3"], ["sev2"]),
        ("sev5", ["sev1", "sev2", "sev3"], ["sev1", "sev2", "sev3"]),
        ("unverified", ["verified"], []),
        ("uknown", ["known"], []),
        ("ofline", ["online", "offline"], ["online", "offline"]),
        ("clsoed", ["closed", "draft"], ["closed"]),
        ("n", ["no", "yes"], []),
        ("infrastrcutrue", ["infrastructure"], ["infrastructure"]),
        ("infrastrctre", ["infrastructure"], ["infrastructure"]),
        ("infrasttrue", ["infrastructure"], []),
        ("", ["a", "draft"], []),
    ],
)
def test_what_a_word_can_have_been(word: str, allowed: list[str], meant: list[str]) -> None:
    assert candidates(word, allowed) == meant


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("severity: SEV3 # as agreed", "severity: sev3 # as agreed"),
        ("severity: 'sev 3'", "severity: 'sev3'"),
        ('severity:   "Sev3"', 'severity:   "sev3"'),
        ("classes: [ latency-slaa,  bad-update ]", "classes: [ latency-sla,  bad-update ]"),
        ("models:\n- {name: A, serving: Online}", "models:\n- {name: A, serving: online}"),
        ("classes: [abuse, Abuse]", "classes: [abuse, abuse]"),  # that it is there twice is told from the first
        ("sevrity: sev3", "severity: sev3"),
        ("models:\n  - name: A\n    objectve: B", "models:\n  - name: A\n    objective: B"),
    ],
)
def test_a_slip_is_corrected_where_it_stands(written: str, right: str) -> None:
    field = written.partition(":")[0]
    fields = overlaid(DRAFT, f"{written}\n").replace("severity: sev3\n", "", field == "sevrity")
    assert mended(page(fields)) == page(fields).replace(written, right)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("severity: sev5", "Several close matches: sev1, sev2, sev3 or sev4"),
        ("severity: awful", "No close match; allowed: sev1, sev2, sev3 or sev4"),
        ("status: TODO", "It is called `draft` here. Allowed: draft, in-review,"),
        ("models: [{name: A, task: regression}]", "It is called `scoring` here. Allowed: classification,"),
        ("models: [{name: A, task: Clustering}]", "It is called `classification` here. Allowed:"),
        ("models: [{name: A, task: LLM}]", "It is called `generation` here. Allowed:"),
        ("severity: >-\n  Sev3", "It cannot be edited safely; edit it by hand"),
        ('severity: "se\\x76\\x20\\x33"', "It cannot be edited safely; edit it by hand"),
        ("onsett: 2025-01-01", "The close match `onset` is already a field here"),
        ("weather: fine", "Allowed fields: title, status, kind,"),
        ("near_mis: {caught_by: person, caught_at: ci}", "The fix would cause another problem"),
    ],
)
def test_what_is_not_sure_is_left_with_the_reason(written: str, reason: str) -> None:
    text = page(overlaid(DRAFT, f"{written}\n"))
    assert mended(text) == text
    (said,) = left(text)
    assert said.startswith(reason)


@pytest.mark.parametrize(
    "written",
    [
        "severity: sev5",
        "models: [{name: A, team: B}]",
        "models: [{name: A, last_god_vershun: B}]",
        "actions: [{area: Prevent, title: A}]",
        "detection: {by: dashboards}",
        "kind: hazard",
    ],
)
def test_what_is_left_is_suggested_as_the_check_does(written: str) -> None:
    text = page(overlaid(DRAFT, f"{written}\n"))
    (problem,) = [one for one in found(text.encode()) if one.code in {"AW102", "AW104"}]
    assert left(text) == [problem.help.removesuffix(".")]


def test_the_check_suggests_the_value_that_the_settings_name_and_the_fix_would_write() -> None:
    raw = page(overlaid(DRAFT, "actions: [{area: prevnt, title: A}]\n")).encode()
    file = context(raw)
    known = replace(file, settings=replace(file.settings, values=(("actions.*.area", (("prevnt", "process"),)),)))
    (problem,) = [one for one in check_file(known) if one.code == "AW104"]
    assert problem.help.startswith("It is called `process` here.")
