"""The reference: every field of the schemas, generated so that it cannot differ from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from afterword.pages import addresses
from afterword.pages.page import Page
from afterword.rendering import Markup, as_yaml
from afterword.rendering.code import code_block
from afterword.rendering.links import Linker
from afterword.schema import EVIDENCE, PATTERN, REVIEW, Field, evidence_contract
from afterword.schema.loading import Schema, load_schema
from afterword.site.context import Site
from afterword.site.makers import makes_pages


class FieldEntry(NamedTuple):
    """One field as the reference shows it."""

    name: str
    anchor: str
    level: int
    field: Field
    type: str
    demands: tuple[str, ...]
    bounds: tuple[str, ...]
    example: Markup


@makes_pages
def reference_pages(site: Site) -> Iterator[Page]:
    """The entrance and the schemas."""
    yield site.page(
        addresses.REFERENCE,
        "reference.html.j2",
        title="Reference",
        description="The fields of a review, of a pattern and of evidence, the rules, and the published data.",
        hide=(),
    )
    evidence = evidence_contract(site.settings.schema_dir).fields
    for path, name, fields, of in (
        (addresses.SCHEMA, REVIEW, site.fields, "a review"),
        (addresses.PATTERN_SCHEMA, PATTERN, site.pattern_fields, "a pattern"),
        (addresses.EVIDENCE_SCHEMA, EVIDENCE, evidence, "a file of evidence"),
    ):
        schema = load_schema(name, site.settings.schema_dir)
        yield site.page(
            path,
            "schema.html.j2",
            title=f"Fields of {of}",
            description=str(schema.get("description", "")),
            parent=addresses.REFERENCE,
            hide=(),
            intro=schema.get("description", ""),
            conditions=_conditions(schema),
            anchor_of=anchor_of,
            make=partial(_made, schema, fields),
        )


def anchor_of(name: str) -> str:
    """The anchor of a field on the page of its schema."""
    return "field-" + name.replace(".", "-").replace("_", "-")


def _made(schema: Schema, root: Field, _to: Linker) -> Mapping[str, Any]:
    return {"groups": _groups(schema, root)}


def _groups(schema: Schema, root: Field) -> list[tuple[str, str, str, list[FieldEntry]]]:
    demands = _demands(schema)
    groups = schema.get("x-groups", [{"name": "", "title": "Fields", "description": ""}])
    found = []
    for group in groups:
        entries = [
            entry
            for field in root.children.values()
            if field.group == group["name"]
            for entry in _entries(field, demands, 3)
        ]
        if entries:
            found.append((group["title"], group.get("description", ""), group["name"] or "fields", entries))
    return found


def _entries(field: Field, demands: Mapping[str, tuple[str, ...]], level: int) -> Iterator[FieldEntry]:
    needs = demands.get(".".join(field.path), ("always",) if field.required and "." not in _name(field) else ())
    if not needs and field.required:
        needs = ("when its parent is given",)
    yield FieldEntry(
        name=_name(field),
        anchor=anchor_of(_name(field)),
        level=level,
        field=field,
        type=_type(field),
        demands=needs,
        bounds=_bounds(field),
        example=_example(field),
    )
    below = field.children or (field.item.children if field.item else {})
    for child in below.values():
        yield from _entries(child, demands, min(level + 1, 4))


def _name(field: Field) -> str:
    return ".".join(part for part in field.path if part != "*")


def _type(field: Field) -> str:
    if field.kind == "array":
        item = field.item
        if item and item.kind == "array" and item.item is None:
            return "list of pairs"
        return f"list of {_type(item)}s" if item and item.kind != "object" else "list of objects"
    if field.terms:
        return "one of the values below"
    spoken = {"moment": "moment", "date": "date", "uri": "URL"}
    return spoken.get(field.format, {"string": "text"}.get(field.kind, field.kind))


def _bounds(field: Field) -> tuple[str, ...]:
    words = {
        "maxLength": "at most {} characters",
        "minItems": "at least {} entries",
        "maxItems": "at most {} entries",
        "minimum": "at least {}",
        "maximum": "at most {}",
        "pattern": "matching `{}`",
    }
    trivial = {("minItems", 1), ("minItems", 0)}
    return tuple(
        text.format(field.bounds[name])
        for name, text in words.items()
        # That a text is not blank goes without saying.
        if name in field.bounds and (name, field.bounds[name]) not in trivial and r"\S" not in str(field.bounds[name])
    )


def _example(field: Field) -> Markup:
    if not field.examples or "*" in field.path:
        return Markup("")
    dumped = as_yaml({field.name: field.examples[0]}, width=90)
    return code_block(dumped, "yaml")


def _demands(schema: Schema) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {name: ["always"] for name in schema.get("required", ())}
    for condition in schema.get("allOf", ()):
        for name in condition.get("then", {}).get("required", ()):
            found.setdefault(name, []).append(condition.get("title", "a condition"))
    return {name: tuple(told) for name, told in found.items()}


def _conditions(schema: Schema) -> list[tuple[str, list[str]]]:
    always = [("always", list(schema.get("required", ())))]
    rest: list[tuple[str, Any]] = [
        (condition.get("title", ""), list(condition.get("then", {}).get("required", ())))
        for condition in schema.get("allOf", ())
    ]
    return [row for row in (*always, *rest) if row[1]]
