"""The texts of a file that somebody wrote for readers, and where in the file a stretch of one stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from afterword.diagnostics import Path, Span
from afterword.language import Remark, find
from afterword.rules.registry import FileContext
from afterword.schema.fields import Field

SKIPPED: Final = frozenset(
    {"sources", "aliases", "name", "version", "last_good_version", "registry", "owner", "tracker", "feature", "file"}
)
"""Fields that hold names and titles that others gave."""


@dataclass(frozen=True)
class Spoken:
    """A remark with the field in which it stands; the narrative has no field."""

    remark: Remark
    path: Path | None


@lru_cache(maxsize=1)  # the rules of the family ask of one file after another
def spoken_in(file: FileContext) -> tuple[Spoken, ...]:
    """Everything that the texts of a file say of people, in the order in which they stand."""
    allowed = _names_of_models(file)
    fields = [(text, path) for path, text in _texts(file.entry.data, file.contract.fields, ())]
    return tuple(
        Spoken(remark, path) for text, path in [*fields, (file.document.body, None)] for remark in find(text, allowed)
    )


def span_of(file: FileContext, spoken: Spoken) -> Span:
    """Where the words stand; the whole scalar where a line break or an escape divides them."""
    remark = spoken.remark
    if spoken.path is None:
        return file.document.body_span(remark.start, remark.end)
    scalar = file.span(*spoken.path)
    source = file.document.source
    start, end = (
        source.lines.offset(scalar.line, scalar.column),
        source.lines.offset(scalar.end_line, scalar.end_column),
    )
    # YAML folds lines and doubles quotes: the words are found again by their place among their like.
    pattern = re.compile(r"\s+".join(re.escape(word) for word in remark.words.split()))
    text = _text_at(file.entry.data, spoken.path)
    before = sum(match.start() < remark.start for match in pattern.finditer(text))
    again = list(pattern.finditer(source.text, start, end))
    if before < len(again) and "\n" not in again[before][0]:
        return source.lines.span(*again[before].span())
    return scalar


def _texts(value: Any, field: Field, path: Path) -> Iterator[tuple[Path, str]]:
    """The free texts of the front matter: no vocabulary, no format, nothing that only names something."""
    if isinstance(value, dict):
        for name, part in value.items():
            if name not in SKIPPED and name in field.children:
                yield from _texts(part, field.children[name], (*path, name))
    elif isinstance(value, list) and field.item is not None:
        for position, part in enumerate(value):
            yield from _texts(part, field.item, (*path, position))
    elif isinstance(value, str) and _is_free(field):
        yield path, value


def _is_free(field: Field) -> bool:
    return not field.vocabulary and not field.format and r"\S" in field.bounds.get("pattern", r"\S")


def _text_at(value: Any, path: Path) -> str:
    for part in path:
        value = value[part]
    return str(value)


def _names_of_models(file: FileContext) -> frozenset[str]:
    """A product may be called like a person; in a review of that product the name is the product's."""
    models = file.entry.data.get("models", ())
    return frozenset(word for model in models for word in str(model.get("name", "")).split())
