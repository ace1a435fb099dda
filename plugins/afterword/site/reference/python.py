"""The reference of what other programs may import, read from ``afterword`` and the docstrings there."""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Iterator
from enum import Enum
from functools import cached_property
from typing import Any, Final, NamedTuple

import afterword
from afterword.pages import addresses
from afterword.pages.page import Page
from afterword.rendering import Markup
from afterword.rendering.code import code_block
from afterword.site.context import Site
from afterword.site.makers import makes_pages

_PUBLIC: Final = {*afterword.__all__, "Any", "Iterable", "Mapping", "None", "Path"}
"""The types that an attribute may have; one of any other type is private, and not shown."""


class Export(NamedTuple):
    """One exported name: its signature, what its docstring says in paragraphs, and the attributes of a class."""

    name: str
    signature: Markup
    paragraphs: tuple[str, ...]
    attributes: tuple[tuple[str, str], ...] = ()

    @property
    def anchor(self) -> str:
        return self.name.lower().replace("_", "-")


@makes_pages
def python_page(site: Site) -> Page:
    """Every name that the package exports."""
    return site.page(
        addresses.PYTHON,
        "python.html.j2",
        title="Use from Python",
        description="What another program may import from Afterword.",
        parent=addresses.REFERENCE,
        hide=(),
        version=afterword.__version__,
        make=lambda _to: {"exports": [_export(name) for name in afterword.__all__ if name != "__version__"]},
    )


def _export(name: str) -> Export:
    found: Any = getattr(afterword, name)
    if not inspect.isclass(found):
        return Export(name, code_block(f"{name}{_signature(found)}", "python"), _paragraphs(found))
    base = Exception if issubclass(found, Exception) else Enum if issubclass(found, Enum) else None
    head = f"class {name}({base.__name__})" if base else f"class {name}"
    shown = (
        attribute
        for attribute in _attributes(found)
        if _PUBLIC.issuperset(re.findall(r"\b[A-Z][a-z]\w*", attribute[0]))
    )
    return Export(name, code_block(head, "python"), _paragraphs(found), tuple(shown))


def _attributes(of: type[Any]) -> Iterator[tuple[str, str]]:
    """The fields of a class, then its properties and methods, each with the first sentence of what it says."""
    if issubclass(of, Enum):
        yield from ((f"{member.name} = {member.value!r}", "") for member in of)
    elif dataclasses.is_dataclass(of):
        yield from ((f"{field.name}: {field.type}", "") for field in dataclasses.fields(of))
    for name, value in vars(of).items():
        if name.startswith("_") or isinstance(value, Enum):
            continue
        if isinstance(value, property | cached_property):
            of_value: Any = value.fget if isinstance(value, property) else value.func
            yield f"{name}: {inspect.get_annotations(of_value)['return']}", _paragraphs(of_value, "")[0]
        elif isinstance(value, classmethod) or inspect.isfunction(value):
            yield f"{name}{_signature(getattr(of, name))}", _paragraphs(value, "")[0]


def _signature(of: Any) -> str:
    return (
        re.sub(r"(: |-> )'([^']*)'", r"\1\2", str(inspect.signature(of)))
        .replace("(self, ", "(")
        .replace("(self)", "()")
    )


def _paragraphs(of: Any, missing: str | None = None) -> tuple[str, ...]:
    """The docstring in paragraphs, with code in single backticks."""
    said = inspect.cleandoc(of.__doc__ or "") if missing is None or of.__doc__ else missing
    return tuple(" ".join(part.split()).replace("``", "`") for part in said.split("\n\n"))
