"""A new pattern: its name, what its page needs, and the page made of the answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final, NamedTuple

from afterword.diagnostics import Path
from afterword.model import Pattern
from afterword.rules.reading.files import RESERVED
from afterword.scaffold.drafting import dumped
from afterword.schema import Contract, Field
from afterword.text.slug import slug

PATTERN_ANSWER: Final = "pattern"
"""The first step of what the answers about a new pattern are kept by: ``pattern.NAME.summary``."""

_SEE_ALSO: Final = 3
_KEEPER: Final = """\
## What a keeper of the patterns looks at

This page was made with `afterword new`, by somebody who had just met the failure.
Whoever keeps the patterns looks at it, corrects it, and then deletes this section.

- Is it a failure mode of its own, or a case of a pattern that is there already{others}?
- Do the title and the summary fit the next incident too, in another team and another model?
- Can each signal be seen before there is harm?
- Can somebody say for sure whether each prevention and each check is in force?
- Which other reviews show it? They name it in their `patterns`.
"""


class NewPattern(NamedTuple):
    """A pattern that has no page yet: its name, the fields of the page, and those that are still missing."""

    name: str
    data: Mapping[str, Any]
    missing: tuple[Field, ...]


def answer_key(name: str, field: str) -> Path:
    """What an answer about a new pattern is kept by."""
    return (PATTERN_ANSWER, name, field)


def asked_of_a_pattern(contract: Contract) -> tuple[Field, ...]:
    """The fields that a page needs, without the day of its last review, which is today."""
    return tuple(field for field in contract.fields.children.values() if field.required and field.format != "date")


def single(field: Field) -> Field:
    """What is asked for: one entry of a list of texts, and any other field as it is."""
    return field.item if field.kind == "array" and field.item is not None and not field.terms else field


def exemplified(field: Field, patterns: Sequence[Pattern]) -> Field:
    """What is asked for, with the example of a page that is there, or else that of the schema."""
    given = next((pattern.data[field.name] for pattern in patterns if field.name in pattern.data), None)
    example = given if given is not None else next(iter(field.examples), "")
    one = single(field)
    if isinstance(example, list):
        example = example[0] if example and one is not field else ", ".join(map(str, example))
    return replace(one, prompt=field.prompt or field.description, examples=(example,) if example else ())


def name_of(words: str) -> str:
    """The name of the page of a pattern, from its title or its name as somebody types it."""
    name = slug(words)
    return f"{name}-pattern" if name in RESERVED else name


def title_of(name: str) -> str:
    """The title that is proposed for a name: ``Labels from rules``."""
    return name.replace("-", " ").capitalize()


def layers_of(review: Mapping[str, Any]) -> str:
    """The layers of the causes of a review, as one answers with them."""
    causes = review.get("root_causes")
    found = [cause.get("layer") for cause in causes if isinstance(cause, dict)] if isinstance(causes, list) else []
    return ", ".join(dict.fromkeys(str(layer) for layer in found if layer))


def new_pattern(name: str, told: Mapping[Path, str], contract: Contract, today: date, layers: str = "") -> NewPattern:
    """A pattern made of answers by their keys; ``layers`` hold where none are told."""
    data: dict[str, Any] = {}
    missing = []
    implied = {"title": title_of(name), "layers": layers}
    for field in asked_of_a_pattern(contract):
        text = told.get(answer_key(name, field.name)) or implied.get(field.name, "")
        if not text:
            missing.append(field)
        elif field.kind == "array":
            texts = [text] if single(field) is not field else [part.strip() for part in text.split(",")]
            data[field.name] = [one for one in texts if one]
        else:
            data[field.name] = text
    dates = (field.name for field in contract.fields.children.values() if field.required and field.format == "date")
    return NewPattern(name, {**data, **dict.fromkeys(dates, today.isoformat())}, tuple(missing))


def page_of(pattern: NewPattern, patterns: Sequence[Pattern]) -> str:
    """The text of the page, which says what is to be looked at; ``patterns`` are those that are there."""
    near = [f"[{other.title}]({other.id}.md)" for other in _near(pattern, patterns)]
    others = f", such as {' or '.join(near)}" if near else ""
    return "\n".join(["---", *dumped(dict(pattern.data)), "---", "", _KEEPER.format(others=others)])


def _near(pattern: NewPattern, patterns: Sequence[Pattern]) -> Iterator[Pattern]:
    """The patterns that share the most layers with a new one."""
    layers = set(pattern.data.get("layers", ()))
    shared = [(-len(layers & set(one.data.get("layers", ()))), one.id, one) for one in patterns]
    yield from (one for number, _, one in sorted(shared, key=lambda entry: entry[:2])[:_SEE_ALSO] if number)
