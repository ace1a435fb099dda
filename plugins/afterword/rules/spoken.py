"""The free texts of a file, and the position of a match in the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from afterword.diagnostics import Path, Span
from afterword.rules.registry import FileContext
from afterword.rules.shared import once_a_file
from afterword.schema import Contract
from afterword.schema.fields import Field

if TYPE_CHECKING:
    from afterword.language import PhraseMatch

SKIPPED: Final = frozenset(
    {"sources", "aliases", "name", "version", "last_good_version", "registry", "owner", "tracker", "feature", "file"}
)
"""Fields that hold given names and titles, whose words are not checked."""

_NAMES: Final = frozenset({"aliases", "name", "version", "last_good_version", "owner"})
"""Those of them in which an author says who or what was meant."""


class Spoken(NamedTuple):
    """A match with the path of its field; ``None`` for the narrative."""

    match: PhraseMatch
    path: Path | None


@once_a_file  # each rule of this family asks
def spoken_in(file: FileContext) -> tuple[Spoken, ...]:
    """Every match about people in the texts of a file, in their order."""
    from afterword.language import find_in

    allowed = _names_of_models(file)
    texts = [*texts_of(file), (None, file.document.body)]
    return tuple(Spoken(match, texts[place][0]) for place, match in find_in((text for _, text in texts), allowed))


@once_a_file  # rules of several families ask
def texts_of(file: FileContext) -> tuple[tuple[Path, str], ...]:
    """The free texts of the front matter with their paths: no vocabulary, no format, no names."""
    found: list[tuple[Path, str]] = []
    _add_texts(file.entry.data, _places(file.contract), (), found)
    return tuple(found)


def names_of(file: FileContext) -> list[tuple[Path, str]]:
    """The names and versions in the front matter with their paths, in which the author was free."""
    found: list[tuple[Path, str]] = []
    _add_texts(file.entry.data, _places_of_names(file.contract), (), found)
    return found


def is_text(field: Field) -> bool:
    """Whether a field is a free text: no vocabulary, no format, no name."""
    return field.free and SKIPPED.isdisjoint(field.path)


def is_name(field: Field) -> bool:
    """Whether a field is a name or a version in which the author is free."""
    return field.free and not _NAMES.isdisjoint(field.path)


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


class _Place(NamedTuple):
    """Where a field may have texts: as its own value, below its names, or in its items."""

    text: bool
    below: Mapping[str, _Place]
    item: _Place | None


@lru_cache(maxsize=4)
def _places(contract: Contract) -> _Place:
    return _place(contract.fields, is_text)


@lru_cache(maxsize=4)
def _places_of_names(contract: Contract) -> _Place:
    return _place(contract.fields, is_name)


def _place(field: Field, asked: Callable[[Field], bool]) -> _Place:
    below = {name: _place(child, asked) for name, child in field.children.items()}
    item = _place(field.item, asked) if field.item else None
    kept = {name: place for name, place in below.items() if any(place)}
    return _Place(asked(field), kept, item if item and any(item) else None)


def _add_texts(value: Any, place: _Place, path: Path, found: list[tuple[Path, str]]) -> None:
    # Hundreds of values go through here for each file, so texts are not worth a call of their own.
    if isinstance(value, dict):
        below = place.below
        for name, part in value.items():
            if name in below:
                inner = below[name]
                if not isinstance(part, str):
                    _add_texts(part, inner, (*path, name), found)
                elif inner.text:
                    found.append(((*path, name), part))
    elif isinstance(value, list) and (item := place.item):
        for at, part in enumerate(value):
            if not isinstance(part, str):
                _add_texts(part, item, (*path, at), found)
            elif item.text:
                found.append(((*path, at), part))


def _text_at(value: Any, path: Path) -> str:
    for part in path:
        value = value[part]
    return str(value)


def _names_of_models(file: FileContext) -> frozenset[str]:
    """A product may have a person's name; in a review of that product the name refers to the product."""
    models = file.entry.data.get("models", ())
    return frozenset(word for model in models for word in str(model.get("name", "")).split())
