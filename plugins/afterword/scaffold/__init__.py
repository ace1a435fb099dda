"""A new review: the questions, the check of each answer, and the draft."""

from afterword.scaffold.choices import Choices
from afterword.scaffold.drafting import STATEMENT, Offered, draft, file_name, folder_like, stand_in
from afterword.scaffold.exported import NAMES, ExportError, read_export
from afterword.scaffold.judging import ODD, Judging, problems_with
from afterword.scaffold.lenient import Meant, meant
from afterword.scaffold.paths import drop, field_of, in_order, leaves, put, spelled, take_away, value_at
from afterword.scaffold.questions import asked_below, chapters, first_questions, is_ready, still_needed

__all__ = [
    "NAMES",
    "ODD",
    "STATEMENT",
    "Choices",
    "ExportError",
    "Judging",
    "Meant",
    "Offered",
    "asked_below",
    "chapters",
    "draft",
    "drop",
    "field_of",
    "file_name",
    "first_questions",
    "folder_like",
    "in_order",
    "is_ready",
    "leaves",
    "meant",
    "problems_with",
    "put",
    "read_export",
    "spelled",
    "stand_in",
    "still_needed",
    "take_away",
    "value_at",
]
