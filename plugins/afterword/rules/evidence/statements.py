"""Rules for versions, for numbers in sentences, and for breaches without evidence."""

from __future__ import annotations

from afterword.diagnostics import Severity
from afterword.rules.evidence.sought import evidenced, told
from afterword.rules.registry import CorpusContext, CorpusProblems, corpus_rule


@corpus_rule("AW436", "version-contradicted", Severity.WARNING, lasting=True)
def version_contradicted(corpus: CorpusContext) -> CorpusProblems:
    """The versions of a model are those that its registry has.

    ## Why
    Whoever rolls back next time uses the last good version that is written here.
    The version, the last good one, the registry entry and the day of training are compared.
    Versions of another form, such as a day instead of a number, are not.
    A version that is only inferred, since another could have served as well, contradicts nothing.

    ## Bad
    ```evidence title="postmortems/evidence/2025-01-01-example/prod.json"
    registry Ranker 42, before it 41
    ```
    ```yaml
    models: [{name: Ranker, version: "41"}]
    diagnosis:
      data_drift: {answer: no}
      evidence: [{kind: metric, what: Numbers, file: evidence/2025-01-01-example/prod.json}]
    ```

    ## Good
    ```evidence title="postmortems/evidence/2025-01-01-example/prod.json"
    registry Ranker 42, before it 41
    ```
    ```yaml
    models: [{name: Ranker, version: "42", last_good_version: v41}]
    diagnosis:
      data_drift: {answer: no}
      evidence: [{kind: metric, what: Numbers, file: evidence/2025-01-01-example/prod.json}]
    ```
    """
    if evidenced(corpus):
        from afterword.evidence.claims.versions import versions

        yield from told(corpus, versions)


@corpus_rule("AW438", "number-contradicted", Severity.WARNING, lasting=True)
def number_contradicted(corpus: CorpusContext) -> CorpusProblems:
    """A number in a sentence about a metric is one that the evidence has.

    ## Why
    The summary and the timeline are read more than the fields.
    A sentence is looked at if it names the metric, also as code, and then says its value: “precision fell to 0.62”.
    At a time, or in the timeline, the value of that time counts.
    Sentences about what is usual, expected, offline or of another time are left alone.
    Another time is a date that is not one of the incident, or that can be read in two ways, such as `12/03`; a month,
    a quarter or a year; and what “two days later” or “the week before” say.

    ## Bad
    ```evidence title="postmortems/evidence/2025-01-01-example/prod.json"
    precision, a breach below 0.9: 09:00 0.95, 10:00 0.41, 10:05 0.41, 11:00 0.95, 11:05 0.95
    ```
    ```yaml
    summary: Precision fell to 0.62, and pages were slow.
    diagnosis:
      data_drift: {answer: no}
      evidence: [{kind: metric, what: Numbers, file: evidence/2025-01-01-example/prod.json}]
    ```

    ## Good
    ```evidence title="postmortems/evidence/2025-01-01-example/prod.json"
    precision, a breach below 0.9: 09:00 0.95, 10:00 0.41, 10:05 0.41, 11:00 0.95, 11:05 0.95
    ```
    ```yaml
    summary: Precision fell from 0.95 to 0.41, and pages were slow.
    diagnosis:
      data_drift: {answer: no}
      evidence: [{kind: metric, what: Numbers, file: evidence/2025-01-01-example/prod.json}]
    ```
    """
    for file, found in evidenced(corpus):
        from afterword.rules.evidence.sentences import in_sentences

        yield from ((file.entry.path, problem) for problem in in_sentences(file, found))


@corpus_rule("AW439", "breach-without-evidence", Severity.INFO, lasting=True)
def breach_without_evidence(corpus: CorpusContext) -> CorpusProblems:
    """A breach is shown by evidence where a source is set.

    ## Why
    With a source in the settings, one command brings in the numbers of the incident.
    What somebody typed from a dashboard has to be believed, and the dashboard forgets it.
    Only reviews of your own incidents are looked at.

    ## Bad
    ```toml title="pyproject.toml"
    [tool.afterword.sources.prod]
    kind = "prometheus"
    url = "https://prom.example.org"
    ```
    ```yaml
    models: [{name: Ranker, kpis: [{name: precision, expected: at least 0.9, observed: "0.41"}]}]
    ```

    ## Good
    ```toml title="pyproject.toml"
    [tool.afterword.sources.prod]
    kind = "prometheus"
    url = "https://prom.example.org"
    ```
    ```evidence title="postmortems/evidence/2025-01-01-example/prod.json"
    precision, a breach below 0.9: 09:00 0.95, 10:00 0.41, 10:05 0.41, 11:00 0.95, 11:05 0.95
    ```
    ```yaml
    models: [{name: Ranker, kpis: [{name: precision, expected: at least 0.9, observed: "0.41"}]}]
    diagnosis:
      data_drift: {answer: no}
      evidence: [{kind: metric, what: Numbers, file: evidence/2025-01-01-example/prod.json}]
    ```
    """
    if not corpus.loaded.settings.sources:
        return
    from afterword.evidence.cited import cited
    from afterword.evidence.claims.unproven import unproven

    settings = corpus.loaded.settings
    for file in corpus.asked:
        for one in unproven(file.review, cited(file.review, settings), settings):
            yield file.filed(one.message, one.field, one.advice)
