"""The words from which synthetic reviews are made: enough of them that no two reviews read alike."""

from __future__ import annotations

SYSTEMS = [
    "ranking",
    "scoring",
    "forecasting",
    "routing",
    "moderation",
    "pricing",
    "matching",
    "search",
    "retrieval",
    "summary",
    "planning",
    "vision",
]
SUBJECTS = [
    "refund",
    "delivery",
    "invoice",
    "claim",
    "listing",
    "basket",
    "ticket",
    "payment",
    "contract",
    "shipment",
    "booking",
    "review",
    "image",
    "call",
]
TEAMS = [
    "feature-platform",
    "model-serving",
    "data-platform",
    "search-quality",
    "risk-models",
    "customer-care",
    "release-management",
]
FAULTS = [
    "reads an empty column",
    "answers from a stale copy",
    "loses its fallback",
    "doubles its own input",
    "skips a slice of traffic",
    "scores with last month's features",
    "repeats one answer",
    "times out behind a slow join",
    "drops the newest partition",
    "learns from its own output",
    "mistakes a unit",
    "trusts a label that moved",
]
THINGS = [
    "the feature job",
    "the nightly export",
    "the shadow model",
    "the release gate",
    "the canary",
    "the cache of embeddings",
    "the label queue",
    "the drift report",
    "the fallback rule",
    "the loader",
    "the scoring service",
    "the evaluation set",
    "the alert on the null share",
    "the retraining schedule",
    "the traffic splitter",
    "the contract between the two teams",
]
DID = [
    "kept its old behaviour",
    "passed without a warning",
    "answered a few milliseconds late",
    "wrote a warning that nobody was asked to read",
    "held for most of the traffic",
    "stopped one step too late",
    "looked healthy on every dashboard",
    "followed the plan of the spring",
    "was switched on for a tenth of the requests",
    "measured something else",
]
WHEN = [
    "Before the first alert",
    "During the second hour",
    "After the change went out",
    "While the backlog was read again",
    "On the morning of the review",
    "In the week before",
    "Once the traffic had doubled",
    "When the partition arrived",
]
WHY = [
    "because the check compared names and not types",
    "because the threshold came from a quieter year",
    "because two teams each took the other for the owner",
    "because the evaluation never saw that slice",
    "because the change counted as compatible",
    "because the rollback had only been tried by hand",
    "because the average hid the tail",
]
THEN = [
    "so the numbers looked better than they were",
    "and the queue began to grow",
    "so nobody was called",
    "and the manual rule took over",
    "so the first sign came from outside",
    "and the cost appeared only in the monthly report",
    "so the two views drifted apart",
]
HEADINGS = ("What happened", "Why it could happen", "What is not known", "What it teaches")
