"""Write a moment or a day that has another form, but only one meaning, in the form that a review has."""

from __future__ import annotations

from afterword.diagnostics import Diagnostic
from afterword.reading import Scalar
from afterword.reading.rewriting import rewritten
from afterword.rules.on_demand.meanings import form_meant
from afterword.rules.on_demand.repair import FOR_ITS_AUTHOR, Left, Repair, place_of
from afterword.rules.registry import FileContext
from afterword.rules.wording import field_at


def in_its_form(file: FileContext, diagnostic: Diagnostic) -> Repair | Left:
    """Write a moment or a day in its form; a time without a zone gets the offset of ``time_zone`` at that time."""
    place = place_of(file.document, diagnostic)
    field = field_at(file.contract, place.path)
    if field is None or not isinstance(place.value, Scalar):
        return FOR_ITS_AUTHOR
    form = form_meant(file.settings, field, place.value.text)
    if isinstance(form, Left):
        return form
    edit = rewritten(file.document, place.value, form[0])
    return (
        Repair(f"Write `{edit.text}`{form[1]}", (edit,))
        if edit
        else Left("It cannot be edited safely; edit it by hand")
    )
