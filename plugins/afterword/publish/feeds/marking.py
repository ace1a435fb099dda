"""A title as feeds and calendars show it, away from its page."""

from __future__ import annotations

from afterword.model import Review
from afterword.schema import Field


def marked(title: str, review: Review, fields: Field) -> str:
    """A title that leaves no doubt that a scenario is invented."""
    label = fields.at("provenance").label(review.provenance)
    return f"[{label}] {title}" if review.illustrative else title
