"""Which fields of a review and of a pattern are narrative, and how much a word in each of them says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from afterword.model import Pattern, Review, values_at

Passage = tuple[str, float, str]
"""The name of a field, its weight, and its text."""

_REVIEW: Final = (
    ("headline", 3.0, ("title", "summary")),
    ("symptoms", 1.5, ("impact.who", "detection.how", "detection.missed_signals.*", "timeline.*.event")),
    ("lessons", 1.0, ("lessons.*", "diagnosis.*.note", "near_miss.note", "worked_well.*")),
    ("causes", 1.5, ("trigger", "root_causes.*.statement", "five_whys.*.why", "five_whys.*.because")),
    ("system", 1.0, ("models.*.name", "models.*.objective", "models.*.training_data", "models.*.kpis.*.name")),
    ("safeguards", 1.0, ("safeguards.*.name", "safeguards.*.note", "actions.*.title", "feeds.*")),
)
_PATTERN: Final = (
    ("headline", 3.0, ("title", "summary", "aliases.*")),
    ("symptoms", 2.0, ("signals.*",)),
    ("causes", 1.0, ("prevention.*", "resilience_test.*", "readiness_checks.*")),
)
_BODY: Final = 1.0
_ID: Final = 1.5
"""People name a review by what they would look for; the day before it says nothing."""
_PARTS: Final = {
    path: (tuple(path.split(".")[:-1]), path.split(".")[-1]) for _, _, paths in (*_REVIEW, *_PATTERN) for path in paths
}


def passages(page: Review | Pattern) -> Iterator[Passage]:
    """The narrative of a review or a pattern, field by field; fields that it does not have are left out."""
    for name, weight, paths in _REVIEW if isinstance(page, Review) else _PATTERN:
        said = [text for path in paths for text in _texts(page, path)]
        if said:
            yield name, weight, "\n".join(said)
    if isinstance(page, Review):
        yield "id", _ID, page.id.lstrip("0123456789-")
    if page.body:
        yield "body", _BODY, page.body


def narrative(page: Review | Pattern) -> str:
    """The whole narrative as one text, each field once: what other ways of ranking are given to compare with."""
    return joined(passages(page))


def joined(read: Iterable[Passage]) -> str:
    """Passages as one text."""
    return "\n".join(text for _, _, text in read)


def _texts(page: Review | Pattern, path: str) -> Iterator[str]:
    parents, last = _PARTS[path]
    if (parents[0] if parents else last) not in page.data:
        return
    for parent in values_at(page.data, parents):
        if last != "*":
            found = [parent[last]] if isinstance(parent, dict) and last in parent else []
        else:
            found = list(parent.values() if isinstance(parent, dict) else parent)
        for value in found:
            yield from (item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str))
