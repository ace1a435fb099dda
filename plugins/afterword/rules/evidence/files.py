"""Rules for files of evidence: each can be used, is cited, and is the newest of its source."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from afterword.diagnostics import Severity
from afterword.evidence.cited import FOLDER, is_evidence, newest
from afterword.rules.evidence.sought import evidenced
from afterword.rules.registry import CorpusContext, CorpusProblems, FileContext, corpus_rule

_BEGINS: Final = re.compile(rb'\{\s*"captured_at"')
_LOOKED_AT: Final = 64


@corpus_rule("AW421", "unusable-evidence", lasting=True)
def unusable_evidence(corpus: CorpusContext) -> CorpusProblems:
    """Each file of evidence that a review cites can be read, has its form, and belongs to the review.

    ## Why
    The site draws the numbers of the file, and the check holds the text of the review against them.
    Such a file is written by `afterword capture` and never by hand.
    Its place is `evidence/`, the id of the review, and the name of the source, beside the review.
    The limit `evidence_bytes` bounds its size.
    If a review is renamed, rename its folder as well and run `afterword capture` with the new name.
    It writes that name into the files, also where no source has the numbers any more.

    ## Bad
    ```json title="postmortems/evidence/2025-01-01-example/prod.json"
    {"version": 1, "id": "2025-01-01-example/prod", "series": [{"metric": "precision", "value": NaN}]}
    ```
    ```yaml
    diagnosis:
      data_drift: {answer: no}
      evidence: [{kind: metric, what: Precision, file: evidence/2025-01-01-example/prod.json}]
    ```

    ## Good
    A block `evidence` is a file as `afterword capture` writes it, in short.

    ```evidence title="postmortems/evidence/2025-01-01-example/prod.json"
    precision, a breach below 0.9: 09:00 0.95, 10:00 0.41, 11:00 0.95
    ```
    ```yaml
    diagnosis:
      data_drift: {answer: no}
      evidence: [{kind: metric, what: Precision, file: evidence/2025-01-01-example/prod.json}]
    ```
    """
    for file, found in evidenced(corpus):
        for one in found:
            if one.trouble and not one.altered and not one.absent:
                yield file.filed(f"The file `{one.path}` {one.trouble}", one.field, one.advice)
    for file in corpus.asked:
        yield from _misplaced(file, corpus)


@corpus_rule("AW422", "altered-evidence", lasting=True)
def altered_evidence(corpus: CorpusContext) -> CorpusProblems:
    """The numbers of a file of evidence are those that were captured.

    ## Why
    A file of evidence has a sum over its numbers, so that one that was changed by hand shows.
    Whoever reads the review relies on a machine having written them.
    If a number is wrong in the source, capture it again once the source is right.

    ## Bad
    ```json title="postmortems/evidence/2025-01-01-example/prod.json"
    {
      "version": 1, "id": "2025-01-01-example/prod", "review": "2025-01-01-example", "tool": "afterword",
      "source": {"name": "prod", "kind": "prometheus"}, "captured_at": "2025-01-02T00:00:00Z",
      "window": {
        "baseline": ["2024-12-31T09:00:00Z", "2025-01-01T09:00:00Z"],
        "incident": ["2025-01-01T09:00:00Z", "2025-01-01T13:00:00Z"]
      },
      "series": [{"metric": "precision", "query": "precision", "points": [["2025-01-01T10:00:00Z", 0.99]]}],
      "sha256": "0000000000000000000000000000000000000000000000000000000000000000"
    }
    ```
    ```yaml
    diagnosis:
      data_drift: {answer: no}
      evidence: [{kind: metric, what: Precision, file: evidence/2025-01-01-example/prod.json}]
    ```

    ## Good
    ```evidence title="postmortems/evidence/2025-01-01-example/prod.json"
    precision: 10:00 0.99
    ```
    ```yaml
    diagnosis:
      data_drift: {answer: no}
      evidence: [{kind: metric, what: Precision, file: evidence/2025-01-01-example/prod.json}]
    ```
    """
    for file, found in evidenced(corpus):
        for one in found:
            if one.altered:
                yield file.filed(f"The file `{one.path}` {one.trouble}", one.field, one.advice)


@corpus_rule("AW423", "uncited-evidence", Severity.WARNING, lasting=True)
def uncited_evidence(corpus: CorpusContext) -> CorpusProblems:
    """Each file of evidence is cited by its review.

    ## Why
    A file that no review cites is drawn nowhere, and nothing is held against it.
    A file that a newer one supersedes need not be cited: it is kept so that a change of the past can be seen.

    ## Bad
    ```evidence title="postmortems/evidence/2025-01-01-example/prod.json"
    precision: 10:00 0.41
    ```

    ## Good
    ```evidence title="postmortems/evidence/2025-01-01-example/prod.json"
    precision: 10:00 0.41
    ```
    ```yaml
    diagnosis:
      data_drift: {answer: no}
      evidence: [{kind: metric, what: Precision, file: evidence/2025-01-01-example/prod.json}]
    ```
    """
    from afterword.rules.evidence.uncited import uncited

    yield from uncited(corpus)


@corpus_rule("AW424", "superseded-evidence", Severity.INFO, lasting=True)
def superseded_evidence(corpus: CorpusContext) -> CorpusProblems:
    """A review cites the newest evidence of each source.

    ## Why
    Evidence is captured again when late data has arrived; the newer file says that it supersedes the other.
    The site draws what is cited, so it would go on showing the older numbers.

    ## Bad
    ```evidence title="postmortems/evidence/2025-01-01-example/prod.json"
    precision: 10:00 0.41
    ```
    ```evidence title="postmortems/evidence/2025-01-01-example/prod-2.json"
    precision: 10:00 0.38
    supersedes prod
    ```
    ```yaml
    diagnosis:
      data_drift: {answer: no}
      evidence: [{kind: metric, what: Precision, file: evidence/2025-01-01-example/prod.json}]
    ```

    ## Good
    ```evidence title="postmortems/evidence/2025-01-01-example/prod.json"
    precision: 10:00 0.41
    ```
    ```evidence title="postmortems/evidence/2025-01-01-example/prod-2.json"
    precision: 10:00 0.38
    supersedes prod
    ```
    ```yaml
    diagnosis:
      data_drift: {answer: no}
      evidence: [{kind: metric, what: Precision, file: evidence/2025-01-01-example/prod-2.json}]
    ```
    """
    settings = corpus.loaded.settings
    for file, found in evidenced(corpus):
        from afterword.rules.evidence.uncited import successors

        cited, after = {one.path for one in found}, successors(file, settings)
        for one in newest(found):
            newer = after.get(one.snapshot.id) if one.snapshot else None
            if newer and newer not in cited:
                yield file.filed(f"`{one.path}` is superseded by `{newer}`", one.field, "Cite the newer file instead.")


def _misplaced(file: FileContext, corpus: CorpusContext) -> CorpusProblems:
    """Files of evidence that are cited from elsewhere, where nothing would read them."""
    for position, row in enumerate(file.review.data.get("diagnosis", {}).get("evidence", ())):
        name = row.get("file", "")
        if (
            name.endswith(".json")
            and not is_evidence(name)
            and _is_ours((corpus.loaded.settings.root / file.entry.path).parent / name)
        ):
            place = f"{FOLDER}/{file.entry.id}/{Path(name).stem.lower()}.json"
            yield file.filed(
                f"The file `{name}` is evidence in a place where none is read",
                ("diagnosis", "evidence", position, "file"),
                f"Move it to `{place}`, and cite it there.",
            )


def _is_ours(file: Path) -> bool:
    """Whether a file begins like those that `afterword capture` writes."""
    try:
        if not file.is_file():
            return False
        with file.open("rb") as opened:
            return _BEGINS.match(opened.read(_LOOKED_AT)) is not None
    except OSError:
        return False
