"""Steps for the names and values of others, made for the file that has them."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.migrations.history import HISTORY
from afterword.migrations.others import Others
from afterword.migrations.steps import Move, Reword, Step
from afterword.migrations.targets import targets
from afterword.reading import Document, Mapping, Scalar, Sequence

_WHY = "The table of others' names knows it; see the settings `fields` and `values`."
# What has a step of its own was tried before.
_OWN = {step.at for step in HISTORY[min(HISTORY)]}
_LISTS = ("actions", "timeline")
_WORDS = ("severity", "status", "kind", "actions.*.area", "actions.*.status")


def foreign_names(document: Document, known: Others) -> Iterator[Step]:
    """A step for each field at the top that is known by another name."""
    yield from _moves(document.root, "", known)


def foreign_names_in_lists(document: Document, known: Others) -> Iterator[Step]:
    """A step for each such field of the actions and of the timeline, for all entries of the list at once."""
    for name in _LISTS:
        entry = document.root.entries.get(name)
        items = entry.value.items if entry and isinstance(entry.value, Sequence) else ()
        groups = (item for item in items if isinstance(item, Mapping))
        yield from dict.fromkeys(move for group in groups for move in _moves(group, f"{name}.*", known))


def foreign_values(document: Document, known: Others) -> Iterator[Step]:
    """A step for each vocabulary with a word of others."""
    for at in _WORDS:
        words = {
            target.value.text: ours
            for target in targets(document, at)
            if isinstance(target.value, Scalar)
            and (ours := known.value(at, target.value.text)) not in {"", target.value.text}
        }
        if words:
            yield Reword(at, words, _WHY)


def _moves(group: Mapping, within: str, known: Others) -> Iterator[Move]:
    for key, entry in group.entries.items():
        path = known.field(key, within)
        to = path.removeprefix(f"{within}.")
        at = f"{within}.{key}" if within else key
        if path and to != key and at not in _OWN and ("." not in to or isinstance(entry.value, Scalar)):
            yield Move(at, to, _WHY)
