"""What other programs use of Afterword, as ``afterword`` exports it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from afterword.analysis.recall import Hit, Reason, Recall
from afterword.check import Report, check
from afterword.corpus import Corpus, load
from afterword.diagnostics import Diagnostic, Severity, Span, one_of
from afterword.model import Action, Moment, Pattern, Review
from afterword.schema import SchemaError
from afterword.settings import AUDIENCES, NoKnowledgeBaseError, Settings, SettingsError, load_settings
from afterword.settings.clock import today
from afterword.text.printable import printable

__all__ = [
    "Action",
    "Corpus",
    "Diagnostic",
    "Hit",
    "Moment",
    "Pattern",
    "Reason",
    "Report",
    "Review",
    "SchemaError",
    "SettingsError",
    "Severity",
    "Span",
    "check_reviews",
    "load_reviews",
    "similar_reviews",
]


def load_reviews(root: Path | str, audience: str | None = None) -> Corpus:
    """Read the reviews and patterns of the knowledge base in a folder, without running any rule.

    The ``audience`` is ``internal``, or ``public`` for no internal reviews; without it, it is that of the settings.
    Files that cannot be read or do not match the schema are left out; ``check_reviews`` says what is wrong with them.
    Raises ``SettingsError`` when the settings cannot be used or the folder of the reviews does not exist,
    ``SchemaError`` when the schema cannot be used, and ``ValueError`` for another audience.
    """
    if audience not in {None, *AUDIENCES}:
        raise ValueError(f"The audience is {audience!r}; it must be {one_of(AUDIENCES)}.")
    settings = _settings(root)
    return load(replace(settings, audience=audience or settings.audience)).corpus()


def check_reviews(root: Path | str, as_of: date | None = None) -> Report:
    """Check the knowledge base in a folder with every rule that its settings leave on, as ``afterword check`` does.

    Like that command, it names internal reviews whatever the audience is.
    ``as_of`` is the day that counts as today; without it, it is that of ``SOURCE_DATE_EPOCH``, or the day in UTC.
    Raises ``SettingsError`` when the settings cannot be used or the folder of the reviews does not exist, and
    ``SchemaError`` when the schema cannot be used.
    """
    return check(_settings(root), as_of or today())


def similar_reviews(corpus: Corpus, asked: str | Review, most: int = 5) -> tuple[Hit, ...]:
    """Find the reviews that are most similar to a description or to a review, the most similar first.

    The result has at most ``most`` reviews, and is empty when none is similar enough. Withdrawn reviews are left out.
    Raises ``ValueError`` when ``most`` is less than 1.
    """
    if most < 1:
        raise ValueError(f"`most` is {most}; it must be at least 1.")
    recall = Recall.of(corpus.reviews, corpus.patterns)
    return recall.similar_to_text(asked, most) if isinstance(asked, str) else recall.similar_to_review(asked, most)


def _settings(root: Path | str) -> Settings:
    """The settings of a folder with reviews; without them nothing would be found, and nothing would seem wrong."""
    settings = load_settings(Path(root))
    if not settings.reviews_dir.exists():
        raise NoKnowledgeBaseError(
            f"No reviews found: the folder {printable(str(settings.reviews_dir))} does not exist. Name the folder of a "
            "knowledge base, or create one with `afterword init`."
        )
    return settings
