"""The Jinja environment of the pages: strict, compiled once, and escaping by default.

Every ``{{ expression }}`` passes through :func:`finalised`, so a value of an author can be neither markup nor a
template. What may pass unescaped is made by this package and says so by its type, ``Markup``; the filters that could
smuggle text past the escape are taken out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined, Undefined
from jinja2.exceptions import UndefinedError
from markupsafe import Markup

from afterword.diagnostics import counted
from afterword.rendering.compiled import CompiledTemplates
from afterword.rendering.document import id_of_title
from afterword.rendering.html import attribute, heading, joined, literal, plain
from afterword.rendering.printing import PrintedOnce
from afterword.rendering.words import amount, opened, share_of, spoken_day

_PREFORMATTED: Final = re.compile(r"<pre\b.*?</pre>", re.DOTALL)

_REMOVED = (
    "safe",
    "escape",
    "e",
    "forceescape",
    "format",
    "replace",
    "striptags",
    "urlize",
    "xmlattr",
    "tojson",
    "center",
)


_COMPILED: Final = CompiledTemplates()


class Templates:
    """The templates of the package; ``more`` adds what every template and every macro may use."""

    def __init__(self, **more: Any) -> None:
        self._more = more

    @cached_property
    def environment(self) -> Environment:
        made = Environment(
            loader=PackageLoader("afterword", "templates"),
            undefined=StrictUndefined,
            autoescape=True,
            finalize=finalised,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=_COMPILED,
        )
        made.code_generator_class = PrintedOnce
        for name in _REMOVED:
            made.filters.pop(name, None)
        made.filters.update(
            join=joined,
            attr=attribute,
            code=literal,
            amount=amount,
            plain=plain,
            day=spoken_day,
        )
        made.globals.update(
            self._more, counted=counted, opened=opened, share_of=share_of, anchor=id_of_title, heading=heading
        )
        return made

    def render(self, template: str, values: Mapping[str, Any]) -> str:
        """Fill a template of the package."""
        return compact(self.environment.get_template(template).render(values))


def finalised(value: object) -> Markup:
    """What an expression puts on the page: escaped text, or HTML of our own as it is."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, Undefined):
        raise UndefinedError(f"{value!r}")
    if value is None:
        raise UndefinedError("a template printed nothing where it meant something")
    return plain(value)


def compact(html: str) -> str:
    """HTML without indentation and empty lines, so that an engine for Markdown takes it for one block.

    The lines of a preformatted text are kept; none of them is empty for an engine, since their ends are entities.
    """
    kept = _PREFORMATTED.sub(lambda found: found[0].replace("\n", "&#10;"), html) if "<pre" in html else html
    return "\n".join(filter(None, map(str.strip, kept.split("\n"))))
