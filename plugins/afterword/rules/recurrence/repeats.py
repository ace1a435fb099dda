"""The rule that a new review refers to the earlier incidents that have the same cause."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from afterword.corpus import Corpus
from afterword.diagnostics import Path, Problem, Severity, counted
from afterword.model import Review
from afterword.rules.registry import CorpusContext, CorpusProblems, FileContext, corpus_rule

if TYPE_CHECKING:
    from afterword.analysis.recurrence import Recurrence

NEW = frozenset({"draft", "in-review"})
"""Statuses in which the authors can still respond."""

LOOKED_AT: Final = 3
"""How many of the most similar incidents are compared."""


@corpus_rule("AW408", "repeats-a-cause", Severity.WARNING, lasting=True)
def repeats_a_cause(corpus: CorpusContext) -> CorpusProblems:
    """A new review that repeats a past cause says so, and says why the earlier fix did not work.

    ## Why
    An incident that happened before was preventable, and the most useful question is what happened to the action.
    Two incidents share a cause if a review says so in `related`.
    They also do if both name the same pattern first, and the first root cause of each is in a layer of the other.
    For two incidents of one model, a shared layer and a shared pattern that either names first are enough.
    For two incidents with very similar texts, a shared pattern and a shared layer are enough.
    The most similar incident is named first.
    Only reviews with the status draft or in-review are checked.

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
    new = [file.review for file in corpus.asked if file.review.status in NEW]
    if not new or len(by_id) < 2:
        return
    from afterword.analysis.recall import CLOSE, recall_again
    from afterword.analysis.recurrence import Outcome, by_later, precedents

    # Without the patterns: a title from another page could hold what only that page knows to be secret.
    everything = Corpus.of(file.review for file in corpus.reviews)
    # Reviews that nobody is writing stay the same from check to check, and so does their index.
    settled = recall_again(review for review in everything.reviews if review.status not in NEW)
    recall = settled.also(review for review in everything.reviews if review.status in NEW)

    def near(review: Review) -> list[Review]:
        return [hit.review for hit in recall.similar_to_review(review, LOOKED_AT) if hit.strength == CLOSE]

    nothing_to_answer = {Outcome.BEFORE_REVIEW, Outcome.NOT_REPORTED}
    for id_, found in by_later(precedents(everything, new, near)).items():
        # Whoever has said it already is asked only where something is left to be answered.
        asked = [one for one in found if one.verdict is None or one.outcome not in nothing_to_answer]
        if asked:
            yield _repeats(corpus, by_id[id_], asked[0], len(asked) - 1)


def _repeats(corpus: CorpusContext, file: FileContext, recurrence: Recurrence, more: int) -> tuple[str, Problem]:
    others = f", and {counted(more, 'other incident')}" if more else ""
    # The text comes from another file, so secrets are masked by that file's settings.
    cover = corpus.loaded.cover({recurrence.earlier.path})
    certainty = "Probably the same" if recurrence.verdict is None else "Same"
    return file.filed(
        cover(
            f"{certainty} cause as `{recurrence.earlier.id}`, “{recurrence.earlier.title}”{others}: {recurrence.shared}"
        ),
        _place(file.review, recurrence),
        f"{cover(_action(recurrence))} {_answer(recurrence)}",
    )


def _action(recurrence: Recurrence) -> str:
    from afterword.analysis.recurrence import age

    if recurrence.action is None:
        return f"{recurrence.outcome.label}: {age(recurrence)}."
    action = f"{recurrence.action.id}, “{recurrence.action.title}”"
    return f"{recurrence.outcome.label}. Its action {action}, was meant to prevent this: {age(recurrence)}."


def _answer(recurrence: Recurrence) -> str:
    from afterword.analysis.recurrence import SAME

    if recurrence.verdict is not None:
        return "Explain in the review why that did not prevent it, and what will be different this time."
    return (
        f"If the cause is the same, add `{{id: {recurrence.earlier.id}, relation: {SAME[0]}}}` to `related`; "
        "otherwise add it to `not_related` with a reason."
    )


def _place(review: Review, recurrence: Recurrence) -> Path:
    """Where to report it: at the relation, else at the shared pattern, else at the title."""
    from afterword.analysis.recurrence import SAME

    for position, link in enumerate(review.data.get("related", ())):
        if link["id"] == recurrence.earlier.id and link["relation"] in SAME:
            return ("related", position)
    if recurrence.patterns:
        return ("patterns", review.patterns.index(recurrence.patterns[0]))
    return ("title",)
