"""Other plugins on the same site: which cannot work with ours, and how the others do, in whatever order they stand.

A generated page has no file, since only our reader ever sees what an author wrote.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Container
from copy import copy
from errno import EDQUOT, ENOSPC
from functools import wraps
from pathlib import Path
from sys import modules
from traceback import extract_tb
from typing import Any, Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger

from afterword.files.reason import reason

log = get_plugin_logger("afterword")

CANNOT: Final = {
    "i18n": (
        "The plugin i18n makes each page again for each language from its file, and generated pages have none. Remove "
        "it from plugins; for pages of your own in several languages, build a second site with a mkdocs.yml of its own "
        "that has i18n and not afterword."
    ),
    "mermaid2": (
        "The plugin mermaid2 loads its code from another host. Remove it from plugins: afterword draws Mermaid blocks "
        "on every page, with code that is part of the site."
    ),
}
"""The plugins with which no site can be built, and why."""

PASS_BY: Final = ("git-authors", "rss")
"""The plugins that ask for the file of each page, and can do without ours."""


def refusal(plugins: Container[str]) -> str | None:
    """Why a site with these plugins cannot be built; ``None`` where it can."""
    return next((why for name, why in CANNOT.items() if name in plugins), None)


def pass_by(config: MkDocsConfig, ours: Container[str]) -> None:
    """Keep from the plugins that ask for the file of each page those that have none; ``ours`` are their paths."""
    asking = [config.plugins[name] for name in PASS_BY if name in config.plugins]
    for event, methods in config.plugins.events.items():
        if "page" in event:
            methods[:] = [
                _without(method, ours) if getattr(method, "__self__", None) in asking else method for method in methods
            ]


def for_authors(config: MkDocsConfig) -> MkDocsConfig:
    """The configuration to convert an author's Markdown with: without extensions that plugins put there as objects.

    Such an extension may read files or run code as the text tells it.
    """
    narrow = copy(config)
    narrow["markdown_extensions"] = [one for one in config.markdown_extensions if isinstance(one, str)]
    return narrow


def name_plugin(error: BaseException, config: MkDocsConfig, ours: BasePlugin[Any]) -> None:
    """Raise ``PluginError`` with the name of another plugin in whose code an error happened, or for a full disk.

    What is a message already is left as it is, and so is everything with ``--verbose``.
    """
    if isinstance(error, MkDocsException) or log.isEnabledFor(logging.DEBUG):
        return
    frames = [Path(frame.filename) for frame in reversed(extract_tb(error.__traceback__))]
    files = [(name, file) for name, plugin in config.plugins.items() if plugin is not ours and (file := _file(plugin))]
    own = [name for frame in frames for name, file in files if frame == file]
    near = [name for frame in frames for name, file in files if frame.is_relative_to(_folder(file))]
    if guilty := [*own, *near]:
        raise PluginError(
            f"The plugin {guilty[0]} failed ({type(error).__name__}: {error}). If it works without afterword, it "
            "cannot work with generated pages, which have no file: let its settings leave these pages out, or remove "
            "it from plugins. The guide to the settings has a table of plugins that work. To see where it failed, add "
            "--verbose."
        ) from error
    if isinstance(error, OSError) and error.errno in {ENOSPC, EDQUOT}:
        raise PluginError(f"The new site cannot be written next to {config.site_dir}: {reason(error)}.") from error


def _file(plugin: object) -> Path | None:
    """The file with a plugin's class; of a hook of the configuration there is none."""
    file = getattr(modules.get(type(plugin).__module__), "__file__", None)
    return Path(file) if file else None


def _folder(file: Path) -> Path:
    """What belongs to a plugin beside the file with its class; nothing if that is not in a package."""
    return file.parent if (file.parent / "__init__.py").exists() else file


def _without(method: Callable[..., Any], ours: Container[str]) -> Callable[..., Any]:
    @wraps(method)
    def passing(*args: Any, page: Any = None, **rest: Any) -> Any:
        shown = page or args[0]
        return None if shown.file.src_uri in ours else method(*args, **rest, **({"page": page} if page else {}))

    return passing
