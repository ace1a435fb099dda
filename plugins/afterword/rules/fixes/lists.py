"""Write a list where a text stands for one: several names between commas, or a single item."""

from __future__ import annotations

from afterword.diagnostics import Diagnostic
from afterword.reading import Scalar
from afterword.reading.rewriting import as_scalar, rewritten
from afterword.rules.on_demand.meanings import items_meant
from afterword.rules.on_demand.repair import FOR_ITS_AUTHOR, Left, Repair, place_of
from afterword.rules.registry import FileContext
from afterword.rules.wording import field_at
from afterword.text.edits import Edit


def as_list(file: FileContext, diagnostic: Diagnostic) -> Repair | Left:
    """Write the list that a text can only mean; its items must keep to the schema."""
    place = place_of(file.document, diagnostic)
    field = field_at(file.contract, place.path)
    if field is None or not isinstance(place.value, Scalar):
        return FOR_ITS_AUTHOR
    items = items_meant(file.settings, field, place.path, place.value.text)
    if isinstance(items, Left):
        return items
    written = f"[{', '.join(map(as_scalar, items))}]"
    if rewritten(file.document, place.value, written) is None:
        return Left("It cannot be edited safely; edit it by hand")
    # A list stands without the quotes of the text.
    return Repair(f"Write the list `{written}`", (Edit(place.value.start, place.value.end, written),))
