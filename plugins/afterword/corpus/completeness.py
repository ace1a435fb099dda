"""How complete a review is: the fields that its next status requires, and which of them it has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from afterword.model import Review
from afterword.schema import Contract, Field

STATUS_ORDER: Final = ("draft", "in-review", "published")
"""The statuses in which fields are added; later statuses are about the actions."""

# The fields that decide which other fields the schema requires.
_DECIDING: Final = ("kind", "severity", "provenance")


class Completeness(NamedTuple):
    """The fields that the status ``following`` requires, in the order of the schema."""

    status: str
    following: str
    present: tuple[Field, ...]
    missing: tuple[Field, ...]

    @property
    def demanded(self) -> int:
        """How many fields the next status requires in total."""
        return len(self.present) + len(self.missing)


def completeness(review: Review, contract: Contract) -> Completeness | None:
    """How complete a review is for its next status; ``None`` if no later status requires more fields."""
    if review.status not in STATUS_ORDER[:-1]:
        return None
    return _held_to(STATUS_ORDER[STATUS_ORDER.index(review.status) + 1], review.data, contract)


def completeness_of(data: Mapping[str, Any], contract: Contract) -> Completeness | None:
    """The same for a review that may break the schema; one that lacks a field of its own status is held to that.

    ``None`` also where what decides is not readable.
    """
    known = all(data.get(name) in contract.fields.children[name].terms for name in ("status", *_DECIDING[:2]))
    if not known or data.get("provenance", "own") not in contract.fields.children["provenance"].terms:
        return None
    status = data["status"]
    if status in STATUS_ORDER[:-1]:
        return _held_to(STATUS_ORDER[STATUS_ORDER.index(status) + 1], data, contract)
    found = _held_to(status, data, contract)
    return found if found.missing else None


def _held_to(status: str, data: Mapping[str, Any], contract: Contract) -> Completeness:
    fields = contract.fields.children
    wanted = demanded({**data, "status": status}, contract)
    return Completeness(
        status=data["status"],
        following=status,
        present=tuple(fields[name] for name in fields if name in wanted and name in data),
        missing=tuple(fields[name] for name in fields if name in wanted and name not in data),
    )


def demanded(values: Mapping[str, Any], contract: Contract) -> frozenset[str]:
    """Every field that the schema requires for this kind, severity, provenance and status."""
    data = _pick(values, (*_DECIDING, "status"))
    return contract.missing(data) | {name for name in data if contract.fields.children[name].required}


def _pick(data: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: data[name] for name in names if name in data}
