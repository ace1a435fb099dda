"""Contradictions between words and numbers: the rule, the series, and the review with a mark on the line."""

from __future__ import annotations

from typing import Final

from tests.unit.evidence.cases import DAILY, FALL, HERE, NULLS, PSI, QUIET, REGISTRY, SLICES, SLOW, STORY, kpi, model

WRONG: Final = {
    "an observed share": (
        "AW431",
        FALL,
        kpi("precision", "observed: '0.62'") + HERE,
    ),
    "an observed percentage": (
        "AW431",
        FALL,
        kpi("precision of positive decisions", "observed: 62 %") + HERE,
    ),
    "a change to a wrong end": (
        "AW431",
        FALL,
        kpi("Precision", "observed: from 0.96 to 0.71") + HERE,
    ),
    "a change from a wrong beginning": (
        "AW431",
        FALL,
        kpi("precision", "observed: from 0.86 to 0.41") + HERE,
    ),
    "seconds instead of milliseconds": (
        "AW431",
        SLOW,
        kpi("p95 latency", "observed: 1.1 s") + HERE,
    ),
    "a wrong duration": (
        "AW431",
        SLOW,
        kpi("95th percentile of latency", "observed: 900 ms") + HERE,
    ),
    "a bound that was never reached": (
        "AW431",
        SLOW,
        kpi("latency p95", "observed: over 3 s") + HERE,
    ),
    "the value of another slice": (
        "AW431",
        SLICES,
        kpi("recall on mobile", "observed: '0.93'") + HERE,
    ),
    "a KPI with a name of its own": (
        "AW431",
        FALL,
        (
            "models:\n  - name: Fraud scorer\n    kpis:\n      - name: share of right alarms\n"
            "        evidence: evidence/2025-01-01-example/prod.json#precision\n        observed: 0.55 <<"
        ),
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
        kpi("precision", "expected: at least 0.8") + HERE,
    ),
    "an expected percentage": (
        "AW432",
        FALL,
        kpi("precision", "expected: '≥ 95 %'") + HERE,
    ),
    "the other side": (
        "AW432",
        FALL,
        kpi("precision", "expected: at most 0.9") + HERE,
    ),
    "an expected duration": (
        "AW432",
        SLOW,
        kpi("latency p95", "expected: under 2 s") + HERE,
    ),
    "the threshold of a check": (
        "AW432",
        NULLS,
        "data_quality: [{check: null rate of merchant_country, threshold: at most 5 %}] <<",
    ),
    "a usual value that would be a breach": (
        "AW432",
        FALL,
        kpi("precision", "expected: '0.7'") + HERE,
    ),
    "a usual value that was never measured": (
        "AW432",
        "precision, in ratio: -110:00..-112:00 0.96, 10:00..10:30 0.41",
        kpi("precision", "expected: about 0.7") + HERE,
    ),
    "a version by the labels of its numbers": (
        "AW436",
        "precision {model=fraud-scorer, version=9.4}, in ratio: 10:00..10:30 0.41",
        model("version: '9.2'") + HERE,
    ),
    "mitigated before it was even seen": (
        "AW435",
        FALL,
        "onset: 2025-01-01T09:00Z\nmitigated: 2025-01-01T09:20Z <<",
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
    "a first signal before anything was to be seen, with one point missing and a gap at another time": (
        "AW434",
        FALL.replace("09:00..09:55 0.95", "09:00..09:30 0.95, 09:40..09:55 0.95").replace("..12:30", "..11:45"),
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
        model("version: '42', last_good_version: '40'") + HERE,
    ),
    "the version": ("AW436", REGISTRY, model("version: v41") + HERE),
    "the day of training": ("AW436", REGISTRY, model("trained_at: 2024-12-01") + HERE),
    "the registry entry": ("AW436", REGISTRY, model("registry: 'models:/fraud-scorer/41'") + HERE),
    "an alert that cannot have fired": ("AW437", QUIET, "detection: {by: monitoring, how: An alert fired.} <<"),
    "an alert before the crossing": (
        "AW437",
        FALL,
        "onset: 2025-01-01T09:00Z\ndetected: 2025-01-01T09:20Z\ndetection: {by: monitoring} <<",
    ),
    "the summary": ("AW438", FALL, "summary: After the release precision fell to 0.62, and pages were slow. <<"),
    "the story": ("AW438", FALL, STORY + "Precision dropped from 0.96 to 0.68, below the threshold of 0.9. <<"),
    "an event of the timeline": (
        "AW438",
        FALL,
        "timeline:\n  - at: 2025-01-01T09:30Z\n    event: Precision is 0.41. <<",
    ),
    "a time in a sentence": ("AW438", SLOW, STORY + "At 10:50 UTC the latency p95 was 450 ms. <<"),
    "the present": (
        "AW438",
        FALL,
        "timeline:\n  - at: 2025-01-01T10:05Z\n    event: Precision falls to 0.62. <<",
    ),
    "an observed value with a decimal comma": ("AW431", FALL, kpi("precision", "observed: '0,62'") + HERE),
    "a decimal comma before its name": ("AW438", FALL, STORY + "We saw 62,5 % precision all morning. <<"),
    "a name that is written as code": ("AW438", FALL, STORY + "The `precision` fell to 0.62, `recall` did not. <<"),
    "a name as it is in the source": (
        "AW438",
        FALL.replace("precision,", "model/live.precision,"),
        STORY + "`model/live.precision` was 0.62 then. <<",
    ),
    "a day of the incident": ("AW438", FALL, STORY + "On 1 January 2025 precision fell to 0.62. <<"),
    "a time on a day of the incident": ("AW438", FALL, STORY + "At 09:30 UTC on Wednesday precision was 0.41. <<"),
    "a time on a day of the baseline": ("AW438", FALL, STORY + "At 11:00 UTC on 2024-12-31 precision was 0.41. <<"),
    "a number before its name": ("AW438", FALL, STORY + "We saw 62 % precision all morning. <<"),
    "a level that was never left": ("AW438", FALL, "worked_well: [Precision never fell below 0.8.] <<"),
    "how long it lasted": ("AW438", FALL, STORY + "Precision stayed below 0.9 for three hours. <<"),
    "when it began": ("AW438", FALL, STORY + "Precision crossed its threshold at 10:50 UTC. <<"),
    "when it was over": ("AW438", FALL, STORY + "Precision recovered at 10:40 UTC. <<"),
    "a metric whose words are turned round": ("AW438", SLOW, STORY + "The p95 latency went up to 4 s. <<"),
    "a peak": ("AW438", SLOW, STORY + "The p95 latency peaked at 3.4 s. <<".replace("p95 latency", "latency p95")),
}
