"""The reference of the data: every key of the JSON files, read from the schema that the files are held to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from afterword.pages import addresses
from afterword.pages.page import Page
from afterword.rendering import Markup, element, literal, plain
from afterword.schema.loading import Schema, load_interface
from afterword.site.context import Site
from afterword.site.reference.api_samples import samples


class Key(NamedTuple):
    """One key of a file or of a part of one, with its type and meaning."""

    name: str
    kind: Markup
    description: str


def interface_page(site: Site, pages: Iterable[Page]) -> Page:
    """The page of the interface: its files, each with a sample from ``pages``, then the parts that they are made of."""
    schema = load_interface()
    files = [one["$ref"].rpartition("/")[2] for one in schema["oneOf"]]
    # Made now, so that nothing keeps the pages.
    shown = {_anchor(name): sample for name, sample in samples(site, pages, schema["$defs"]).items()}
    parts = [name for name, part in schema["$defs"].items() if name not in files and "properties" in part]
    return site.page(
        addresses.INTERFACE,
        "interface.html.j2",
        title="Site data",
        description=schema["description"],
        parent=addresses.REFERENCE,
        hide=(),
        intro=schema["description"],
        samples=shown,
        sections=[
            (
                title,
                [(_anchor(name), schema["$defs"][name], list(_keys(schema["$defs"][name], schema))) for name in names],
            )
            for title, names in (("Files", files), ("Parts", parts))
        ],
    )


def _anchor(name: str) -> str:
    """Two definitions are called as a chapter of the page is; hence the prefix."""
    return f"data-{name.replace('_', '-')}"


def _keys(part: Schema, schema: Schema, before: str = "") -> Iterator[Key]:
    """The keys of an object; those of an object used only here follow its own name."""
    for name, value in part["properties"].items():
        said = value.get("description") or _definition(value, schema).get("description", "")
        yield Key(f"{before}{name}", _kind(value, schema), said)
        if "properties" in value:
            yield from _keys(value, schema, f"{before}{name}.")


def _kind(value: Schema, schema: Schema) -> Markup:
    if "const" in value:
        return literal(value["const"])
    if "$ref" in value:
        return _link(value["$ref"], schema)
    if value.get("type") == "array":
        return Markup("list of {}").format(_kind(value["items"], schema))
    kind = value.get("type", "object")
    return plain(" or ".join(kind) if isinstance(kind, list) else kind)


def _link(reference: str, schema: Schema) -> Markup:
    name = reference.rpartition("/")[2]
    target = schema["$defs"][name]
    if "properties" in target:
        return element("a", target["title"], href=f"#{_anchor(name)}")
    return plain(str(target["title"]).lower())


def _definition(value: Schema, schema: Schema) -> Schema:
    found: Schema = schema["$defs"].get(value.get("$ref", "").rpartition("/")[2], {})
    return found
