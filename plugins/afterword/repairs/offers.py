"""Which rule has which repair; the command and an editor ask here, so that both offer the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from afterword.diagnostics import Diagnostic
from afterword.repairs.computed import computed_field
from afterword.repairs.order import timeline_in_order
from afterword.repairs.repair import FOR_ITS_AUTHOR, Left, Repair
from afterword.repairs.spaces import without_trailing_space
from afterword.repairs.spelling import known_field, known_value
from afterword.repairs.zones import with_zone
from afterword.rules import FileContext

OFFERS: Final[Mapping[str, Callable[[FileContext, Diagnostic], Repair | Left]]] = {
    "AW011": without_trailing_space,
    "AW101": computed_field,
    "AW102": known_field,
    "AW104": known_value,
    "AW105": with_zone,
    "AW203": timeline_in_order,
}
"""By the code of each rule that can be repaired, the function that does."""

WHOLE: Final = frozenset({"AW203"})
"""Rules whose repair mends at once all that they found in a file."""


def offer(file: FileContext, diagnostic: Diagnostic) -> Repair | Left:
    """The repair of a problem in a file, or why there is none."""
    if file.entry.document is None:
        return Left("The file cannot be read as it is, so nothing in it is touched")
    if diagnostic.code == "AW110":
        return Left("`afterword migrate` carries it over to the shape of today")
    repair = OFFERS.get(diagnostic.code)
    return repair(file, diagnostic) if repair else FOR_ITS_AUTHOR
