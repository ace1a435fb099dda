"""Rules of the corpus: references that can only be checked with all reviews together."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator

from afterword.corpus.places import HOMES, file_beside, site_folder
from afterword.diagnostics import Path, Problem, Severity
from afterword.evidence.cited import is_evidence, named_files
from afterword.model import values_at
from afterword.rules.corpus.links import places_of
from afterword.rules.registry import CorpusContext, CorpusProblems, FileContext, corpus_rule, file_rule
from afterword.schema import REVIEW
from afterword.text.nearest import suggest

_DATED = re.compile(r"\d{4}(-\d{2}){0,2}(?=-)", re.ASCII)


@file_rule("AW401", "id-date")
def id_date(file: FileContext) -> Iterator[Problem]:
    """The file name of a review begins with its onset date.

    ## Why
    File names that begin with the date sort by time, and need no running number.
    If the onset is unknown, the earliest other time is used.
    The name has as much of the date as is known: `2025-11-18-slug`, `2025-11-slug` or `2025-slug`.

    ## Bad
    ```yaml
    onset: 2024-06-30
    ```

    ## Good
    ```yaml
    onset: 2025-01-01
    ```
    """
    written = _DATED.match(file.entry.id)
    when = file.review.when
    if when is None or written is None:
        return
    date = when.text[:10]
    if not date.startswith(written[0]) and not written[0].startswith(date):
        slug = file.entry.id[written.end() + 1 :]
        yield file.problem(
            f"The file name begins with {written[0]}, but the incident began on {date}",
            ("onset",),
            f"Rename it to `{date}-{slug}.md`, or correct the onset.",
        )


@corpus_rule("AW402", "unknown-pattern", lasting=True)
def unknown_pattern(corpus: CorpusContext) -> CorpusProblems:
    """Each pattern that a review names has a page.

    ## Why
    The next owner reads on that page how to prevent the failure.
    A name without a page is a typing error, or a new pattern that nobody has described yet.
    For a new one, `afterword new --pattern` asks what its page needs, and writes it.

    ## Bad
    ```yaml
    patterns: [evaluation-blind-spots]
    ```

    ## Good
    ```yaml
    patterns: [evaluation-blind-spot]
    ```
    """
    known = {entry.id: None for entry in corpus.loaded_patterns}
    for file in (*corpus.asked, *corpus.parts):
        for position, name in enumerate(file.review.patterns):
            if name not in known:
                meant = suggest(name, known)
                if_new = f"{meant.lstrip() or 'No close match.'} For a new pattern,"
                folder = corpus.loaded.settings.patterns
                yield file.filed(
                    f"There is no pattern `{name}`",
                    ("patterns", position),
                    f"{if_new} run `afterword new --pattern {name}`, which makes its page, `{folder}/{name}.md`.",
                )


@corpus_rule("AW403", "unknown-review", lasting=True)
def unknown_review(corpus: CorpusContext) -> CorpusProblems:
    """Each review named in `related` or `not_related` exists.

    ## Why
    Readers can only use the relation between two incidents if they can follow the link.

    ## Bad
    ```yaml
    related:
      - {id: 2024-12-31-not-there, relation: see-also}
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
    known = {entry.id: None for entry in corpus.loaded_reviews}
    for file in (*corpus.asked, *corpus.parts):
        for field in ("related", "not_related"):
            for position, link in enumerate(file.review.data.get(field, ())):
                path: Path = (field, position, "id")
                if link["id"] == file.entry.id:
                    yield file.filed("The review is related to itself", path, "Name the other review.")
                elif link["id"] not in known:
                    no_match = "No close match; use the file name of a review without `.md`."
                    help_ = suggest(link["id"], known).lstrip() or no_match
                    yield file.filed(f"There is no review `{link['id']}`", path, help_)


@corpus_rule("AW406", "missing-evidence-file", lasting=True)
def missing_evidence_file(corpus: CorpusContext) -> CorpusProblems:
    """Each file named as evidence exists and is published.

    ## Why
    The next reader checks the evidence; the name of a missing file shows nothing.

    ## Bad
    ```yaml
    diagnosis:
      data_drift: {answer: yes}
      evidence: [{kind: metric, what: Share of empty values, file: images/not-there.svg}]
    ```

    ## Good
    ```yaml
    diagnosis:
      data_drift: {answer: yes}
      evidence: [{kind: metric, what: Share of empty values}]
    ```
    """
    asked = (*corpus.asked, *corpus.parts)
    naming = [(file, found) for file in asked if (found := tuple(named_files(file.review.data)))]
    if not naming:
        return
    from afterword.corpus.site_places import how_to_link

    places = places_of(corpus)
    settings = corpus.loaded.settings
    for file, found in naming:
        home = site_folder(file.entry.path, REVIEW, settings)
        folder = posixpath.dirname(file.entry.path)
        for path, name in found:
            if file_beside(file.entry.path, name, settings) is None:
                advice = f"Store it in `{folder}/`, and name it by its path there."
                yield file.filed(f"The file `{name}` is not next to the review", path, advice)
            elif is_evidence(name) and not os.path.lexists(settings.reviews_dir / name):
                advice = f"Write it with `afterword capture {file.entry.id}`, or delete the field."
                yield file.filed(f"The file `{name}` does not exist", path, advice)
            elif trouble := places.trouble(HOMES[REVIEW] if is_evidence(name) else home, name):
                add = f"Add it as `{folder}/{name}`, or delete the field."
                advice = add if trouble.advice == how_to_link(home) else trouble.advice
                yield file.filed(trouble.message, path, advice)


@corpus_rule("AW407", "unused-pattern", Severity.INFO, lasting=True)
def unused_pattern(corpus: CorpusContext) -> CorpusProblems:
    """Each pattern is named by at least one review.

    ## Why
    A pattern without an incident is only a concern, or the reviews that show it do not name it.
    You may keep the page; this is for information only.

    ## Bad
    ```yaml
    title: The only review there is, and it names no pattern
    ```

    ## Good
    ```yaml
    patterns: [evaluation-blind-spot]
    ```
    """
    # A review that breaks the schema elsewhere names its patterns all the same.
    named = (name for entry in corpus.loaded_reviews for name in values_at(entry.data, ("patterns", "*")))
    used = {name for name in named if isinstance(name, str)}
    for file in corpus.patterns:
        if file.entry.id not in used:
            yield file.filed(
                "No review names this pattern",
                ("title",),
                f"Add `{file.entry.id}` to the `patterns` of the reviews that show it.",
            )
