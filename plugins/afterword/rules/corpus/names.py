"""Rules of the corpus: names that must be told apart, or must not be."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from afterword.diagnostics import Path, Problem, Severity
from afterword.rules.registry import CorpusContext, FileContext, corpus_rule

CorpusProblems = Iterator[tuple[str, Problem]]


@corpus_rule("AW404", "near-duplicate-model", Severity.WARNING)
def near_duplicate_model(corpus: CorpusContext) -> CorpusProblems:
    """A model has one name in all reviews.

    ## Why
    Under two spellings a model has two histories, and its next owner reads half of what happened.
    Names that differ only in case, spaces, hyphens or a version at the end are taken for one.

    ## Bad
    ```markdown title="postmortems/2025-01-02-another.md"
    ---
    title: The score was wrong again
    status: draft
    kind: incident
    severity: sev3
    summary: The score was wrong a second time.
    onset: 2025-01-02
    models: [{name: bot management}]
    ---
    ```
    ```yaml
    models: [{name: Bot Management}]
    ```

    ## Good
    ```yaml
    models: [{name: Bot Management}]
    ```
    """
    uses: dict[str, dict[str, list[tuple[FileContext, Path]]]] = defaultdict(lambda: defaultdict(list))
    for file in corpus.reviews:
        for position, model in enumerate(file.review.data.get("models", ())):
            uses[_folded(model["name"])][model["name"]].append((file, ("models", position, "name")))
    for spellings in uses.values():
        usual = max(sorted(spellings), key=lambda name: len(spellings[name]))
        for name in spellings.keys() - {usual}:
            for file, path in spellings[name]:
                other = spellings[usual][0][0].entry.path
                yield file.filed(
                    f"The model `{name}` is called `{usual}` in {other}",
                    path,
                    f"Write `{usual}`. If they are two models, give them names that a reader can tell apart.",
                )


@corpus_rule("AW405", "repeated-alias")
def repeated_alias(corpus: CorpusContext) -> CorpusProblems:
    """An alias belongs to one review.

    ## Why
    Whoever searches for a ticket wants the review of that ticket.
    Two reviews of one ticket are most often two drafts of one incident.

    ## Bad
    ```markdown title="postmortems/2025-01-02-another.md"
    ---
    title: The cache was empty
    status: draft
    kind: incident
    severity: sev3
    summary: The cache was empty.
    onset: 2025-01-02
    aliases: [INC-1]
    ---
    ```
    ```yaml
    aliases: [INC-1]
    ```

    ## Good
    ```yaml
    aliases: [INC-1]
    ```
    """
    first: dict[str, FileContext] = {}
    for file in corpus.reviews:
        for position, alias in enumerate(file.review.data.get("aliases", ())):
            owner = first.setdefault(alias.casefold(), file)
            if owner is not file:
                line = owner.span("aliases").line
                yield file.filed(
                    f"The alias `{alias}` belongs to {owner.entry.path}, line {line}",
                    ("aliases", position),
                    "Delete one of the two, or merge the reviews.",
                )


def _folded(name: str) -> str:
    """A name without case, accents, punctuation and a version at its end."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    bare = re.sub(r"[\W_]+", "", plain) or plain
    return re.sub(r"v\d+$", "", bare) or bare
