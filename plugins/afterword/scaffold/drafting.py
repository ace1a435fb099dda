"""The draft of a review, made from the schema: given fields are filled in, the others are commented examples."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import yaml

from afterword.diagnostics import one_of
from afterword.model import parse_moment
from afterword.model.unwritten import HEADINGS, UNWRITTEN, WHAT_HAPPENED
from afterword.schema import Contract, Field
from afterword.text.slug import slug

STATEMENT: Final = (
    "Everyone involved acted with good intentions, based on what they knew at the time. "
    "This review is about systems and decisions, not about people."
)
_LONGEST_COMMENT = 110
_LONGEST_NAME = 60
_MONTH = re.compile(r"\d{4}-\d{2}-", re.ASCII)


class Offered(NamedTuple):
    """A value of a field that is not in force yet: captured, or begun. ``said`` heads it, and ``reasons`` follow."""

    value: Any
    reasons: tuple[str, ...]
    said: str = "Captured; look at it, and delete the `#` of what is right:"


_NONE_OFFERED: Final[Mapping[str, Offered]] = MappingProxyType({})


class _Plain(yaml.SafeDumper):
    """Writes dates, numbers and words such as ``no`` as they are typed, because our reader keeps them as text."""

    # Only what our reader treats as null is quoted.
    yaml_implicit_resolvers: dict[Any, Any] = {  # noqa: RUF012  # declared so by PyYAML
        "": [("tag:yaml.org,2002:null", re.compile(r"\Z"))],
        "~": [("tag:yaml.org,2002:null", re.compile(r"~\Z"))],
        "n": [("tag:yaml.org,2002:null", re.compile(r"null\Z"))],
    }

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002  # set by PyYAML
        """Indent the items of a list below its key."""
        super().increase_indent(flow, indentless=False)


def _as_typed(dumper: yaml.SafeDumper, value: float) -> yaml.Node:
    return dumper.represent_str(str(value))


_Plain.add_representer(int, _as_typed)
_Plain.add_representer(float, _as_typed)


def draft(
    contract: Contract,
    values: Mapping[str, Any],
    offered: Mapping[str, Offered] = _NONE_OFFERED,
    blocks: Sequence[str] = (),
) -> str:
    """The text of a draft with ``values``, and every other field as a comment; so are values that are ``offered``.

    ``blocks`` are Markdown for the narrative, below what happened.
    """
    lines = ["---", *_comment(STATEMENT)]
    groups = {group["name"]: group for group in contract.schema.get("x-groups", ())}
    current = ""
    for name, field in contract.fields.children.items():
        if field.group != current and (group := groups.get(field.group)):
            lines += ["", f"# {group['title'].upper()}"]
            current = field.group
        if name in values or name in offered:
            lines += dumped({name: values[name]}) if name in values else []
            lines += _as_comment(name, offered[name]) if name in offered else []
        else:
            lines += _offered(name, field)
    lines += ["---", ""]
    for heading, hint in HEADINGS.items():
        lines += [f"## {heading}", "", hint, ""]
        lines += [line for block in blocks for line in (block, "")] if heading == WHAT_HAPPENED else []
    return "\n".join(lines)


def fields_alone(values: Mapping[str, Any]) -> str:
    """The text of a page with ``values`` and no narrative, to check a draft before it is complete."""
    return "\n".join(["---", *dumped(dict(values)), "---", ""])


def stand_in(field: Field, today: date) -> str:
    """A placeholder for an answer: the default, the mildest term, today, or a sentence to replace."""
    if field.default is not None:
        return str(field.default)
    if field.terms:
        return next(iter(field.terms))
    if field.format == "moment":
        return today.isoformat()
    return UNWRITTEN if field.name == "title" else f"{UNWRITTEN}: {field.prompt or field.description}"


def file_name(values: Mapping[str, Any]) -> str:
    """The name of the file: the date of onset, as precise as it is known, then a slug of the title."""
    onset = parse_moment(values.get("onset"))
    date = onset.text[:10] if onset else "0000-00-00"
    words = slug(str(values.get("title", ""))).split("-")
    while len("-".join([date, *words])) > _LONGEST_NAME and len(words) > 1:
        words.pop()
    return "-".join([date, *words])[:_LONGEST_NAME] + ".md"


def folder_like(other: str, name: str) -> str:
    """The folder by year or month for a file of this name, in the way of the folder ``other``: ``2025/11``, or empty.

    Both are relative to the folder of the reviews; ``other`` is empty if reviews are directly in it.
    """
    year, month = name[:4], name[5:7] if _MONTH.match(name) else ""
    forms = {4: year, 7: f"{year}-{month}", 2: month}
    parts = [forms[len(part)] for part in other.split("/") if part]
    return "/".join(part for part in parts if month or len(part) == 4)


def _as_comment(name: str, one: Offered) -> Iterator[str]:
    yield from _comment(one.said)
    for reason in one.reasons:
        yield from _comment(f"- {reason}")
    yield from (f"# {line}" for line in dumped({name: one.value}))


def _offered(name: str, field: Field) -> list[str]:
    terms = f" One of {one_of(field.terms)}." if field.vocabulary else ""
    return [*_comment(f"{field.title}. {field.description}{terms}"), *commented_example(name, field)]


def commented_example(name: str, field: Field) -> list[str]:
    """The lines of the example of a field in a draft, below its description."""
    return [f"# {line}" for line in dumped({name: field.examples[0] if field.examples else ""})]


def dumped(value: Any) -> list[str]:
    """The lines of a mapping as YAML, with every value as it is typed."""
    text: str = yaml.dump(value, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=_LONGEST_COMMENT - 4)
    return text.rstrip("\n").split("\n")


def _comment(text: str) -> Iterator[str]:
    line = "#"
    for word in text.split():
        if len(line) + len(word) >= _LONGEST_COMMENT:
            yield line
            line = "#"
        line += f" {word}"
    yield line
