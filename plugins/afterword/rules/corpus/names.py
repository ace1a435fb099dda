"""Rules of the corpus: names that must be unique, and names that must be spelt the same way."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict

from afterword.diagnostics import Path, Severity
from afterword.rules.registry import CorpusContext, CorpusProblems, FileContext, corpus_rule
from afterword.text.characters import looks, same_look


@corpus_rule("AW404", "near-duplicate-model", Severity.WARNING, lasting=True)
def near_duplicate_model(corpus: CorpusContext) -> CorpusProblems:
    """A model has one name in all reviews.

    ## Why
    A model with two names has two histories, and its next owner reads only one of them.
    Names that differ only in case or punctuation share one history, under the spelling that most reviews use.
    This rule also reports names that differ only in spaces, accents or a version at the end, which are counted apart.

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
                other, alike = spellings[usual][0][0].entry.path, same_look(name, [usual])
                yield file.filed(
                    f"The model name `{name}` is too similar to `{usual}`, which is used in {other}",
                    path,
                    f"{alike} If it is the same model, write `{usual}`. "
                    "Otherwise give the two models clearly different names.".lstrip(),
                )


@corpus_rule("AW405", "repeated-alias", lasting=True)
def repeated_alias(corpus: CorpusContext) -> CorpusProblems:
    """An alias belongs to one review.

    ## Why
    A search for a ticket should find one review.
    Two reviews with the same ticket are usually two drafts for one incident.

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
    for file in (*corpus.reviews, *corpus.parts):
        for position, alias in enumerate(file.review.data.get("aliases", ())):
            owner = first.setdefault(alias.casefold(), file)
            if owner is not file:
                line = owner.span("aliases").line
                yield file.filed(
                    f"The alias `{alias}` is already used in {owner.entry.path}, line {line}",
                    ("aliases", position),
                    "Delete one of the two aliases, or merge the reviews.",
                )


def _folded(name: str) -> str:
    """A name without case, accents, punctuation and a version at its end."""
    plain = unicodedata.normalize("NFKD", looks(name)).casefold()
    bare = re.sub(r"[\W_]+", "", plain) or plain
    return re.sub(r"v\d+$", "", bare) or bare
