"""What a change comes near as GitHub workflow commands, which annotate the changed lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.analysis.risk import Near
from afterword.reporters.github import escaped, escaped_property
from afterword.reporters.risk import Risk, action_counts, became, risk_text
from afterword.text.printable import printable


def risk_github(risk: Risk) -> str:
    """An annotation for each incident, a warning where something is overdue, then the text for the log."""
    return "\n".join([*_annotations(risk), risk_text(risk)])


def _annotations(risk: Risk) -> Iterator[str]:
    for hit in risk.hits:
        review = hit.review
        said = [risk.cover(review.path, review.title), *risk.because(hit), became(review, risk.as_of)]
        message = escaped("\n".join(printable(one, 500) for one in said))
        level = "warning" if action_counts(review, risk.as_of)["overdue"] else "notice"
        yield f"::{level} {_place(hit)}title={escaped_property(printable(f'Near {review.id}'))}::{message}"


def _place(hit: Near) -> str:
    """The file and the line; a removed line is none of the new file, which alone can be annotated."""
    place = next((one.place for one in hit.signals if one.place is not None), None)
    if place is None:
        return ""
    line = f"line={place.line}," if place.line and not place.removed else ""
    return f"file={escaped_property(printable(place.path))},{line}"
