"""Which questions `new` asks, and in which order: those for the fields that the schema requires."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from afterword.corpus.completeness import STATUS_ORDER, demanded
from afterword.schema import Contract, Field

IN_REVIEW: Final = STATUS_ORDER[1]
_SHORT: Final[Mapping[str, str]] = {"near-miss": IN_REVIEW}
"""By kind, the last status whose fields are asked for; for other kinds it is the last status of all.

A near miss is written in ten minutes or not at all.
"""


class Chapter(NamedTuple):
    """The questions that a review needs for a status."""

    status: str
    fields: tuple[Field, ...]


def first_questions(contract: Contract) -> tuple[Field, ...]:
    """The required fields of every draft, without those that have a default."""
    return tuple(field for field in contract.fields.children.values() if field.required and field.default is None)


def chapters(values: Mapping[str, Any], contract: Contract) -> Iterator[Chapter]:
    """The further questions for such a review, status by status, in the order of the schema.

    Only fields with a prompt are asked; the others are known once the review meeting has been held.
    """
    last = _SHORT.get(str(values.get("kind")), STATUS_ORDER[-1])
    filled = {*values, *contract.schema.get("required", ())}
    for status in STATUS_ORDER[1 : STATUS_ORDER.index(last) + 1]:
        wanted = demanded({**values, "status": status}, contract) - filled
        fields = tuple(f for f in contract.fields.children.values() if f.name in wanted and f.prompt)
        filled |= wanted
        if fields:
            yield Chapter(status, fields)


def is_ready(values: Mapping[str, Any], status: str, contract: Contract) -> bool:
    """Whether a review has every field that a status requires."""
    return demanded({**values, "status": status}, contract) <= {*values, *contract.schema.get("required", ())}


def still_needed(values: Mapping[str, Any], contract: Contract) -> tuple[str, tuple[Field, ...]]:
    """The first status for which fields are missing, with them; neither if none are."""
    begun = STATUS_ORDER.index(values["status"]) if values.get("status") in STATUS_ORDER else 0
    for status in STATUS_ORDER[max(begun, 1) :]:
        wanted = demanded({**values, "status": status}, contract) - {*values, *contract.schema.get("required", ())}
        if wanted:
            return status, tuple(field for name, field in contract.fields.children.items() if name in wanted)
    return "", ()


def asked_below(group: Field) -> tuple[Field, ...]:
    """The fields of a group to ask for: required ones and those with a prompt, or all if there are none."""
    chosen = tuple(child for child in group.children.values() if child.required or child.prompt)
    return chosen or tuple(group.children.values())
