"""A new review: what is asked, what an answer must be, and the draft that comes of it."""

from afterword.scaffold.drafting import HEADINGS, STATEMENT, draft, file_name, stand_in
from afterword.scaffold.judging import Judging, problems_with
from afterword.scaffold.paths import leaves, put, spelled
from afterword.scaffold.questions import asked_below, chapters, first_questions

__all__ = [
    "HEADINGS",
    "STATEMENT",
    "Judging",
    "asked_below",
    "chapters",
    "draft",
    "file_name",
    "first_questions",
    "leaves",
    "problems_with",
    "put",
    "spelled",
    "stand_in",
]
