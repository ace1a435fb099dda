"""The adapter to MkDocs 1.x: the only file that knows the engine.

ProperDocs, which continues MkDocs 1.x, answers to the same module names, so that this file serves both.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Final, Literal

from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.config_options import URL, Choice, Dir, Optional, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as EnginePage
from mkdocs.structure.toc import get_toc
from mkdocs.utils import CountHandler, get_relative_url

from afterword.check import Report, check
from afterword.cli.common import CouldNotRun, today
from afterword.diagnostics import Diagnostic, Severity, counted
from afterword.files.atomic_folder import swapped
from afterword.files.cache import Store
from afterword.glossary import Glossary, glossary_of
from afterword.mkdocs_adapter.cache_key import surroundings
from afterword.mkdocs_adapter.page_cache import NAME, keep
from afterword.mkdocs_adapter.source_links import with_source_links
from afterword.mkdocs_adapter.theme import place, put_before_theme, replace_search, take_diagrams
from afterword.mkdocs_adapter.unsafe_extensions import refusal
from afterword.model import parse_day
from afterword.pages import addresses
from afterword.pages.page import Page
from afterword.publish import pagefind
from afterword.reading.diagrams import diagrams, refusals
from afterword.rendering.diagrams import has_diagram, with_drawing
from afterword.rendering.sanitise import sanitise
from afterword.rendering.search_marks import marked
from afterword.rendering.terms import mark_terms
from afterword.schema import SchemaError
from afterword.settings import Settings, SettingsError, load_settings
from afterword.site.assemble import assemble, replaced
from afterword.site.search.search_entries import written
from afterword.site.static.diagrams import diagram_files
from afterword.text.printable import printable

log = get_plugin_logger("afterword")

_THEME: Final = Path(__file__).parents[1] / "theme"


class AfterwordConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves its hook without types
    """What ``mkdocs.yml`` may say: root of the knowledge base, day for which the site is made, history, search.

    ``keep_folder`` replaces what is in the site's folder and keeps the folder, for a server that stands in it, and
    ``cache: false`` makes every page anew.
    """

    root = Optional(Dir(exists=True))
    as_of = Optional(Type((str, date)))
    history = Optional(URL())
    search = Choice(("auto", "pagefind", "material"), default="auto")
    keep_folder = Type(bool, default=False)
    cache = Type(bool, default=True)


class AfterwordPlugin(BasePlugin[AfterwordConfig]):  # type: ignore[no-untyped-call]
    """Check the knowledge base and hand its pages to the engine.

    ``serve`` keeps this object from build to build: whatever is kept here is made anew by each.
    """

    def __init__(self) -> None:
        self._serving = False
        self._dirty = False
        self._beside = ExitStack()
        self._settings: Settings
        self._as_of: date
        self._pages: Mapping[str, Page] = {}
        self._glossary: Glossary
        self._indexed = False
        self._store: Store | None = None
        self._around: str | None = None
        self._drawn = False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember what was asked for: a preview shows errors and goes on."""
        self._serving, self._dirty = command == "serve", dirty

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the settings and refuse an engine that would publish what a review merely names."""
        if refused := refusal(config.markdown_extensions, config.plugins):
            raise PluginError(refused)
        root = Path(self.config.root or Path(config.config_file_path or "mkdocs.yml").parent)
        try:
            self._settings = load_settings(root)
            self._as_of = _day(self.config.as_of) if self.config.as_of else today()
        except (SettingsError, CouldNotRun) as error:
            raise PluginError(str(error)) from error
        ours = self._settings
        watched = (ours.reviews_dir, ours.patterns_dir, ours.schema_dir, ours.glossary_file)
        config.watch.extend(str(path) for path in watched if path is not None and path.exists())
        if config.theme.name == "material":
            put_before_theme(config, _THEME)
        take_diagrams(config, self._settings.limits)
        self._indexed = _asks_pagefind(self.config.search, config, serving=self._serving)
        if self._indexed:
            replace_search(config, _THEME / "search")
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Check and make everything, and let the engine write beside the site that is published."""
        if not self._serving and not self._dirty:
            self._write_beside(config)
        self._store = Store.of(self._settings.root) if self.config.cache else None
        self._around = _surroundings(config)
        try:
            report = check(self._settings, self._as_of, store=self._store)
            self._tell(report, strict=config.strict)
            self._glossary = glossary_of(self._settings)
            made = assemble(report, Path(config.docs_dir), self._as_of, config.site_url or "")
        except (SchemaError, SettingsError) as error:
            raise PluginError(str(error)) from error
        for left_out in made.refused:
            log.warning("%s is not published: %s", left_out.path, left_out.reason)
        self._pages = {page.path: page for page in made.pages}
        self._drawn = False

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put our files among those of the docs folder."""
        for file in list(files):
            if file.abs_src_path and replaced(Path(file.abs_src_path), self._settings):
                files.remove(file)
        for page in self._pages.values():
            files.append(self._file(page, config))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Hang each page outside the navigation below its parent there, for the breadcrumbs and the active tab."""
        for page in self._pages.values():
            leaf, parent = files.src_uris[page.path].page, files.src_uris.get(page.parent)
            # A page that has a place in the navigation keeps it.
            if page.parent and leaf and not leaf.parent and parent and parent.page:
                leaf.parent = place(parent.page, config)
        return nav

    def on_pre_page(self, page: EnginePage, *, config: MkDocsConfig, files: Files) -> EnginePage:
        """Take what the last build made of the same Markdown; a page of another plugin's kind may be more than that."""
        if self._store and self._around and type(page) is EnginePage:
            keep(page, self._store, self._around, get_toc)
        return page

    def on_page_markdown(self, markdown: str, *, page: EnginePage, config: MkDocsConfig, files: Files) -> str:
        """Tell of diagrams that are not drawn on pages that no rule looks at."""
        if page.file.src_uri not in self._pages:
            for diagram in diagrams(markdown):
                for refused in refusals(diagram.text, self._settings.limits):
                    line = printable(diagram.text[refused.start : refused.end].strip(), 80)
                    log.warning("%s: %s: %s. %s", page.file.src_uri, line, refused.reason, refused.remedy)
        return markdown

    def on_page_content(self, html: str, *, page: EnginePage, config: MkDocsConfig, files: Files) -> str:
        """Take out of authors' pages whatever could act or load; explain terms, and lead to the source."""
        ours = self._pages.get(page.file.src_uri)
        if ours is not None and ours.source:
            html = sanitise(html, self._settings.image_hosts)
        terms = files.src_uris.get(addresses.GLOSSARY)
        if terms and (ours is None or ours.source):
            html = mark_terms(html, self._glossary, get_relative_url(terms.url, page.url))
        found = ours.found if ours is not None else written(page.file.src_uri)
        html = marked(html, found) if self._indexed and found is not None else html
        if ours is not None and ours.source:
            html = with_source_links(html, page.edit_url, self.config.history, ours.source)
        if has_diagram(html):
            self._drawn = True
            html = with_drawing(html, lambda file: get_relative_url(file, page.url))
        return html

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Publish what draws diagrams if any page has one: by now every page has been read, and nothing written."""
        for file in diagram_files() if self._drawn else ():
            files.append(self._file(file, config))
        return env

    @event_priority(-200)  # after the last plugin that still writes into the site
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Make the index of the search from the pages as they were written, and put the whole site in place."""
        if self._store:
            self._store.prune(NAME, 2 * len(self._pages) + 500)  # for two sites of one knowledge base, and its guides
        if config.strict and _warned():
            return  # the engine gives up next
        if self._indexed:
            try:
                pagefind.make_index(Path(config.site_dir))
            except pagefind.UnindexedError as error:
                raise PluginError(
                    f"{error} Build without it by `search: material` in the plugin's settings."
                ) from error
        try:
            self._beside.close()
        except OSError as error:
            raise PluginError(f"The new site cannot be put in place: {error}") from error

    def on_build_error(self, *, error: Exception) -> None:
        """Leave the site that is published as it is."""
        self._beside.__exit__(type(error), error, error.__traceback__)

    def on_shutdown(self) -> None:
        """An interrupt is no error to the engine."""
        self.on_build_error(error=Exception("interrupted"))

    def _write_beside(self, config: MkDocsConfig) -> None:
        self.on_shutdown()  # nothing may be left of a build before that never came to its end
        site = Path(config.site_dir)
        swap = swapped(
            site,
            lambda: log.info("Another build writes %s; this one waits for it.", site),
            keep=self.config.keep_folder,
        )
        self._beside.callback(setattr, config, "site_dir", config.site_dir)
        try:
            config.site_dir = str(self._beside.enter_context(swap))
        except OSError as error:
            raise PluginError(f"The site cannot be written beside {site}: {error}") from error
        log.info("The site is built beside %s and takes its place when it is whole.", site)

    def _file(self, page: Page, config: MkDocsConfig) -> File:
        level = InclusionLevel.NOT_IN_NAV if page.parent else InclusionLevel.UNDEFINED
        file = File.generated(config, page.path, content=page.content, inclusion=level)
        if page.source:
            source = os.path.relpath(self._settings.root / page.source, config.docs_dir)
            file.edit_uri = Path(source).as_posix()
        return file

    def _tell(self, report: Report, *, strict: bool) -> None:
        """Log each problem once: the engine counts records, so that its strict mode sees every one."""
        tell = {
            Severity.ERROR: log.warning if self._serving else log.error,
            Severity.WARNING: log.warning,
            Severity.INFO: log.info,
        }
        shown = self._settings.limits.shown_per_run
        for diagnostic in report.diagnostics[:shown]:
            tell[diagnostic.severity]("%s", _line(diagnostic))
        if (more := len(report.diagnostics) - shown) > 0:
            log.warning("… and %s", counted(more, "more problem"))
        if self._serving:
            return
        if report.checked == 0:
            raise PluginError(f"No reviews found in {self._settings.reviews_dir}; begin one with `afterword new`.")
        refused = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
        if fatal := [diagnostic for diagnostic in report.diagnostics if diagnostic.severity in refused]:
            raise PluginError(
                f"{counted(len(fatal), 'problem')} in {counted(len({d.path for d in fatal}), 'file')}. The site was "
                "not built, and the one that was there is untouched. `afterword check` shows each with its line."
            )


def _surroundings(config: MkDocsConfig) -> str | None:
    engine = EnginePage.__module__
    others = (engine, str(logging.getLogger(engine).getEffectiveLevel()), str(config.validation))
    return surroundings(config.markdown_extensions, config.mdx_configs, *others)


def _warned() -> bool:
    """Tell whether the engine has counted a warning, for which a strict build fails at its very end."""
    root = logging.getLogger(log.logger.name.partition(".")[0])
    return any(isinstance(handler, CountHandler) and handler.get_counts() for handler in root.handlers)


def _line(found: Diagnostic) -> str:
    help_ = f" {found.help}" if found.help else ""
    return printable(f"{found.path}:{found.span.line}:{found.span.column}: {found.code} {found.message}.{help_}", 800)


def _day(value: object) -> date:
    day = parse_day(str(value))
    if day is None:
        raise PluginError(f"`as_of` is {value!r}; write a day, such as 2026-01-31.")
    return day


def _asks_pagefind(wanted: str, config: MkDocsConfig, *, serving: bool) -> bool:
    """Tell whether Pagefind makes the index; unless asked for, a preview does without, and so do other themes."""
    if wanted == "pagefind" and not pagefind.installed():
        raise PluginError(f"`search: pagefind` needs the package; install it with `pip install '{pagefind.EXTRA}'`.")
    by_itself = pagefind.installed() and config.theme.name == "material" and not serving
    return wanted == "pagefind" or (wanted == "auto" and by_itself)
