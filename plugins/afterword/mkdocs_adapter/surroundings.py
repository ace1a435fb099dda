"""What the pages of a build depend on beside the knowledge base: other plugins, the configuration, the navigation."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from afterword.files.cache import digest
from afterword.glossary import Glossary
from afterword.mkdocs_adapter.cache_key import engine_cache_key
from afterword.mkdocs_adapter.theme import PRELOADED


def alone(config: MkDocsConfig, plugin: BasePlugin[Any], *also: str) -> bool:
    """Whether no other plugin, and no hook of the configuration, takes part in the making of a page or ``also`` in it.

    The other steps are called as MkDocs does, without ``on_``.
    """
    steps = [
        name for name in config.plugins.events if name.startswith("page_") or name.endswith("_page") or name in also
    ]
    methods = [method for name in steps for method in config.plugins.events[name]]
    # A hook of the configuration is a function, and no method of a plugin.
    return all(getattr(method, "__self__", None) is plugin for method in methods)


def context_of(config: MkDocsConfig, files: Files, glossary: Glossary) -> str:
    """What the content of a page depends on beside its document: where each file lies, and how Markdown is read."""
    places = sorted((file.src_uri, file.url, file.inclusion.value) for file in files)
    source = (config.repo_url, config.edit_uri, config.edit_uri_template)
    return digest(places, repr(glossary), engine_cache_key(config), _written(config), source)


def frame_of(config: MkDocsConfig, nav: Navigation, ours: Container[str]) -> str:
    """What the theme puts around the content of a page: the configuration, the navigation and its own templates.

    Of pages written by hand it may show all metadata in the menu; ``ours`` have only a title for that.
    """
    custom = Path(config.theme.custom_dir) if config.theme.custom_dir else None
    templates = sorted((str(file), file.stat().st_mtime_ns) for file in custom.rglob("*")) if custom else []
    titles = [(item.title, getattr(item, "url", None)) for item in (*nav.items, *nav.pages)]
    meta = [page.meta for page in nav.pages if page.file.src_uri not in ours]
    return digest(_written(config), repr(titles), repr(meta), str(nav), templates, config.theme.get(PRELOADED))


def is_written(config: MkDocsConfig) -> bool:
    """Whether the configuration lies in a file, and did not come from the standard input."""
    return Path(config.config_file_path).is_file()


def _written(config: MkDocsConfig) -> str:
    """The configuration as its author wrote it, with what it inherits; nothing if it lies in no file."""
    if not is_written(config):
        return ""
    loader = get_yaml_loader(yaml.SafeLoader)
    loader.add_multi_constructor(None, _as_written)
    with Path(config.config_file_path).open("rb") as file:
        return repr(yaml_load(file, loader))


def _as_written(loader: yaml.SafeLoader, tag: str, node: yaml.Node) -> object:
    """A value with another tag than those of YAML: a function has its address in memory in its ``repr``."""
    if isinstance(node, yaml.MappingNode):
        return tag, loader.construct_mapping(node, deep=True)
    if isinstance(node, yaml.SequenceNode):
        return tag, loader.construct_sequence(node, deep=True)
    return tag, node.value
