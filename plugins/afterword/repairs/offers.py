"""Which rule has which repair, for the command and for editors."""

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
"""The repair of each rule that has one, by the code of the rule."""

WHOLE: Final = frozenset({"AW203"})
"""Rules whose repair fixes all their problems in a file at once."""


def offer(file: FileContext, diagnostic: Diagnostic) -> Repair | Left:
    """The repair of a problem in a file, or the reason why there is none."""
    if file.entry.document is None:
        return Left("The file cannot be parsed, so nothing in it is changed")
    if diagnostic.code == "AW110":
        return Left("Run `afterword migrate` to update it")
    repair = OFFERS.get(diagnostic.code)
    return repair(file, diagnostic) if repair else FOR_ITS_AUTHOR
