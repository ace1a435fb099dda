"""The checks of a model on its page: the ten that matter most, and the rest folded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from afterword.analysis.readiness import Check, Checklist, Relevance
from afterword.rendering.links import Linker
from afterword.site.context import Site
from afterword.site.readiness.rows import check_row

MOST_FIRST: Final = 10
"""How many checks are shown before a reader asks for more."""

TIES: Final = (
    ((Relevance.OWN,), "From its own reviews", 40),
    ((Relevance.PATTERN,), "From its patterns", 20),
    ((Relevance.TASK_AND_SERVING, Relevance.TASK, Relevance.SERVING), "From similar models", 10),
)
"""The folded sections: ties, title, and the most checks that the page shows; the data hold all."""


def check_values(site: Site, to: Linker, checklist: Checklist) -> Mapping[str, Any]:
    """The first checks by destination, and the sections of the others with how many each has."""
    first, rest = checklist.checks[:MOST_FIRST], checklist.checks[MOST_FIRST:]
    return {
        "first_checks": list(_lists(site, to, first)),
        "more_checks": len(rest),
        "sections": list(_sections(site, to, rest)),
    }


def _sections(site: Site, to: Linker, checks: Sequence[Check]) -> Iterator[Mapping[str, Any]]:
    for relevances, title, most in TIES:
        if found := [check for check in checks if check.relevance in relevances]:
            shown = found[:most]
            yield {
                "title": title,
                "total": len(found),
                "shown": len(shown),
                "rows": [check_row(site, to, check) for check in shown],
            }


def _lists(site: Site, to: Linker, checks: Sequence[Check]) -> Iterator[tuple[str, list[Any]]]:
    labels = {name: field.title for name, field in site.fields.at("feeds").children.items()}
    for name in dict.fromkeys([*labels, *(check.destination for check in checks)]):
        if found := [check for check in checks if check.destination == name]:
            title = labels.get(name, name)
            yield title, [check_row(site, to, check) for check in found]
