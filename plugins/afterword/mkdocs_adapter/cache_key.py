"""What the HTML of a page depends on beside its own Markdown and the addresses of its links."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import is_dataclass
from functools import cache, partial
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from afterword.files.cache import digest

_PACKAGES: Final = ("mkdocs", "properdocs", "Markdown", "pymdown-extensions", "Pygments")
# Extensions that read nothing but the text which they are given: no file, no code, no clock.
_PYTHON_MARKDOWN: Final = frozenset(
    [
        "abbr",
        "admonition",
        "attr_list",
        "codehilite",
        "def_list",
        "extra",
        "fenced_code",
        "footnotes",
        "legacy_attrs",
        "legacy_em",
        "md_in_html",
        "meta",
        "nl2br",
        "sane_lists",
        "smarty",
        "tables",
        "toc",
    ]
)
_PYMDOWN: Final = frozenset(
    [
        "arithmatex",
        "betterem",
        "blocks",
        "bracketspan",
        "caret",
        "critic",
        "details",
        "escapeall",
        "extra",
        "fancylists",
        "highlight",
        "inlinehilite",
        "keys",
        "magiclink",
        "mark",
        "progressbar",
        "quotes",
        "saneheaders",
        "smartsymbols",
        "striphtml",
        "superfences",
        "tabbed",
        "tasklist",
        "tilde",
    ]
)


def engine_cache_key(config: MkDocsConfig) -> str | None:
    """The name for what an engine is configured to do."""
    engine = Page.__module__
    others = (engine, str(logging.getLogger(engine).getEffectiveLevel()), str(config.validation))
    return cache_key(config.markdown_extensions, config.mdx_configs, *others)


def cache_key(extensions: Any, configs: Mapping[str, Any], *others: str) -> str | None:
    """A name for the extensions with their settings, the versions, and ``others``.

    ``None`` where one of them may look at more than the text, so that no name could say what it will see.
    """
    if not all(isinstance(name, str) and _known(name) for name in extensions):
        return None
    try:
        return digest([*extensions], _plain(configs), {name: _version(name) for name in _PACKAGES}, others)
    except TypeError:
        return None


def _known(name: str) -> bool:
    family, _, rest = name.removeprefix("markdown.extensions.").partition(".")
    return rest.split(".")[0] in _PYMDOWN if family == "pymdownx" else not rest and family in _PYTHON_MARKDOWN


def _plain(value: Any) -> Any:
    """The value as JSON; of code only ours and that of the known packages, by name. Raises ``TypeError``."""
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    if is_dataclass(value) and type(value).__module__.startswith("afterword."):
        return [type(value).__qualname__, _plain(vars(value))]
    if isinstance(value, partial):
        return [_plain(value.func), _plain(value.args), _plain(value.keywords)]
    if callable(value):
        module, name = getattr(value, "__module__", ""), getattr(value, "__qualname__", "<locals>")
        if module.partition(".")[0] not in ("markdown", "pymdownx", "afterword") or "<locals>" in name:
            raise TypeError(f"{module}.{name} may look at anything")
        return [module, name]
    if value is None or isinstance(value, (str, int, float)):
        return value
    raise TypeError(f"{type(value)} may be anything")


@cache
def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
