"""The rule that what reviews say of one another does not contradict itself."""

from __future__ import annotations

from afterword.rules.registry import CorpusContext, CorpusProblems, FileContext, corpus_rule


@corpus_rule("AW409", "contradictory-verdict", lasting=True)
def contradictory_verdict(corpus: CorpusContext) -> CorpusProblems:
    """A relation to another review agrees with the times and with what other reviews say.

    ## Why
    A relation that an author states overrides automatic matching, so it must be consistent.
    An incident cannot be the recurrence of one that began later.
    Two incidents cannot both share a cause and be unrelated, whichever review says so.
    Nor can each be the recurrence of the other, or one have two relations to the other.

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
    related = [file for file in (*corpus.asked, *corpus.parts) if "related" in file.review.data]
    if not related:
        return
    from afterword.analysis.recurrence import SAME, began_after

    by_id = {file.entry.id: file for file in corpus.reviews}
    apart = {
        pair: file
        for file in (*corpus.reviews, *corpus.parts)
        for link in file.review.data.get("not_related", ())
        for pair in ((file.entry.id, link["id"]), (link["id"], file.entry.id))
    }
    for file in related:
        said: dict[str, str] = {}
        for position, link in enumerate(file.review.data["related"]):
            other, path = by_id.get(link["id"]), ("related", position, "relation")
            if said.setdefault(link["id"], link["relation"]) != link["relation"]:
                yield file.filed(
                    f"`{link['id']}` is `{link['relation']}` here and `{said[link['id']]}` above",
                    path,
                    "Keep the relation that is right, and delete the other.",
                )
            if other is None or link["relation"] not in SAME:
                continue
            if (opposed := apart.get((file.entry.id, link["id"]))) is not None:
                yield file.filed(
                    f"`{link['id']}` is `{link['relation']}` here but `not_related` in {opposed.entry.path}",
                    path,
                    "Decide which is right, and delete the other.",
                )
            elif link["relation"] == SAME[0] and began_after(other.review, file.review):
                yield file.filed(
                    f"This cannot be a recurrence of `{link['id']}`, which began later",
                    path,
                    f"Move the relation to {other.entry.path}, or correct one of the two onsets.",
                )
            elif link["relation"] == SAME[0] and _says(other, file.entry.id, SAME[0]):
                yield file.filed(
                    f"`{link['id']}` is the original here, but a recurrence of this review in {other.entry.path}",
                    path,
                    "Keep the relation in the review of the incident that came second.",
                )


def _says(file: FileContext, id_: str, relation: str) -> bool:
    """Whether a review has a relation to another one."""
    links = file.review.data.get("related", ())
    return any(link["id"] == id_ and link["relation"] == relation for link in links)
