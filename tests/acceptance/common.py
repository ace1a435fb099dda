"""A small knowledge base inside MkDocs, and what tests ask of it."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bench.generate import generate
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.base import LegacyConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from afterword.files.cache import Store
from afterword.mkdocs_adapter.index_writing import THREAD
from afterword.pages.page import Page
from afterword.site.context import Site
from afterword.site.makers import made_pages

CONFIG = """
site_name: Test
repo_url: https://git.example.org/kb
edit_uri: edit/main/docs/
theme:
  name: mkdocs
plugins:
  - afterword:
      as_of: 2027-01-01
markdown_extensions: [attr_list, md_in_html, tables]
nav:
  - Home: index.md
  - Postmortems: postmortems/index.md
  - Registers:
      - Patterns: patterns/index.md
"""

MATERIAL = CONFIG.replace("name: mkdocs", "name: material")

REGISTER = (
    "feedback-loop",
    "misaligned-metric",
    "proxy-variable-bias",
    "silent-rollout",
    "stale-model",
    "unmonitored-distribution-shift",
)
"""Patterns whose pages link to each other and to no other."""

ALIKE = ("classes/", "destinations/", "layers/", "readiness/", "reference/")
"""Folders whose pages are each made as the first of them is; they are most of the pages of a small site."""


class Probe(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]
    """Keeps what the engine is given, for a test to look at."""

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002
        self.nav, self.files = nav, files
        return nav


def loaded(base: Path, **changed: Any) -> MkDocsConfig:
    return load_config(str(base / "mkdocs.yml"), **changed)


@contextmanager
def previewing(base: Path) -> Iterator[MkDocsConfig]:
    """What a preview has loaded, for as long as it runs."""
    config = loaded(base)
    config.plugins.on_startup(command="serve", dirty=False)
    yield config
    config.plugins.on_shutdown()


def built(base: Path, *others: BasePlugin[Any], **changed: Any) -> Probe:
    """Build, with other plugins behind ours."""
    config, probe = loaded(base, **changed), Probe()
    for number, plugin in enumerate([probe, *others]):
        config.plugins[f"probe-{number}"] = plugin
    # The engine keeps the plugin object from one configuration to the next, and a test before may have served.
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return probe


def reviews(base: Path) -> list[Path]:
    return sorted((base / "postmortems").glob("*.md"))


def spoil(review: Path) -> None:
    review.write_text(review.read_text("utf-8").replace("\nkind: ", "\nkind: very-"), "utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    """The files in a folder, once a preview has written its index."""
    for thread in threading.enumerate():
        if thread.name == THREAD:
            thread.join()
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def made(root: Path, config: str = CONFIG, *, count: int = 6) -> Path:
    """A small knowledge base, and what MkDocs is told of it."""
    generate(count, 7, root, REGISTER)
    (root / "mkdocs.yml").write_text(config, "utf-8")
    return root


def kept(base: Path) -> Path:
    """The folder of what builds keep of a knowledge base."""
    store = Store.of(base)
    assert store is not None
    return store.folder


def begun(base: Path) -> Path:
    """The knowledge base after its first build, for ``copied``: what was kept of it is put beside it."""
    built(base, strict=True)
    shutil.copytree(kept(base), base.with_name("kept"))
    return base


def copied(base: Path, to: Path) -> Path:
    """A copy of a knowledge base that has ``begun``, for which as much was kept."""
    shutil.copytree(base.with_name("kept"), kept(to))
    return shutil.copytree(base, to)


@contextmanager
def few_pages() -> Iterator[None]:
    """Of pages that are made alike one is there, beside the list of them, in builds of this process."""

    def few(site: Site) -> Iterator[Page]:
        there = set[str]()
        for page in made_pages(site):
            folder, _, name = page.path.rpartition("/")
            if page.path.startswith(ALIKE) and page.write and name != "index.md":
                if folder in there:
                    continue
                there.add(folder)
            yield page

    with patch("afterword.site.build.made_pages", few):
        yield
