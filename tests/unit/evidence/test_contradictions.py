"""Thirty contradictions between words and numbers, each told on its line, and as many statements that are true.

A case has the series, the review around it, and the rule that speaks on the line with the mark ``<<``.
"""

from __future__ import annotations

import re

import pytest

from afterword.diagnostics import Severity
from tests.evidence_made import path_of, written
from tests.knowledge import EXAMPLE, NARRATIVE, Base, page

FALL = (
    "precision, in ratio, a breach below 0.9: -110:00..-112:00 0.96, 09:00..09:55 0.95, 10:00 0.74, "
    "10:05..11:25 0.41, 11:30..12:30 0.94"
)
SLOW = (
    "latency_p95_ms, in ms, a breach above 800: -110:00..-112:00 310, 09:00..09:55 320, 10:00..10:30 1450, "
    "10:35..11:20 2310, 11:25..12:30 330"
)
SLICES = (
    "recall {slice=mobile}, in ratio, a breach below 0.8: 09:00..09:55 0.91, 10:00..11:25 0.38, 11:30..12:30 0.9\n"
    "recall {slice=desktop}, in ratio, a breach below 0.8: 09:00..12:30 0.93"
)
NULLS = "null_rate_merchant_country, in %, a breach above 1: 09:00..09:55 0.2, 10:00..11:25 38.4, 11:30..12:30 0.2"
PSI = "psi {feature=merchant_country}, a breach above 0.2: 10:30 0.31"
QUIET = "error_rate, in ratio, a breach above 0.05: 09:00..12:30 0.011"
REGISTRY = "registry fraud-scorer 42, before it 41, trained 2024-12-20T03:00:00+00:00, at models:/fraud-scorer/42"
DAILY = "sales_mape, in ratio, a breach above 0.13, every 3600s: 09:00 0.11, 10:00 0.84, 11:00 0.83, 12:00 0.12"

WRONG = {
    "an observed share": (
        "AW431",
        FALL,
        "models: [{name: Fraud scorer, kpis: [{name: precision, observed: '0.62'}]}] <<",
    ),
    "an observed percentage": (
        "AW431",
        FALL,
        "models: [{name: Fraud scorer, kpis: [{name: precision of positive decisions, observed: 62 %}]}] <<",
    ),
    "a change to a wrong end": (
        "AW431",
        FALL,
        "models: [{name: Fraud scorer, kpis: [{name: Precision, observed: from 0.96 to 0.71}]}] <<",
    ),
    "a change from a wrong beginning": (
        "AW431",
        FALL,
        "models: [{name: Fraud scorer, kpis: [{name: precision, observed: from 0.86 to 0.41}]}] <<",
    ),
    "seconds instead of milliseconds": (
        "AW431",
        SLOW,
        "models: [{name: Fraud scorer, kpis: [{name: p95 latency, observed: 1.1 s}]}] <<",
    ),
    "a wrong duration": (
        "AW431",
        SLOW,
        "models: [{name: Fraud scorer, kpis: [{name: 95th percentile of latency, observed: 900 ms}]}] <<",
    ),
    "a bound that was never reached": (
        "AW431",
        SLOW,
        "models: [{name: Fraud scorer, kpis: [{name: latency p95, observed: over 3 s}]}] <<",
    ),
    "the value of another slice": (
        "AW431",
        SLICES,
        "models: [{name: Fraud scorer, kpis: [{name: recall on mobile, observed: '0.93'}]}] <<",
    ),
    "a KPI with a name of its own": (
        "AW431",
        FALL,
        "models:\n  - name: Fraud scorer\n    kpis:\n      - name: share of right alarms\n"
        f"        evidence: evidence/2025-01-01-example/prod.json#precision\n        observed: 0.55 <<",
    ),
    "the check of a column": (
        "AW431",
        NULLS,
        "data_quality: [{check: null rate of merchant_country, observed: 12 %}] <<",
    ),
    "an hourly error": ("AW431", DAILY, "models: [{name: Sales, kpis: [{name: MAPE of sales, observed: 48 %}]}] <<"),
    "an expected value": (
        "AW432",
        FALL,
        "models: [{name: Fraud scorer, kpis: [{name: precision, expected: at least 0.8}]}] <<",
    ),
    "an expected percentage": (
        "AW432",
        FALL,
        "models: [{name: Fraud scorer, kpis: [{name: precision, expected: '≥ 95 %'}]}] <<",
    ),
    "the other side": (
        "AW432",
        FALL,
        "models: [{name: Fraud scorer, kpis: [{name: precision, expected: at most 0.9}]}] <<",
    ),
    "an expected duration": (
        "AW432",
        SLOW,
        "models: [{name: Fraud scorer, kpis: [{name: latency p95, expected: under 2 s}]}] <<",
    ),
    "the threshold of a check": (
        "AW432",
        NULLS,
        "data_quality: [{check: null rate of merchant_country, threshold: at most 5 %}] <<",
    ),
    "a usual value that would be a breach": (
        "AW432",
        FALL,
        "models: [{name: Fraud scorer, kpis: [{name: precision, expected: '0.7'}]}] <<",
    ),
    "a drift score": (
        "AW433",
        PSI,
        "drift: [{feature: merchant_country, method: population stability index, score: 0.13}] <<",
    ),
    "a drift threshold": (
        "AW433",
        PSI,
        "drift: [{feature: merchant_country, method: PSI, score: 0.31, threshold: 0.1}] <<",
    ),
    "a first signal after the crossing": (
        "AW434",
        FALL,
        "onset: 2025-01-01T10:00Z\nfirst_signal: 2025-01-01T10:50Z <<",
    ),
    "a first signal of another zone": (
        "AW434",
        FALL,
        "onset: 2025-01-01T10:00Z\nfirst_signal: 2025-01-01T11:00:00-01:00 <<",
    ),
    "a first signal before anything was to be seen": (
        "AW434",
        FALL,
        "onset: 2025-01-01T09:00Z\nfirst_signal: 2025-01-01T09:10Z <<",
    ),
    "an alert before the crossing, in the timeline": (
        "AW434",
        FALL,
        "timeline:\n  - at: 2025-01-01T09:20Z <<\n    event: The alert on precision fires.\n    kind: alert",
    ),
    "an onset after the crossing": ("AW434", SLOW, "onset: 2025-01-01T10:40Z <<"),
    "mitigated too early": ("AW435", FALL, "onset: 2025-01-01T10:00Z\nmitigated: 2025-01-01T10:30Z <<"),
    "resolved too early": ("AW435", SLOW, "onset: 2025-01-01T10:00Z\nresolved: 2025-01-01T10:45Z <<"),
    "the last good version": (
        "AW436",
        REGISTRY,
        "models: [{name: Fraud scorer, version: '42', last_good_version: '40'}] <<",
    ),
    "the version": ("AW436", REGISTRY, "models: [{name: Fraud scorer, version: v41}] <<"),
    "the day of training": ("AW436", REGISTRY, "models: [{name: Fraud scorer, trained_at: 2024-12-01}] <<"),
    "the registry entry": ("AW436", REGISTRY, "models: [{name: Fraud scorer, registry: 'models:/fraud-scorer/41'}] <<"),
    "an alert that cannot have fired": ("AW437", QUIET, "detection: {by: monitoring, how: An alert fired.} <<"),
    "an alert before the crossing": (
        "AW437",
        FALL,
        "onset: 2025-01-01T09:00Z\ndetected: 2025-01-01T09:20Z\ndetection: {by: monitoring} <<",
    ),
    "the summary": ("AW438", FALL, "summary: After the release precision fell to 0.62, and pages were slow. <<"),
    "the story": ("AW438", FALL, "NARRATIVE\n\nPrecision dropped from 0.96 to 0.68, below the threshold of 0.9. <<"),
    "an event of the timeline": (
        "AW438",
        FALL,
        "timeline:\n  - at: 2025-01-01T09:30Z\n    event: Precision is 0.41. <<",
    ),
    "a time in a sentence": ("AW438", SLOW, "NARRATIVE\n\nAt 10:50 UTC the latency p95 was 450 ms. <<"),
    "a peak": ("AW438", SLOW, "NARRATIVE\n\nThe p95 latency peaked at 3.4 s. <<".replace("p95 latency", "latency p95")),
}

TRUE = {
    "the extreme": (
        FALL,
        "models: [{name: Fraud scorer, kpis: [{name: precision, observed: '0.41', expected: at least 0.9}]}]",
    ),
    "a rounded value": (FALL, "models: [{name: Fraud scorer, kpis: [{name: precision, observed: 0.4}]}]"),
    "a percentage": (
        FALL,
        "models: [{name: Fraud scorer, kpis: [{name: precision, observed: 41 % from 10:05Z, expected: '≥ 90 %'}]}]",
    ),
    "a change": (FALL, "models: [{name: Fraud scorer, kpis: [{name: precision, observed: from 0.96 to 0.41}]}]"),
    "about": (FALL, "models: [{name: Fraud scorer, kpis: [{name: precision, observed: about 0.43}]}]"),
    "a bound": (FALL, "models: [{name: Fraud scorer, kpis: [{name: precision, observed: under 0.5}]}]"),
    "a value with the usual one": (
        FALL,
        "models: [{name: Fraud scorer, kpis: [{name: precision, observed: 0.41; usually 0.95}]}]",
    ),
    "a condition in the name": (
        FALL,
        "models: [{name: Fraud scorer, kpis: [{name: precision at 1 % false positives, observed: '0.41'}]}]",
    ),
    "seconds": (
        SLOW,
        "models: [{name: Fraud scorer, kpis: [{name: p95 latency, observed: 2.3 s, expected: under 0.8 s}]}]",
    ),
    "milliseconds": (
        SLOW,
        "models: [{name: Fraud scorer, kpis: [{name: latency p95, observed: '1,450 ms at first', expected: at most 800 ms}]}]",
    ),
    "another quantile": (SLOW, "models: [{name: Fraud scorer, kpis: [{name: latency p50, observed: 110 ms}]}]"),
    "another metric": (
        FALL,
        "models: [{name: Fraud scorer, kpis: [{name: recall, observed: '0.62', expected: at least 0.7}]}]",
    ),
    "another time": (FALL, "models: [{name: Fraud scorer, kpis: [{name: precision, observed: 0.62 for December}]}]"),
    "the right slice": (SLICES, "models: [{name: Fraud scorer, kpis: [{name: recall on mobile, observed: '0.38'}]}]"),
    "any slice": (SLICES, "models: [{name: Fraud scorer, kpis: [{name: recall, observed: '0.38'}]}]"),
    "a part of a whole": (FALL, "models: [{name: Fraud scorer, kpis: [{name: precision, observed: 410 of 1000}]}]"),
    "a sample": (
        "precision, in ratio, flagged sampled: 10:00..11:00 0.41",
        "models: [{name: Fraud scorer, kpis: [{name: precision, observed: '0.38'}]}]",
    ),
    "a check": (
        NULLS,
        "data_quality: [{check: share of empty values in merchant_country, threshold: at most 1 %, observed: 38 %}]",
    ),
    "a usual value": (FALL, "models: [{name: Fraud scorer, kpis: [{name: precision, expected: about 0.95}]}]"),
    "drift": (
        PSI,
        "drift: [{feature: merchant_country, method: population stability index, score: 0.31, threshold: 0.2}]",
    ),
    "drift by another method": (PSI, "drift: [{feature: merchant_country, method: Kolmogorov-Smirnov, score: 0.52}]"),
    "drift of another feature": (PSI, "drift: [{feature: merchant_city, method: PSI, score: 0.07, threshold: 0.1}]"),
    "the first crossing": (
        FALL,
        "onset: 2025-01-01T10:00Z\nfirst_signal: 2025-01-01T10:05Z\ndetected: 2025-01-01T10:20Z\ndetection: {by: monitoring}",
    ),
    "an earlier sign that is named": (
        FALL,
        "onset: 2025-01-01T09:20Z\nfirst_signal: 2025-01-01T09:30Z\n"
        "timeline: [{at: 2025-01-01T09:30Z, event: A customer calls.}]",
    ),
    "a day": (FALL, "onset: 2025-01-01\nfirst_signal: 2025-01-01\ndetected: 2025-01-01\nmitigated: 2025-01-01"),
    "the end": (FALL, "onset: 2025-01-01T10:00Z\nmitigated: 2025-01-01T11:30Z\nresolved: 2025-01-01T12:00Z"),
    "a query that looks back": (
        "errors, a breach above 5, asked as increase(errors[30m]): 09:00..09:55 1, 10:00..11:00 20, 11:05..12:30 1",
        "onset: 2025-01-01T10:00Z\nmitigated: 2025-01-01T10:30Z",
    ),
    "the versions": (
        REGISTRY,
        "models: [{name: Fraud scorer, version: v42, last_good_version: '41', registry: 'models:/fraud-scorer/42', trained_at: 2024-12-20}]",
    ),
    "a version of another form": (
        REGISTRY,
        "models: [{name: Fraud scorer, version: 2024-12-20.1, registry: 'models:/fraud-scorer@champion'}]",
    ),
    "someone else noticed": (QUIET, "detection: {by: customer}"),
    "the story": (
        FALL,
        "NARRATIVE\n\nPrecision fell from 0.96 to 0.41, below the threshold of 0.9, and recovered to 0.94 by noon.",
    ),
    "what was hoped": (
        FALL,
        "NARRATIVE\n\nIf precision was 0.8, the alert fired. The target for precision was 0.92. Precision should be 0.99.",
    ),
    "what is measured elsewhere": (
        FALL,
        "NARRATIVE\n\nOffline precision was 0.97. Precision was 0.62 on the validation set. False precision of 0.2 is bad.",
    ),
    "a change of something else": (
        FALL,
        "NARRATIVE\n\nPrecision fell by 57 %. Precision at 1 % of traffic was fine. Of precision, 3 teams knew nothing.",
    ),
    "an event of the timeline": (
        FALL,
        "timeline:\n  - at: 2025-01-01T10:30Z\n    event: Precision is at its worst, precision is 0.41.",
    ),
    "a time": (
        SLOW,
        "NARRATIVE\n\nAt 10:50 UTC the latency p95 was 2.3 s, and at 12:00 UTC the latency p95 was 330 ms.",
    ),
}
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
    over, _, body = fields.partition("NARRATIVE\n\n")
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
    found = told(base, series, fields.replace(" <<", ""))
    lines = (base.root / EXAMPLE).read_text("utf-8").splitlines()
    wanted = next(line for line in fields.splitlines() if line.endswith("<<")).removesuffix(" <<")
    assert [(one, lines[line - 1]) for one, line, _ in found] == [(code, wanted)]
    assert "evidence/2025-01-01-example/prod.json" in found[0][2]


@pytest.mark.parametrize("case", TRUE)
def test_a_true_statement_is_not_told(case: str, base: Base) -> None:
    assert told(base, *TRUE[case]) == []


def test_contradictions_are_warnings_and_a_contradicted_claim_names_both_numbers(base: Base) -> None:
    assert len(WRONG) >= 30
    assert len(TRUE) >= 30
    told(base, FALL, WRONG["an observed share"][2].removesuffix(" <<"))
    (found,) = [one for one in base.problems() if one.code == "AW431"]
    assert found.severity is Severity.WARNING
    assert found.message == (
        "`observed` is “0.62”, but in evidence/2025-01-01-example/prod.json `precision` was between 0.41 and 0.95 during "
        "the incident, at its worst 0.41 at 2025-01-01 10:05 UTC"
    )
