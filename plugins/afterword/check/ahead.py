"""What the check would say of a review if it had another status: asked before the status is set."""

from __future__ import annotations

from dataclasses import replace

from afterword.check.run import check_file
from afterword.corpus.loading import well_formed
from afterword.diagnostics import Diagnostic, Severity
from afterword.rules import FileContext
from afterword.rules.schema import MISSING_FIELD


def errors_ahead(file: FileContext, status: str) -> tuple[Diagnostic, ...]:
    """The errors that a review would have with a status and does not have now, by their place.

    Fields that are missing at the top are left out; ``completeness`` lists those. The file must have been read.
    """
    entry, document = file.entry, file.document
    data = {**entry.data, "status": status}
    if violations := tuple(file.contract.violations(data)):
        then = replace(entry, data=data, violations=violations, value=None)
    else:
        then = well_formed(entry.kind, entry.reading, data, document.body, file.settings.service_levels)
    now = {(one.code, one.pointer, one.span) for one in check_file(file)}
    return tuple(
        one
        for one in check_file(replace(file, entry=then))
        if one.severity is Severity.ERROR
        and (one.code, one.pointer, one.span) not in now
        and not missing_at_the_top(one)
    )


def missing_at_the_top(found: Diagnostic) -> bool:
    """Whether a problem is that a field of the review itself is missing."""
    return found.code == MISSING_FIELD and found.pointer.count("/") == 1
