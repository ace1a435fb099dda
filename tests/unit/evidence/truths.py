"""True statements about numbers, and others that no series can contradict: the series and the review."""

from __future__ import annotations

from typing import Final

from tests.unit.evidence.cases import (
    FALL,
    GAP,
    LATE,
    NO_NUMBERS,
    NULLS,
    PSI,
    QUIET,
    REGISTRY,
    SLICES,
    SLOW,
    STORY,
    kpi,
    model,
)

TRUE: Final = {
    "decimal commas": (FALL, kpi("precision", "expected: '0,9', observed: 'from 0,95 to 0,41'")),
    "numbers in code, and blocks of code": (
        FALL,
        STORY
        + "`precision` fell to `0.62`.\n\n```\n`precision` fell to 0.62.\n```\n\nThe test `precision fell to 0.62`.",
    ),
    "the observed value of another day": (FALL, kpi("precision", "observed: 0.88 on 20 December")),
    "a time of another day": (FALL, STORY + "Precision crossed its threshold at 10:50 UTC on 3 January."),
    "an event of another day": (
        FALL,
        "timeline:\n  - at: 2025-01-03T10:30Z\n    event: Since the retraining, precision is 0.97.",
    ),
    "a first signal in a gap": (GAP, "onset: 2025-01-01T10:00Z\nfirst_signal: 2025-01-01T10:05Z"),
    "a first signal among points without a number": (
        NO_NUMBERS,
        "onset: 2025-01-01T10:00Z\nfirst_signal: 2025-01-01T10:05Z",
    ),
    "a first signal from before the first number": (
        LATE,
        "onset: 2025-01-01T09:00Z\nfirst_signal: 2025-01-01T09:02Z",
    ),
    "a first signal before a gap, in which the series may have crossed": (
        GAP,
        "onset: 2025-01-01T09:30Z\nfirst_signal: 2025-01-01T09:30Z",
    ),
    "a first signal before a report of a single point": (
        PSI,
        "onset: 2025-01-01T09:00Z\nfirst_signal: 2025-01-01T09:30Z",
    ),
    "an alert in a gap": (
        GAP,
        (
            "onset: 2025-01-01T10:00Z\ntimeline:\n  - at: 2025-01-01T10:10Z\n"
            "    event: The alert on precision fires.\n    kind: alert"
        ),
    ),
    "detected by monitoring in a gap": (
        GAP,
        "onset: 2025-01-01T10:00Z\ndetected: 2025-01-01T10:10Z\ndetection: {by: monitoring}",
    ),
    "detected by monitoring, with a gap in what never crossed its threshold": (
        "error_rate, in ratio, a breach above 0.05: 09:00..09:55 0.011, 10:40..12:30 0.011",
        "onset: 2025-01-01T10:00Z\ndetected: 2025-01-01T10:45Z\ndetection: {by: monitoring}",
    ),
    "mitigated in a gap, after which it was bad again": (
        FALL.replace("10:05..11:25", "10:05..10:20 0.41, 11:05..11:25"),
        "onset: 2025-01-01T10:00Z\nmitigated: 2025-01-01T10:30Z",
    ),
    "when it began, in a gap": (GAP, STORY + "Precision crossed its threshold at 10:05 UTC."),
    "when it was over, in a gap": (
        FALL.replace("10:05..11:25", "10:05..10:20 0.41, 11:05..11:25"),
        STORY + "Precision recovered at 10:40 UTC.",
    ),
    "how long it lasted, with a gap": (
        FALL.replace("10:05..11:25", "10:05..10:20 0.41, 11:20..11:25"),
        STORY + "Precision was below 0.9 for an hour.",
    ),
    "a value at a time in a gap": (GAP, STORY + "At 10:05 UTC precision was 0.7."),
    "another version than the one that is only inferred": (
        f"{REGISTRY}, inferred",
        model("version: '41', last_good_version: '40', registry: 'models:/fraud-scorer/41', trained_at: 2024-12-01"),
    ),
    "the extreme": (
        FALL,
        kpi("precision", "observed: '0.41', expected: at least 0.9"),
    ),
    "a rounded value": (FALL, kpi("precision", "observed: 0.4")),
    "a percentage": (
        FALL,
        kpi("precision", "observed: 41 % from 10:05Z, expected: '≥ 90 %'"),
    ),
    "a change": (FALL, kpi("precision", "observed: from 0.96 to 0.41")),
    "about": (FALL, kpi("precision", "observed: about 0.43")),
    "a bound": (FALL, kpi("precision", "observed: under 0.5")),
    "a value with the usual one": (
        FALL,
        kpi("precision", "observed: 0.41; usually 0.95"),
    ),
    "a condition in the name": (
        FALL,
        kpi("precision at 1 % false positives", "observed: '0.41'"),
    ),
    "seconds": (
        SLOW,
        kpi("p95 latency", "observed: 2.3 s, expected: under 0.8 s"),
    ),
    "milliseconds": (
        SLOW,
        kpi("latency p95", "observed: '1,450 ms at first', expected: at most 800 ms"),
    ),
    "another quantile": (SLOW, kpi("latency p50", "observed: 110 ms")),
    "another metric": (
        FALL,
        kpi("recall", "observed: '0.62', expected: at least 0.7"),
    ),
    "another time": (FALL, kpi("precision", "observed: 0.62 for December")),
    "the right slice": (SLICES, kpi("recall on mobile", "observed: '0.38'")),
    "any slice": (SLICES, kpi("recall", "observed: '0.38'")),
    "a part of a whole": (FALL, kpi("precision", "observed: 410 of 1000")),
    "a sample": (
        "precision, in ratio, flagged sampled: 10:00..11:00 0.41",
        kpi("precision", "observed: '0.38'"),
    ),
    "how long, where points were left out": (
        FALL.replace("below 0.9:", "below 0.9, flagged downsampled:"),
        STORY + "Precision was below 0.9 for 40 minutes.",
    ),
    "a value between the extremes that were kept": (
        "precision, a breach below 0.9, every 600s, flagged downsampled: 10:00 0.41, 10:05 0.95, 10:10 0.42",
        STORY + "Precision was 0.7 at 10:07, and precision dropped to 0.8.",
    ),
    "a check": (
        NULLS,
        "data_quality: [{check: share of empty values in merchant_country, threshold: at most 1 %, observed: 38 %}]",
    ),
    "a usual value": (FALL, kpi("precision", "expected: about 0.95")),
    "drift": (
        PSI,
        "drift: [{feature: merchant_country, method: population stability index, score: 0.31, threshold: 0.2}]",
    ),
    "drift by another method": (PSI, "drift: [{feature: merchant_country, method: Kolmogorov-Smirnov, score: 0.52}]"),
    "drift of another feature": (PSI, "drift: [{feature: merchant_city, method: PSI, score: 0.07, threshold: 0.1}]"),
    "the first crossing": (
        FALL,
        (
            "onset: 2025-01-01T10:00Z\nfirst_signal: 2025-01-01T10:05Z\n"
            "detected: 2025-01-01T10:20Z\ndetection: {by: monitoring}"
        ),
    ),
    "an earlier sign that is named": (
        FALL,
        (
            "onset: 2025-01-01T09:20Z\nfirst_signal: 2025-01-01T09:30Z\n"
            "timeline: [{at: 2025-01-01T09:30Z, event: A customer calls.}]"
        ),
    ),
    "a day": (FALL, "onset: 2025-01-01\nfirst_signal: 2025-01-01\ndetected: 2025-01-01\nmitigated: 2025-01-01"),
    "the end": (FALL, "onset: 2025-01-01T10:00Z\nmitigated: 2025-01-01T11:30Z\nresolved: 2025-01-01T12:00Z"),
    "a query that looks back": (
        "errors, a breach above 5, asked as increase(errors[30m]): 09:00..09:55 1, 10:00..11:00 20, 11:05..12:30 1",
        "onset: 2025-01-01T10:00Z\nmitigated: 2025-01-01T10:30Z",
    ),
    "the versions": (
        REGISTRY,
        model("version: v42, last_good_version: '41', registry: 'models:/fraud-scorer/42', trained_at: 2024-12-20"),
    ),
    "a version of another form": (
        REGISTRY,
        model("version: 2024-12-20.1, registry: 'models:/fraud-scorer@champion'"),
    ),
    "someone else noticed": (QUIET, "detection: {by: customer}"),
    "the story": (
        FALL,
        STORY + "Precision fell from 0.96 to 0.41, below the threshold of 0.9, and recovered to 0.94 by noon.",
    ),
    "what was hoped": (
        FALL,
        STORY + "If precision was 0.8, the alert fired. The target for precision was 0.92. Precision should be 0.99.",
    ),
    "what is measured elsewhere": (
        FALL,
        STORY + "Offline precision was 0.97. Precision was 0.62 on the validation set. False precision of 0.2 is bad.",
    ),
    "a change of something else": (
        FALL,
        STORY + "Precision fell by 57 %. Precision at 1 % of traffic was fine. Of precision, 3 teams knew nothing.",
    ),
    "an event of the timeline": (
        FALL,
        "timeline:\n  - at: 2025-01-01T10:30Z\n    event: Precision is at its worst, precision is 0.41.",
    ),
    "a time": (
        SLOW,
        STORY + "At 10:50 UTC the latency p95 was 2.3 s, and at 12:00 UTC the latency p95 was 330 ms.",
    ),
    "how long it lasted": (
        FALL,
        STORY + "Precision stayed below 0.9 for an hour and a half. Precision was below its threshold for 90 minutes.",
    ),
    "when it began and ended": (
        FALL,
        STORY + "Precision fell below 0.9 at 10:00 UTC and stayed there. Precision recovered at 11:30 UTC.",
    ),
    "a level at some time": (FALL, STORY + "Precision never went above 0.5 between 10:05 and 11:25."),
    "a word that a metric begins with": (
        "forecast total of the day, in ratio, a breach above 0.35: 09:00..12:30 0.1",
        STORY + "The forecast was 84 % too high. The forecast of 12 shops was 0.9 of the day before.",
    ),
    "another version in a canary": (
        "errors {model=x, version=9.4}: 10:00 1\nerrors {model=x, version=9.5}: 10:00 0",
        model("version: '9.4'"),
    ),
    "a cause that lasts when the harm is over": (
        f"{FALL}\n{NULLS.replace('10:00..11:25', '10:00..12:25').replace('11:30..12:30', '12:30')}",
        "onset: 2025-01-01T10:00Z\nmitigated: 2025-01-01T11:30Z",
    ),
    "a usual value that is near": (
        "precision, in ratio: -110:00..-112:00 0.96, 10:00..10:30 0.41",
        kpi("precision", "expected: '0.93'"),
    ),
    "two metrics": (FALL, STORY + "Precision and recall were 0.41 and 0.2. Recall was 0.62 and precision was 0.41."),
    "a fall within minutes": (FALL, "timeline: [{at: 2025-01-01T10:00Z, event: Precision falls to 0.41 in minutes.}]"),
    "a change in points": (FALL, "summary: Precision was 54 points lower; precision fell by more than half."),
    "drift is no value": (
        "merchant_country, in PSI, a breach above 0.2: 10:30 8.9",
        "data_quality: [{check: null values of merchant_country, threshold: at most 1 %, observed: 38 %}]",
    ),
}
