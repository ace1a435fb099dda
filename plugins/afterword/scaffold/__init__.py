"""A new review: the questions, the check of each answer, and the draft."""

from afterword.scaffold.choices import Choices
from afterword.scaffold.drafting import STATEMENT, Offered, draft, file_name, folder_like, stand_in
from afterword.scaffold.exported import NAMES, ExportError, read_export
from afterword.scaffold.judging import ODD, Judging, problems_with
from afterword.scaffold.lenient import Meant, meant
from afterword.scaffold.new_pattern import (
    PATTERN_ANSWER,
    NewPattern,
    answer_key,
    asked_of_a_pattern,
    exemplified,
    layers_of,
    name_of,
    new_pattern,
    page_of,
    single,
    title_of,
)
from afterword.scaffold.paths import drop, field_of, in_order, leaves, put, spelled, take_away, value_at
from afterword.scaffold.questions import asked_below, chapters, first_questions, is_ready, still_needed

__all__ = [
    "NAMES",
    "ODD",
    "PATTERN_ANSWER",
    "STATEMENT",
    "Choices",
    "ExportError",
    "Judging",
    "Meant",
    "NewPattern",
    "Offered",
    "answer_key",
    "asked_below",
    "asked_of_a_pattern",
    "chapters",
    "draft",
    "drop",
    "exemplified",
    "field_of",
    "file_name",
    "first_questions",
    "folder_like",
    "in_order",
    "is_ready",
    "layers_of",
    "leaves",
    "meant",
    "name_of",
    "new_pattern",
    "page_of",
    "problems_with",
    "put",
    "read_export",
    "single",
    "spelled",
    "stand_in",
    "still_needed",
    "take_away",
    "title_of",
    "value_at",
]
