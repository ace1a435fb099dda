"""Rules for what lessons lead to: pattern pages that are up to date, and checks that are in force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from afterword.analysis.pattern_staleness import taught_since
from afterword.diagnostics import Problem, Severity, counted
from afterword.model import Review
from afterword.rules.registry import CorpusContext, FileContext, corpus_rule, file_rule
from afterword.text.nearest import suggest


@corpus_rule("AW410", "pattern-behind-incidents", Severity.INFO, lasting=True)
def pattern_behind_incidents(corpus: CorpusContext) -> Iterator[tuple[str, Problem]]:
    """The `reviewed` date of a pattern page is not older than the newest incident that names the pattern.

    ## Why
    The next owner reads the page instead of forty reviews.
    A newer incident may have shown a signal, a prevention or a limit that the page does not mention yet.
    Illustrative and withdrawn reviews are not counted.

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
        newer = list(taught_since(file.pattern, naming[file.pattern.id]))
        if newer:
            newest = min(newer, key=lambda review: review.newest_first)
            more = f" and {counted(len(newer) - 1, 'more incident')}" if len(newer) > 1 else ""
            yield (
                file.entry.path,
                file.problem(
                    f"Last reviewed on {file.pattern.data['reviewed']}, before the incident {newest.id}{more}",
                    ("reviewed",),
                    "Read the newer reviews, add what the page does not mention yet, and set `reviewed` to today.",
                ),
            )


@file_rule("AW411", "unknown-adopted-check")
def unknown_adopted_check(file: FileContext) -> Iterator[Problem]:
    """Each check under `adopted` repeats a check under `feeds` word for word.

    ## Why
    A check is identified by its text.
    If the text differs from the one under `feeds`, the check stays open on every checklist although it is in force.

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
    texts = [text for checks in data.get("feeds", {}).values() for text in checks]
    if all(row["check"] in texts for row in data.get("adopted", ())):
        return
    from afterword.analysis.readiness import lessons, same

    fed = {same(lesson.text): lesson.text for lesson in lessons(file.review)}
    for position, row in enumerate(data["adopted"]):
        if same(row["check"]) not in fed:
            yield file.problem(
                f"`feeds` has no check `{row['check'][:80]}`",
                ("adopted", position, "check"),
                suggest(row["check"], fed.values()).lstrip()
                or "Copy the text of the check from `feeds`, or add the check there.",
            )
