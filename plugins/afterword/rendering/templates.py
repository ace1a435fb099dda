"""The Jinja environment of the pages: strict, compiled once, and escaping for Markdown by default.

Every ``{{ expression }}`` passes through :func:`finalised`, so a value of an author can be neither markup nor a
template. What may pass unescaped is made by this package and says so by its type, ``Markdown``; the filters that could
smuggle text past the escape are taken out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from types import CodeType
from typing import Any, Final

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined, Undefined
from jinja2.bccache import Bucket
from jinja2.exceptions import UndefinedError
from markupsafe import Markup

from afterword.diagnostics import counted
from afterword.rendering.escape import Markdown, attribute, literal, plain
from afterword.rendering.words import amount, opened, share_of, spoken_day

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


class _Compiled(BytecodeCache):
    """What was compiled for one site serves the next that this process builds, as a preview does after every edit."""

    def __init__(self) -> None:
        self._known: dict[str, CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._known.get(f"{bucket.key}{bucket.checksum}")

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._known[f"{bucket.key}{bucket.checksum}"] = bucket.code


_COMPILED: Final = _Compiled()


class Templates:
    """The templates of the package; ``more`` adds functions that every template may call."""

    def __init__(self, **more: Callable[..., Any]) -> None:
        self._more = more

    @cached_property
    def environment(self) -> Environment:
        made = Environment(
            loader=PackageLoader("afterword", "templates"),
            undefined=StrictUndefined,
            # Autoescape makes macros return what finalised() can tell from text; it never sees an author's text itself.
            autoescape=True,
            finalize=finalised,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=_COMPILED,
        )
        for name in _REMOVED:
            made.filters.pop(name, None)
        made.filters.update(
            join=joined,
            attr=attribute,
            code=literal,
            amount=amount,
            plain=plain,
            day=spoken_day,
            indented=lambda text: Markdown(plain(text).replace("\n", "\n    ")),
            folded=lambda text: Markdown(" ".join(plain(text).split())),
            join_classes=lambda css: Markdown(" .".join(css.split())),
        )
        made.globals.update(self._more, counted=counted, opened=opened, share_of=share_of)
        return made

    def render(self, template: str, values: Mapping[str, Any]) -> str:
        """Fill a template of the package."""
        return tidy(self.environment.get_template(template).render(values))


def finalised(value: object) -> Markdown | Markup:
    """What an expression puts on the page: escaped text, or Markdown of our own as it is."""
    if isinstance(value, Undefined):
        raise UndefinedError(f"{value!r}")
    if value is None:
        raise UndefinedError("a template printed nothing where it meant something")
    if isinstance(value, Markup):
        return value
    # Markup's own operators would escape for HTML; a plain Markdown keeps to itself.
    return plain(value)


def joined(values: Iterable[object], by: str = ", ") -> Markdown:
    """Escape each value and join them; ``by`` is ours."""
    return Markdown(by.join(plain(value) for value in values))


def tidy(text: str) -> str:
    """No trailing spaces, at most one empty line in a row outside code, one newline at the end."""
    lines: list[str] = []
    fence = ""
    for line in text.split("\n"):
        stripped = line.strip()
        if fence:
            fence = "" if stripped == fence else fence
            lines.append(line)
            continue
        if stripped.startswith(("```", "~~~")):
            fence = stripped[: len(stripped) - len(stripped.lstrip(stripped[0]))]
        if stripped or (lines and lines[-1]):
            lines.append(line.rstrip())
    return "\n".join(lines).strip("\n") + "\n"
