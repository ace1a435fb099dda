"""What a review measured against what had been agreed: drift, data quality and the KPIs of its models."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from afterword.graphics.drawings import Meter, meter_drawing
from afterword.rendering import Markup, plain
from afterword.schema import Field
from afterword.site import generic

_NUMBER: Final = r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_LIMIT: Final = re.compile(
    r"(?:(?:at most|at least|under|over|below|above|within|up to|less than|more than|about|exactly) )?"
    rf"{_NUMBER} ?(?P<unit>%?)"
)
# A share says what it is by itself, so that words may follow it; a bare number may be one of many things.
_SEEN: Final = re.compile(rf"(?:about )?{_NUMBER} ?(?:(?P<unit>%)(?:[ ,].*)?)?")


class Measure(NamedTuple):
    """One thing that was measured: its name, what was seen, what had been agreed, and both as a drawing."""

    name: Markup
    observed: Markup
    threshold: Markup
    compared: str
    drawn: Markup
    extra: tuple[generic.LabelledValue, ...]


class Names(NamedTuple):
    """Which fields of a row are its name, what was observed, and what had been agreed."""

    name: str
    observed: str
    threshold: str


EVIDENCE: Final = "evidence"
"""The field of a row that names the file which its values are from."""

DRIFT: Final = Names("feature", "score", "threshold")
DATA_QUALITY: Final = Names("check", "observed", "threshold")
KPIS: Final = Names("name", "observed", "expected")


def measures(
    field: Field,
    rows: Sequence[Mapping[str, Any]],
    names: Names,
    ids: str,
    cite: Callable[[str], Markup] = plain,
) -> tuple[Measure, ...]:
    """Each row of a list of measurements; ``ids`` keeps the ids of the drawings apart from those of other lists.

    ``cite`` makes a link of a file of evidence that a row names.
    """
    return tuple(_measure(field.item, row, names, f"{ids}-{at}", cite) for at, row in enumerate(rows, 1))


def _measure(
    item: Field | None, row: Mapping[str, Any], names: Names, id_: str, cite: Callable[[str], Markup]
) -> Measure:
    meter = _meter(row, names, id_)
    known = (names.name, names.observed, names.threshold, EVIDENCE)
    evidence = ((item.at(EVIDENCE).title, cite(str(row[EVIDENCE]))),) if item and EVIDENCE in row else ()

    def said(name: str) -> Markup:
        child = item.children.get(name) if item else None
        return generic.inline(child, row[name]) if name in row else Markup()

    return Measure(
        plain(row[names.name]),
        said(names.observed),
        said(names.threshold),
        meter.compared if meter else "",
        meter_drawing(meter) if meter else Markup(),
        (*generic.entries(item, row, known), *evidence),
    )


def _meter(row: Mapping[str, Any], names: Names, id_: str) -> Meter | None:
    """The two numbers of a row; ``None`` where one of them is missing, or they are not of one unit."""
    seen = _SEEN.fullmatch(str(row.get(names.observed, "")))
    limit = _LIMIT.fullmatch(str(row.get(names.threshold, "")))
    if seen is None or limit is None:
        return None
    unit = limit["unit"]
    if (seen["unit"] or "") != unit:
        return None
    found, agreed = (float(match["number"].replace(",", "")) for match in (seen, limit))
    ranged = limit.group().startswith("within")
    return Meter(id_, str(row[names.name]), found, agreed, f" {unit}" if unit else "", ranged)
