"""The report for machines has the shape of the contract and no other."""

from __future__ import annotations

import json
from typing import Any

from afterword.reporters import REPORTERS
from tests.knowledge import DRAFT, EXAMPLE, Base, overlaid, page


def told(base: Base) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(REPORTERS["json"](base.report()))
    return made


def test_the_report_has_exactly_the_agreed_shape(base: Base) -> None:
    fields = overlaid(DRAFT, "severity: SEV-2\npatterns: [evaluation-blind-spot]\nmodels: [{nme: x}]\n")
    base.write(EXAMPLE, page(fields))
    assert told(base) == {
        "version": 1,
        "checked": 1,
        "summary": {"error": 3, "warning": 0},
        "diagnostics": [
            {
                "code": "AW104",
                "name": "unknown-value",
                "severity": "error",
                "path": EXAMPLE,
                "line": 5,
                "column": 11,
                "pointer": "/severity",
                "message": "`severity` is `SEV-2`, which is not one of the allowed values",
                "help": "Did you mean `sev2`? Allowed: sev1, sev2, sev3 or sev4.",
            },
            {
                "code": "AW101",
                "name": "missing-field",
                "severity": "error",
                "path": EXAMPLE,
                "line": 9,
                "column": 10,
                "pointer": "/models/0/name",
                "message": "`name` is missing; it is required in `models[1]`",
                "help": "Add `name`. The name of the model or product, spelt the same in every review. "
                "For example: `name: Bot Management`.",
            },
            {
                "code": "AW102",
                "name": "unknown-field",
                "severity": "error",
                "path": EXAMPLE,
                "line": 9,
                "column": 11,
                "pointer": "/models/0/nme",
                "message": "`models[1]` has an unknown field `nme`",
                "help": "Did you mean `name`?",
            },
        ],
    }


def test_a_clean_report_has_the_same_shape(base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(DRAFT, "patterns: [evaluation-blind-spot]\n")))
    assert told(base) == {"version": 1, "checked": 1, "summary": {"error": 0, "warning": 0}, "diagnostics": []}


def test_text_in_every_script_comes_back_whole(base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(DRAFT, "kind: é 株式 😀\n")))
    assert REPORTERS["json"](base.report()).isascii()
    assert "`kind` is `é 株式 😀`, which is not one of the allowed values" in [
        one["message"] for one in told(base)["diagnostics"]
    ]
