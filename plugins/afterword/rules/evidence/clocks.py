"""Rules for the clocks of a review, held against when the evidence crossed its thresholds."""

from __future__ import annotations

from afterword.diagnostics import Severity
from afterword.rules.evidence.sought import evidenced, told
from afterword.rules.registry import CorpusContext, CorpusProblems, corpus_rule


@corpus_rule("AW434", "signal-contradicted", Severity.WARNING, lasting=True)
def signal_contradicted(corpus: CorpusContext) -> CorpusProblems:
    """The first signal is not later than the first crossing of a threshold.

    ## Why
    Time to detection counts from the onset and from what could first have been noticed.
    A metric beyond its threshold could have been noticed, even if nobody did; an onset after it is wrong as well.
    An earlier signal is reported if neither the timeline nor the missed signals say what it was, and if there are
    numbers without a gap from the signal to the crossing.
    Times are compared to within two steps of the series.

    ## Bad
    ```evidence title="postmortems/evidence/2025-01-01-example/prod.json"
    precision, a breach below 0.9: 09:00 0.95, 10:00 0.41, 10:05 0.41, 11:00 0.95, 11:05 0.95
    ```
    ```yaml
    onset: 2025-01-01T10:00Z
    first_signal: 2025-01-01T10:45Z
    diagnosis:
      data_drift: {answer: no}
      evidence: [{kind: metric, what: Numbers, file: evidence/2025-01-01-example/prod.json}]
    ```

    ## Good
    ```evidence title="postmortems/evidence/2025-01-01-example/prod.json"
    precision, a breach below 0.9: 09:00 0.95, 10:00 0.41, 10:05 0.41, 11:00 0.95, 11:05 0.95
    ```
    ```yaml
    onset: 2025-01-01T10:00Z
    first_signal: 2025-01-01T10:05Z
    diagnosis:
      data_drift: {answer: no}
      evidence: [{kind: metric, what: Numbers, file: evidence/2025-01-01-example/prod.json}]
    ```
    """
    if evidenced(corpus):
        from afterword.evidence.claims.clocks import late_signals

        yield from told(corpus, late_signals)


@corpus_rule("AW435", "mitigation-contradicted", Severity.WARNING, lasting=True)
def mitigation_contradicted(corpus: CorpusContext) -> CorpusProblems:
    """It was not mitigated or resolved while the numbers were still bad.

    ## Why
    Time to mitigation is what the next incident is compared with.
    How far the query looks back, such as `[30m]`, is allowed for.

    ## Bad
    ```evidence title="postmortems/evidence/2025-01-01-example/prod.json"
    precision, a breach below 0.9: 09:00 0.95, 10:00 0.41, 10:05 0.41, 10:10 0.41, 10:15 0.41, 10:20 0.41, 11:00 0.95
    ```
    ```yaml
    onset: 2025-01-01T10:00Z
    mitigated: 2025-01-01T10:05Z
    diagnosis:
      data_drift: {answer: no}
      evidence: [{kind: metric, what: Numbers, file: evidence/2025-01-01-example/prod.json}]
    ```

    ## Good
    ```evidence title="postmortems/evidence/2025-01-01-example/prod.json"
    precision, a breach below 0.9: 09:00 0.95, 10:00 0.41, 10:05 0.41, 10:10 0.41, 10:15 0.41, 10:20 0.41, 11:00 0.95
    ```
    ```yaml
    onset: 2025-01-01T10:00Z
    mitigated: 2025-01-01T10:55Z
    diagnosis:
      data_drift: {answer: no}
      evidence: [{kind: metric, what: Numbers, file: evidence/2025-01-01-example/prod.json}]
    ```
    """
    if evidenced(corpus):
        from afterword.evidence.claims.clocks import early_ends

        yield from told(corpus, early_ends)


@corpus_rule("AW437", "unalerted-detection", Severity.WARNING, lasting=True)
def unalerted_detection(corpus: CorpusContext) -> CorpusProblems:
    """What monitoring detected had crossed a threshold by then.

    ## Why
    If no threshold was crossed, no alert can have fired: someone else noticed it, and the alert is missing.
    That is often the most useful lesson of the review.
    Only series with a threshold count, and only if the source gave all their points.
    In a gap anything may have happened, so with one before the detection nothing is reported.

    ## Bad
    ```evidence title="postmortems/evidence/2025-01-01-example/prod.json"
    precision, a breach below 0.4: 09:00..09:55 0.95, 10:00..10:55 0.41, 11:00 0.95
    ```
    ```yaml
    detection: {by: monitoring}
    diagnosis:
      data_drift: {answer: no}
      evidence: [{kind: metric, what: Numbers, file: evidence/2025-01-01-example/prod.json}]
    ```

    ## Good
    ```evidence title="postmortems/evidence/2025-01-01-example/prod.json"
    precision, a breach below 0.4: 09:00..09:55 0.95, 10:00..10:55 0.41, 11:00 0.95
    ```
    ```yaml
    detection: {by: customer}
    diagnosis:
      data_drift: {answer: no}
      evidence: [{kind: metric, what: Numbers, file: evidence/2025-01-01-example/prod.json}]
    ```
    """
    if evidenced(corpus):
        from afterword.evidence.claims.clocks import unalerted

        yield from told(corpus, unalerted)
