"""A configuration for Zensical: what ``mkdocs.yml`` says that it knows too, and no plugin, since it would drop ours."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import yaml

NAME: Final = "zensical.toml"
DOCS: Final = "docs"
SITE: Final = "site"

_STARTER: Final = Path(__file__).parents[1] / "starter" / "mkdocs.yml"
_KEPT: Final = (
    *("site_name", "site_description", "site_author", "copyright", "repo_url", "repo_name"),
    *("extra", "extra_css", "extra_javascript", "markdown_extensions", "nav"),
)
_ASSETS: Final = {"extra_css": "assets/afterword/afterword.css", "extra_javascript": "assets/afterword/afterword.js"}
_HEAD: Final = (
    "# Written by `afterword render`, which replaces this whole folder.",
    "# Zensical says nothing of what it leaves out. After each build, check that no page is missing:",
    "#   afterword render --for zensical --out . --check site",
    "",
)


class _Loader(yaml.SafeLoader):
    """Reads a value with a tag as nothing: such tags name code of another engine."""


_Loader.add_multi_constructor("", lambda *_: None)


def zensical_config(root: Path, files: Collection[str], site_url: str, *, folders: bool) -> str:
    """The configuration for a folder with ``files`` below ``docs``, as TOML.

    It takes over what the ``mkdocs.yml`` of the knowledge base at ``root`` says of name, navigation and look; a
    knowledge base without one gets what a new one would have.
    Raises ``OSError``, and ``yaml.YAMLError`` if ``mkdocs.yml`` is not valid YAML.
    """
    usual, own = _read(_STARTER), _read(root / "mkdocs.yml") if (root / "mkdocs.yml").is_file() else {}
    nav = own.get("nav") or _found(usual["nav"], files)
    given = {**usual, **own, "nav": nav}
    settings = {name: given[name] for name in _KEPT if given.get(name)}
    for name, asset in _ASSETS.items():
        others = [one for one in settings.get(name, ()) if one != asset]
        settings[name] = [asset, *others]
    settings["markdown_extensions"] = dict(_extensions(settings["markdown_extensions"]))
    theme = given["theme"] if _is_material(given["theme"]) else usual["theme"]
    settings |= {
        "theme": {name: value for name, value in theme.items() if name not in ("name", "custom_dir")},
        "site_url": site_url,
        "docs_dir": DOCS,
        "site_dir": SITE,
        "use_directory_urls": folders,
    }
    rows = (f"{name} = {_toml(value)}" for name, value in settings.items() if value not in (None, ""))
    return "\n".join([*_HEAD, "[project]", *rows, ""])


def _read(file: Path) -> dict[str, Any]:
    loaded = yaml.load(file.read_text("utf-8"), _Loader)  # noqa: S506 - it is a safe loader
    return {name: value for name, value in loaded.items() if value is not None} if isinstance(loaded, dict) else {}


def _is_material(theme: Any) -> bool:
    """Whether it is the theme whose settings Zensical knows."""
    return isinstance(theme, dict) and theme.get("name") == "material"


def _found(nav: list[Any], files: Collection[str]) -> list[Any]:
    """The entries of a navigation whose pages are there."""
    kept = []
    for entry in nav:
        ((title, below),) = entry.items()
        if isinstance(below, list) and (shown := _found(below, files)):
            kept.append({title: shown})
        elif below in files:
            kept.append(entry)
    return kept


def _extensions(given: Any) -> Iterator[tuple[str, Any]]:
    """Each Markdown extension with its settings."""
    for one in given.items() if isinstance(given, dict) else given:
        pairs = (one,) if isinstance(one, tuple) else one.items() if isinstance(one, Mapping) else ((one, {}),)
        yield from ((name, settings or {}) for name, settings in pairs)


def _toml(value: Any, indent: str = "") -> str:
    """A value as TOML, whose strings are written as those of JSON; what is nothing is left out."""
    if isinstance(value, Mapping):
        rows = (f"{_toml(str(name))} = {_toml(one, indent)}" for name, one in value.items() if one is not None)
        return "{ " + ", ".join(rows) + " }" if value else "{}"
    if isinstance(value, list | tuple):
        deeper = f"{indent}  "
        rows = (f"\n{deeper}{_toml(one, deeper)}," for one in value if one is not None)
        return f"[{''.join(rows)}\n{indent}]"
    # JSON need not escape the one control character beyond its own.
    return json.dumps(value, ensure_ascii=False, default=str).replace("\x7f", "\\u007f")
