"""What is asked of somebody who begins a review, and in which order: as much as the schema will demand of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from afterword.corpus.completeness import STATUS_ORDER, demanded
from afterword.schema import Contract, Field

_SHORT: Final[Mapping[str, str]] = {"near-miss": "in-review"}
"""The status whose demands are the last to be asked about, by kind; for the others it is the end of the road.

What was caught in time is written in ten minutes or not at all.
"""


@dataclass(frozen=True)
class Chapter:
    """The questions that stand between a review and a status."""

    status: str
    fields: tuple[Field, ...]


def first_questions(contract: Contract) -> tuple[Field, ...]:
    """What every draft needs; what has a default is not asked."""
    return tuple(field for field in contract.fields.children.values() if field.required and field.default is None)


def chapters(values: Mapping[str, Any], contract: Contract) -> Iterator[Chapter]:
    """What else is asked of a review like this, status by status, in the order of the schema.

    Only fields with a prompt are asked; what has none is known when the review has been held.
    """
    last = _SHORT.get(str(values.get("kind")), STATUS_ORDER[-1])
    told = {*values, *contract.schema.get("required", ())}
    for status in STATUS_ORDER[1 : STATUS_ORDER.index(last) + 1]:
        wanted = demanded({**values, "status": status}, contract) - told
        fields = tuple(f for f in contract.fields.children.values() if f.name in wanted and f.prompt)
        told |= wanted
        if fields:
            yield Chapter(status, fields)


def asked_below(group: Field) -> tuple[Field, ...]:
    """Which fields of a group are asked: the required ones and those with a prompt, or all where there are neither."""
    chosen = tuple(child for child in group.children.values() if child.required or child.prompt)
    return chosen or tuple(group.children.values())
