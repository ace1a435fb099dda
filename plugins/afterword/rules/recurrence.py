"""Rules of recurrence: a new review meets the earlier incident whose cause it repeats."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from afterword.analysis.recurrence import (
    SAME,
    Outcome,
    Recurrence,
    age,
    began_after,
    by_later,
    precedents,
)
from afterword.corpus import Corpus
from afterword.diagnostics import Path, Problem, Severity, counted
from afterword.model import Review
from afterword.rules.registry import CorpusContext, FileContext, corpus_rule

CorpusProblems = Iterator[tuple[str, Problem]]

NEW = frozenset({"draft", "in-review"})
"""States of a review in which its authors can still answer."""

LOOKED_AT: Final = 3
"""How many of the nearest incidents are asked whether they are the same cause."""

_NOTHING_TO_ANSWER = frozenset({Outcome.BEFORE_REVIEW, Outcome.NOT_REPORTED})


@corpus_rule("AW408", "repeats-a-cause", Severity.WARNING)
def repeats_a_cause(corpus: CorpusContext) -> CorpusProblems:
    """A new review that repeats a past cause says so, and says why the fix of that time did not hold.

    ## Why
    An incident that happened before was preventable, and the most useful question is what became of the action.
    Two incidents share a cause where people say so, or where they name the same pattern first and each one's first
    root cause lies in a layer of the other; for two incidents of one model a shared layer is enough, and a shared
    pattern that one of them names first.
    A pattern and a layer in common are enough for an incident that tells nearly the same story, and the nearest is
    named first.
    Only drafts and reviews in review are asked.

    ## Bad
    ```markdown title="postmortems/2024-06-03-forecast-of-zero.md"
    ---
    title: A forecast of zero was stopped by the canary
    status: published
    kind: near-miss
    severity: sev3
    summary: One shop would have ordered nothing. The canary refused the forecast.
    onset: 2024-06-03
    reviewed: 2024-06-10
    classes: [accuracy-collapse]
    models: [{name: Demand forecast}]
    detection: {by: monitoring}
    near_miss: {caught_by: safeguard, caught_at: canary}
    root_causes: [{layer: evaluation, statement: The test set holds no shop that was closed for a week.}]
    patterns: [evaluation-blind-spot]
    worked_well: [The canary stopped it by itself.]
    lessons: {untested: [A shop that was closed.]}
    actions:
      - id: A1
        area: prevention
        title: The test set holds shops that were closed
        owner: forecasting
        due: 2024-09-01
        status: open
    review: {statement: Everyone acted with good intentions.}
    ---

    ## What happened

    The canary refused the forecast.
    ```
    ```yaml
    root_causes: [{layer: evaluation, statement: The test set holds no shop that has just opened.}]
    patterns: [evaluation-blind-spot]
    ```

    ## Good
    ```markdown title="postmortems/2024-06-03-forecast-of-zero.md"
    ---
    title: A forecast of zero was stopped by the canary
    status: draft
    kind: near-miss
    severity: sev3
    summary: One shop would have ordered nothing. The canary refused the forecast.
    onset: 2024-06-03
    root_causes: [{layer: evaluation, statement: The test set holds no shop that was closed for a week.}]
    patterns: [evaluation-blind-spot]
    ---
    ```
    ```yaml
    root_causes: [{layer: evaluation, statement: The units of the test set are those of another country.}]
    patterns: [evaluation-blind-spot]
    not_related:
      - {id: 2024-06-03-forecast-of-zero, reason: "That set lacked shops; this one had them, in other units."}
    ```
    """
    by_id = {file.entry.id: file for file in corpus.reviews}
    new = [file.review for file in corpus.reviews if file.review.status in NEW and corpus.about(file.entry.path)]
    if not new:
        return
    from afterword.analysis.recall import CLOSE, recall_again

    # Without the patterns: a title from another page could hold what only that page knows to be secret.
    everything = Corpus.of(file.review for file in corpus.reviews)
    # Those that nobody is writing stay the same from check to check, and so does their index.
    settled = recall_again(review for review in everything.reviews if review.status not in NEW)
    recall = settled.also(review for review in everything.reviews if review.status in NEW)

    def near(review: Review) -> list[Review]:
        return [hit.review for hit in recall.similar_to_review(review, LOOKED_AT) if hit.score >= CLOSE]

    for id_, found in by_later(precedents(everything, new, near)).items():
        # Whoever has said it already is asked only where something is left to be answered.
        asked = [one for one in found if one.verdict is None or one.outcome not in _NOTHING_TO_ANSWER]
        if asked:
            yield _repeats(corpus, by_id[id_], asked[0], len(asked) - 1)


@corpus_rule("AW409", "contradictory-verdict")
def contradictory_verdict(corpus: CorpusContext) -> CorpusProblems:
    """A verdict on another review agrees with the clocks and with the other verdicts.

    ## Why
    People's verdicts beat what the machine finds, so each of them has to hold.
    An incident cannot be the recurrence of one that began later, and two incidents cannot share a cause and be
    unrelated at once, whichever of the two reviews says so.

    ## Bad
    ```markdown title="postmortems/2025-01-02-another.md"
    ---
    title: The cache was empty again
    status: draft
    kind: incident
    severity: sev3
    summary: The cache was empty a second time.
    onset: 2025-01-02
    ---
    ```
    ```yaml
    related:
      - {id: 2025-01-02-another, relation: recurrence-of}
    ```

    ## Good
    ```markdown title="postmortems/2025-01-02-another.md"
    ---
    title: The cache was empty again
    status: draft
    kind: incident
    severity: sev3
    summary: The cache was empty a second time.
    onset: 2025-01-02
    related:
      - {id: 2025-01-01-example, relation: recurrence-of}
    ---
    ```
    """
    by_id = {file.entry.id: file for file in corpus.reviews}
    apart = {
        pair: file
        for file in corpus.reviews
        for link in file.review.data.get("not_related", ())
        for pair in ((file.entry.id, link["id"]), (link["id"], file.entry.id))
    }
    for file in corpus.reviews:
        for position, link in enumerate(file.review.data.get("related", ())):
            other, path = by_id.get(link["id"]), ("related", position, "relation")
            if other is None or link["relation"] not in SAME:
                continue
            if (opposed := apart.get((file.entry.id, link["id"]))) is not None:
                yield file.filed(
                    f"`{link['id']}` is `{link['relation']}` here and `not_related` in {opposed.entry.path}",
                    path,
                    "Agree on one of the two, and delete the other.",
                )
            elif link["relation"] == SAME[0] and began_after(other.review, file.review):
                yield file.filed(
                    f"It cannot be the recurrence of `{link['id']}`, which began later",
                    path,
                    f"Move the relation to {other.entry.path}, or correct the onset of one of the two.",
                )


def _repeats(corpus: CorpusContext, file: FileContext, one: Recurrence, more: int) -> tuple[str, Problem]:
    others = f", and {counted(more, 'other incident')}" if more else ""
    # The words are those of another file, and only that file knows what in them is a secret.
    cover = corpus.loaded.cover({one.earlier.path})
    return file.filed(
        cover(f"It shares its cause with `{one.earlier.id}`, “{one.earlier.title}”{others}: {one.shared}"),
        _place(file.review, one),
        f"{cover(_action(one))} {_answer(one)}",
    )


def _action(one: Recurrence) -> str:
    if one.action is None:
        return f"{one.outcome.label}: {age(one)}."
    return (
        f"{one.outcome.label}. Its action {one.action.id}, “{one.action.title}”, was meant to prevent this: {age(one)}."
    )


def _answer(one: Recurrence) -> str:
    if one.verdict is not None:
        return "Say in the review why that did not prevent it, and what will be different this time."
    return (
        f"If it is that cause, add `{{id: {one.earlier.id}, relation: {SAME[0]}}}` to `related`; "
        "if it only looks alike, name it in `not_related` with the reason."
    )


def _place(review: Review, one: Recurrence) -> Path:
    """Where the review says it: its verdict, else the pattern or the model in which the two meet."""
    for position, link in enumerate(review.data.get("related", ())):
        if link["id"] == one.earlier.id and link["relation"] in SAME:
            return ("related", position)
    if one.patterns:
        return ("patterns", review.patterns.index(one.patterns[0]))
    return ("title",)
