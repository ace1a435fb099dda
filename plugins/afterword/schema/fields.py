"""The schema as a tree of fields, used for drafts, references, facets, labels and typing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from afterword.schema.facets import Facet, read_facet
from afterword.schema.loading import Schema


class Term(NamedTuple):
    """One value of a vocabulary."""

    value: str
    title: str
    description: str
    dimension: str = ""


@dataclass(frozen=True)
class Field:
    """One field of the schema; ``path`` has ``*`` for each item of a list."""

    name: str
    path: tuple[str, ...]
    title: str
    description: str
    kind: str  # the JSON type
    format: str
    required: bool
    default: Any
    examples: tuple[Any, ...]
    vocabulary: tuple[Term, ...]
    group: str
    prompt: str
    names: str  # what its values name: `review`, `pattern`, or a kind of thing whose names are those in use
    facet: Facet | None
    children: Mapping[str, Field]
    item: Field | None
    bounds: Mapping[str, Any]

    def walk(self) -> Iterator[Field]:
        """This field and every field below it, in the order of the schema."""
        yield self
        for child in self.children.values():
            yield from child.walk()
        if self.item is not None:
            yield from self.item.walk()

    def at(self, *path: str) -> Field:
        """The field at a path below this one; raises ``KeyError`` when there is none."""
        found = self
        for at, step in enumerate(path):
            below = found.item if step == "*" else found.children.get(step)
            if below is None:
                raise KeyError("/".join(path[at:]))
            found = below
        return found

    @cached_property
    def terms(self) -> Mapping[str, Term]:
        """The vocabulary by value; that of the items for a list."""
        source = self.item if self.item is not None and not self.vocabulary else self
        return {term.value: term for term in source.vocabulary}

    @cached_property
    def free(self) -> bool:
        """Whether a text here is in the author's own words: no term of a vocabulary, and no format."""
        return not self.vocabulary and not self.format and r"\S" in self.bounds.get("pattern", r"\S")

    @cached_property
    def spelt_freely(self) -> bool:
        """Whether people spell a name here as they like, so that two spellings may be one name."""
        return self.free and not self.terms and self.kind not in {"integer", "number", "boolean"}

    def label(self, value: object) -> str:
        """How a value is shown: the title of its term, or the value itself."""
        term = self.terms.get(str(value))
        return term.title if term else str(value)


def read_fields(schema: Schema) -> Field:
    """Read a schema into its tree of fields; the root is the whole front matter."""
    return _field("", (), schema, schema, required=True)


_BOUNDS = ("minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "pattern", "uniqueItems")


def _field(name: str, path: tuple[str, ...], part: Schema, root: Schema, *, required: bool) -> Field:
    part = _resolved(part, root)
    needed = part.get("required", ())
    children = {
        key: _field(key, (*path, key), value, root, required=key in needed)
        for key, value in part.get("properties", {}).items()
    }
    items = part.get("items")
    facet = part.get("x-facet")
    return Field(
        name=name,
        path=path,
        title=part.get("title", name),
        description=part.get("description", ""),
        kind=part.get("type", "string"),
        format=part.get("format", ""),
        required=required,
        default=part.get("default"),
        examples=tuple(part.get("examples", ())),
        vocabulary=tuple(_term(choice) for choice in part.get("oneOf", ()) if "const" in choice),
        group=part.get("x-group", ""),
        prompt=part.get("x-prompt", ""),
        names=part.get("x-names", ""),
        facet=read_facet(facet) if facet else None,
        children=children,
        item=_field(name, (*path, "*"), items, root, required=False) if items else None,
        bounds={key: part[key] for key in _BOUNDS if key in part},
    )


def _resolved(part: Schema, root: Schema) -> Schema:
    """Follow ``$ref``; keys next to it win, so that a field may override a shared definition."""
    while "$ref" in part:
        target: Any = root
        for step in part["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        part = {**target, **{key: value for key, value in part.items() if key != "$ref"}}
    return part


def _term(choice: Schema) -> Term:
    return Term(
        choice["const"],
        choice.get("title", choice["const"]),
        choice.get("description", ""),
        choice.get("x-dimension", ""),
    )
