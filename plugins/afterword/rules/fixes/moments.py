"""Write a moment or a day that has another form, but only one meaning, in the form that a review has."""

from __future__ import annotations

from afterword.diagnostics import Diagnostic
from afterword.model.written_moment import NO_ZONE, rewritten_day, rewritten_moment
from afterword.reading import Scalar
from afterword.reading.rewriting import rewritten
from afterword.rules.registry import FileContext
from afterword.rules.repair import FOR_ITS_AUTHOR, Left, Repair, place_of
from afterword.rules.wording import field_at


def in_its_form(file: FileContext, diagnostic: Diagnostic) -> Repair | Left:
    """Write a moment or a day in its form; a time without a zone gets the offset of ``time_zone`` at that time."""
    place = place_of(file.document, diagnostic)
    field, zone = field_at(file.contract, place.path), file.settings.time_zone or ""
    if field is None or not isinstance(place.value, Scalar) or field.format not in {"moment", "date"}:
        return FOR_ITS_AUTHOR
    text, because = place.value.text, ""
    try:
        form = rewritten_day(text) if field.format == "date" else rewritten_moment(text)
    except ValueError as error:
        if str(error) != NO_ZONE:
            return FOR_ITS_AUTHOR
        if not zone:
            return Left("The time zone is unknown: set `time_zone` under [tool.afterword], or write the offset")
        try:
            form, because = rewritten_moment(text, zone=zone), f", with the offset of {zone}"
        except ValueError as reason:
            return Left(str(reason)[0].upper() + str(reason)[1:])
    edit = rewritten(file.document, place.value, form)
    return (
        Repair(f"Write `{edit.text}`{because}", (edit,))
        if edit
        else Left("It cannot be edited safely; edit it by hand")
    )
