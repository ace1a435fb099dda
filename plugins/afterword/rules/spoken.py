"""The free texts of a file, and the position of a match in the file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from afterword.diagnostics import Path, Span
from afterword.rules.registry import FileContext
from afterword.schema.fields import Field

if TYPE_CHECKING:
    from afterword.language import PhraseMatch

SKIPPED: Final = frozenset(
    {"sources", "aliases", "name", "version", "last_good_version", "registry", "owner", "tracker", "feature", "file"}
)
"""Fields that hold given names and titles, which are not checked."""


@dataclass(frozen=True)
class Spoken:
    """A match with the path of its field; ``None`` for the narrative."""

    match: PhraseMatch
    path: Path | None


@lru_cache(maxsize=1)  # the rules of this family check one file after another
def spoken_in(file: FileContext) -> tuple[Spoken, ...]:
    """Every match about people in the texts of a file, in their order."""
    from afterword.language import find_in

    allowed = _names_of_models(file)
    texts = [*texts_of(file), (None, file.document.body)]
    return tuple(Spoken(match, texts[place][0]) for place, match in find_in((text for _, text in texts), allowed))


@lru_cache(maxsize=1)  # rules of several families ask
def texts_of(file: FileContext) -> tuple[tuple[Path, str], ...]:
    """The free texts of the front matter with their paths: no vocabulary, no format, no names."""
    return tuple(_texts(file.entry.data, file.contract.fields, ()))


def span_of(file: FileContext, spoken: Spoken) -> Span:
    """The position of the words of a match."""
    match = spoken.match
    return place_of(file, spoken.path, match.start, match.end, match.words)


def place_of(file: FileContext, path: Path | None, start: int, end: int, words: str) -> Span:
    """The position of words of a text; the whole scalar where a line break or an escape splits them."""
    if path is None:
        return file.document.body_span(start, end)
    scalar = file.span(*path)
    source = file.document.source
    begun, ended = (
        source.lines.offset(scalar.line, scalar.column),
        source.lines.offset(scalar.end_line, scalar.end_column),
    )
    # YAML folds lines and doubles quotes, so the words are located by counting the matches before them.
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words.split()))
    text = _text_at(file.entry.data, path)
    before = sum(other.start() < start for other in pattern.finditer(text))
    again = list(pattern.finditer(source.text, begun, ended))
    if before < len(again) and "\n" not in again[before][0]:
        return source.lines.span(*again[before].span())
    return scalar


def _texts(value: Any, field: Field, path: Path) -> list[tuple[Path, str]]:
    if isinstance(value, str):
        return [(path, value)] if field.free else []
    if isinstance(value, dict):
        parts = [(name, part, field.children.get(name)) for name, part in value.items() if name not in SKIPPED]
    else:
        parts = [(place, part, field.item) for place, part in enumerate(value)] if isinstance(value, list) else []
    return [found for name, part, below in parts if below for found in _texts(part, below, (*path, name))]


def _text_at(value: Any, path: Path) -> str:
    for part in path:
        value = value[part]
    return str(value)


def _names_of_models(file: FileContext) -> frozenset[str]:
    """A product may have a person's name; in a review of that product the name refers to the product."""
    models = file.entry.data.get("models", ())
    return frozenset(word for model in models for word in str(model.get("name", "")).split())
