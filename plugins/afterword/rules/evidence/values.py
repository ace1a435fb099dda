"""Rules for observed values, limits and drift scores, held against the evidence."""

from __future__ import annotations

from afterword.diagnostics import Severity
from afterword.rules.evidence.sought import evidenced, told
from afterword.rules.registry import CorpusContext, CorpusProblems, corpus_rule


@corpus_rule("AW431", "observed-contradicted", Severity.WARNING, lasting=True)
def observed_contradicted(corpus: CorpusContext) -> CorpusProblems:
    """An observed value is one that the evidence has.

    ## Why
    In the meeting nobody should have to guess what the numbers were.
    A KPI and a check of data quality mean the metric with the nearest name; `evidence` of a KPI names the file, and
    after a `#` the metric.
    The value may be the extreme, a level, the mean or the value at one of the clocks, rounded as it is written.
    A comma is decimal where it cannot stand before thousands, as in `0,9`.
    Where the source gave only a part of the points, or the text speaks of another time, nothing is reported.

    ## Bad
    ```evidence title="postmortems/evidence/2025-01-01-example/prod.json"
    precision, a breach below 0.9: 09:00 0.95, 10:00 0.41, 10:05 0.41, 11:00 0.95, 11:05 0.95
    ```
    ```yaml
    models: [{name: Ranker, kpis: [{name: precision, observed: "0.62"}]}]
    diagnosis:
      data_drift: {answer: no}
      evidence: [{kind: metric, what: Numbers, file: evidence/2025-01-01-example/prod.json}]
    ```

    ## Good
    ```evidence title="postmortems/evidence/2025-01-01-example/prod.json"
    precision, a breach below 0.9: 09:00 0.95, 10:00 0.41, 10:05 0.41, 11:00 0.95, 11:05 0.95
    ```
    ```yaml
    models: [{name: Ranker, kpis: [{name: precision, observed: from 0.95 to 0.41}]}]
    diagnosis:
      data_drift: {answer: no}
      evidence: [{kind: metric, what: Numbers, file: evidence/2025-01-01-example/prod.json}]
    ```
    """
    if evidenced(corpus):
        from afterword.evidence.claims.values import observed

        yield from told(corpus, observed)


@corpus_rule("AW432", "limit-contradicted", Severity.WARNING, lasting=True)
def limit_contradicted(corpus: CorpusContext) -> CorpusProblems:
    """An agreed limit is the threshold that the evidence has.

    ## Why
    Whether it was a breach depends on the threshold that was in force.
    What is expected of a KPI and the threshold of a check are compared with the threshold of the metric that is meant.
    A value that is only usual, such as `0.95`, is reported if it would itself be a breach.

    ## Bad
    ```evidence title="postmortems/evidence/2025-01-01-example/prod.json"
    precision, a breach below 0.9: 09:00 0.95, 10:00 0.41, 10:05 0.41, 11:00 0.95, 11:05 0.95
    ```
    ```yaml
    models: [{name: Ranker, kpis: [{name: precision, expected: at least 0.8}]}]
    diagnosis:
      data_drift: {answer: no}
      evidence: [{kind: metric, what: Numbers, file: evidence/2025-01-01-example/prod.json}]
    ```

    ## Good
    ```evidence title="postmortems/evidence/2025-01-01-example/prod.json"
    precision, a breach below 0.9: 09:00 0.95, 10:00 0.41, 10:05 0.41, 11:00 0.95, 11:05 0.95
    ```
    ```yaml
    models: [{name: Ranker, kpis: [{name: precision, expected: at least 0.9}]}]
    diagnosis:
      data_drift: {answer: no}
      evidence: [{kind: metric, what: Numbers, file: evidence/2025-01-01-example/prod.json}]
    ```
    """
    if evidenced(corpus):
        from afterword.evidence.claims.values import limits

        yield from told(corpus, limits)


@corpus_rule("AW433", "drift-contradicted", Severity.WARNING, lasting=True)
def drift_contradicted(corpus: CorpusContext) -> CorpusProblems:
    """A drift score and its threshold are those that the evidence has.

    ## Why
    A drift score decides whether the data or the model is looked at first.
    The series is found by the feature and the method, in the name of the metric or in its labels.

    ## Bad
    ```evidence title="postmortems/evidence/2025-01-01-example/prod.json"
    psi merchant_country, a breach above 0.2: 10:00 0.31
    ```
    ```yaml
    drift: [{feature: merchant_country, method: population stability index, score: 0.13}]
    diagnosis:
      data_drift: {answer: no}
      evidence: [{kind: metric, what: Numbers, file: evidence/2025-01-01-example/prod.json}]
    ```

    ## Good
    ```evidence title="postmortems/evidence/2025-01-01-example/prod.json"
    psi merchant_country, a breach above 0.2: 10:00 0.31
    ```
    ```yaml
    drift: [{feature: merchant_country, method: population stability index, score: 0.31, threshold: 0.2}]
    diagnosis:
      data_drift: {answer: no}
      evidence: [{kind: metric, what: Numbers, file: evidence/2025-01-01-example/prod.json}]
    ```
    """
    if evidenced(corpus):
        from afterword.evidence.claims.drift import drift

        yield from told(corpus, drift)
