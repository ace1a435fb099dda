"""Rules of what lessons become: pages of patterns that keep up with reality, and checks that are in force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from afterword.analysis.pattern_staleness import taught_since
from afterword.diagnostics import Problem, Severity, counted
from afterword.model import Review
from afterword.rules.registry import CorpusContext, FileContext, corpus_rule, file_rule
from afterword.text.nearest import nearest


@corpus_rule("AW410", "pattern-behind-incidents", Severity.INFO)
def pattern_behind_incidents(corpus: CorpusContext) -> Iterator[tuple[str, Problem]]:
    """The page of a pattern was reviewed after the newest incident that names it.

    ## Why
    The next owner reads the page and not forty reviews.
    An incident that is newer than the page may have shown a signal, a prevention or a limit that the text does not
    say yet.
    Illustrative and withdrawn reviews teach the page nothing.

    ## Bad
    ```yaml
    onset: 2025-01-01T10:00Z
    patterns: [evaluation-blind-spot]
    ```
    ```markdown title="docs/patterns/evaluation-blind-spot.md"
    ---
    title: Evaluation blind spot
    summary: The evaluation never looks where the system fails.
    layers: [evaluation]
    signals: [Users report what no dashboard shows.]
    prevention: [Every slice has a threshold.]
    readiness_checks: ["Which slices are not looked at?"]
    reviewed: 2024-12-31
    ---
    ```

    ## Good
    ```yaml
    onset: 2025-01-01T10:00Z
    patterns: [evaluation-blind-spot]
    ```
    """
    counting = [
        file.review for file in corpus.reviews if not file.review.illustrative and file.review.status != "withdrawn"
    ]
    naming: dict[str, list[Review]] = defaultdict(list)
    for review in counting:
        for name in dict.fromkeys(review.patterns):
            naming[name].append(review)
    for file in corpus.patterns:
        newer = sorted(taught_since(file.pattern, naming[file.pattern.id]), key=lambda review: review.newest_first)
        if newer:
            more = f" and {counted(len(newer) - 1, 'more review')} after it" if len(newer) > 1 else ""
            yield (
                file.entry.path,
                file.problem(
                    f"The page was reviewed on {file.pattern.data['reviewed']}, and {newer[0].id}{more} happened since",
                    ("reviewed",),
                    "Read what is newer, add what the text does not say yet, and set `reviewed` to the day.",
                ),
            )


@file_rule("AW411", "unknown-adopted-check")
def unknown_adopted_check(file: FileContext) -> Iterator[Problem]:
    """A check that is in force is one that the review feeds.

    ## Why
    A check is known by its words.
    In other words than those of `feeds` it stays open on every checklist, although somebody has put it in force.

    ## Bad
    ```yaml
    feeds: {readiness: [The cache is filled before traffic arrives.]}
    adopted: [{check: The cache is filled., since: 2025-01-20}]
    ```

    ## Good
    ```yaml
    feeds: {readiness: [The cache is filled before traffic arrives.]}
    adopted: [{check: The cache is filled before traffic arrives., since: 2025-01-20}]
    ```
    """
    data = file.review.data
    said = [text for checks in data.get("feeds", {}).values() for text in checks]
    if all(row["check"] in said for row in data.get("adopted", ())):
        return
    from afterword.analysis.readiness import lessons, same

    fed = {same(lesson.text): lesson.text for lesson in lessons(file.review)}
    for position, row in enumerate(data["adopted"]):
        if same(row["check"]) not in fed:
            near = nearest(row["check"], fed.values())
            yield file.problem(
                f"`feeds` has no check `{row['check'][:80]}`",
                ("adopted", position, "check"),
                f"Write `{near}`." if near else "Write the check as it stands under `feeds`, or add it there.",
            )
