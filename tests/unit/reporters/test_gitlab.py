"""The report for GitLab is an array in the documented shape of code quality."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from afterword.reporters import REPORTERS
from tests.knowledge import DRAFT, EXAMPLE, Base, overlaid, page
from tests.unit.reporters.hostile import written

# "Code Quality report format" in docs.gitlab.com/ci/testing/code_quality: the properties that it lists, all of them
# needed; a path without ./ before it, and a file without a byte order mark.
DOCUMENTED = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32,64}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./|/|\.\./)."},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {
                            "begin": {"type": "integer", "minimum": 1},
                            "end": {"type": "integer", "minimum": 1},
                        },
                    },
                },
            },
        },
    },
}


def told(base: Base) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = json.loads(REPORTERS["gitlab"](base.report()))
    Draft202012Validator(DOCUMENTED).validate(made)
    return made


def test_a_problem_is_an_object_with_what_the_widget_shows(base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(DRAFT, "severity: SEV-2\npatterns: [evaluation-blind-spot]\n")))
    (found,) = told(base)
    assert len(found.pop("fingerprint")) == 64
    assert found == {
        "type": "issue",
        "check_name": "AW104 unknown-value",
        "description": "`severity` is `SEV-2`, which is not one of the allowed values "
        "(Did you mean `sev2`? Allowed: sev1, sev2, sev3 or sev4.)",
        "categories": ["Style"],
        "severity": "major",
        "location": {"path": EXAMPLE, "lines": {"begin": 5, "end": 5}},
    }


def test_each_severity_has_one_of_theirs(base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(DRAFT, "onset_precision: minute\n"), "<b>\n"))
    assert {found["check_name"][:5]: found["severity"] for found in told(base)} == {
        "AW501": "major",
        "AW204": "minor",
        "AW407": "info",
    }


def test_a_clean_report_is_an_empty_array(base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(DRAFT, "patterns: [evaluation-blind-spot]\n")))
    assert REPORTERS["gitlab"](base.report()) == "[]\n"


def test_a_base_inside_a_repository_names_paths_from_its_top(base: Base) -> None:
    (base.root.parent / ".git").mkdir()
    base.write(EXAMPLE, page(overlaid(DRAFT, "severity: SEV-2\npatterns: [evaluation-blind-spot]\n")))
    assert [found["location"]["path"] for found in told(base)] == [f"base/{EXAMPLE}"]


def test_machines_are_told_everything(base: Base) -> None:
    base.write("pyproject.toml", "[tool.afterword.limits]\nshown_per_file = 1\nshown_per_run = 1\n")
    base.write(EXAMPLE, page(overlaid(DRAFT, "patterns: [evaluation-blind-spot]\n"), "<b>\n\n" * 30))
    assert len(told(base)) == 30


@pytest.mark.slow
def test_hostile_reviews_keep_the_shape_and_each_fingerprint_its_own(base: Base) -> None:
    found = told(written(base))
    assert len({one["fingerprint"] for one in found}) == len(found) > 100
