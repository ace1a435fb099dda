"""The plugin: what Afterword does at each step of a build.

ProperDocs, which continues MkDocs 1.x, answers to the same module names, so that this folder serves both.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from math import inf
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as EnginePage

from afterword.files.cache import Store, digest
from afterword.files.packs import Packs
from afterword.mkdocs_adapter.arranging import arrange
from afterword.mkdocs_adapter.cache_key import engine_cache_key
from afterword.mkdocs_adapter.config import AfterwordConfig, makes_index, settings_and_day
from afterword.mkdocs_adapter.engine_files import file_of, put_ours
from afterword.mkdocs_adapter.finishing import Finisher
from afterword.mkdocs_adapter.fresh import FreshPages
from afterword.mkdocs_adapter.garbage import uncollected
from afterword.mkdocs_adapter.generated import take_over
from afterword.mkdocs_adapter.index_writing import IndexWriting
from afterword.mkdocs_adapter.kept_frames import KeptFrames
from afterword.mkdocs_adapter.kept_pages import KeptPages
from afterword.mkdocs_adapter.late_pages import LatePages
from afterword.mkdocs_adapter.making import checked_and_made
from afterword.mkdocs_adapter.moulds import Moulds
from afterword.mkdocs_adapter.other_plugins import name_plugin, refusal
from afterword.mkdocs_adapter.output_swap import OutputSwap
from afterword.mkdocs_adapter.page_cache import keep
from afterword.mkdocs_adapter.preview import Preview
from afterword.mkdocs_adapter.problems import log_diagrams
from afterword.mkdocs_adapter.put_away import PutAway
from afterword.mkdocs_adapter.putting_off import may_be_late, served_through_us
from afterword.mkdocs_adapter.search_reading import read_pages
from afterword.mkdocs_adapter.second_process import possible
from afterword.mkdocs_adapter.strictness import HiddenWarnings, warned
from afterword.mkdocs_adapter.surroundings import alone, context_of, frame_of, is_written
from afterword.mkdocs_adapter.theme import hang
from afterword.mkdocs_adapter.unsafe_extensions import refusal as unsafe
from afterword.pages.page import Page
from afterword.rendering.diagrams import has_diagram
from afterword.site.static.diagrams import diagram_files


class AfterwordPlugin(BasePlugin[AfterwordConfig]):  # type: ignore[no-untyped-call]
    """Check the knowledge base and hand its pages to the engine.

    ``serve`` keeps this object from build to build: whatever is kept here is made anew by each.
    """

    def __init__(self) -> None:
        self._serving = self._dirty = False
        self._output, self._hidden, self._index = OutputSwap(), HiddenWarnings(), IndexWriting()
        self._engine: MkDocsConfig | None = None
        self._fresh: FreshPages | None = None
        self._preview: Preview | None = None
        self._store: Store | None = None
        self._late: LatePages | None = None

    def load_config(self, options: dict[str, Any], config_file_path: str | None = None) -> Any:
        """Read the plugin's settings; this is the first that an engine asks of it."""
        self._index.wait()
        self._hidden.begin()
        return super().load_config(options, config_file_path)

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember what was asked for: a preview shows errors and goes on."""
        self._hidden.build()
        self._serving, self._dirty = command == "serve", dirty
        self._preview = Preview() if self._serving else None
        self._may_be_late = self._serving and not dirty and served_through_us()

    @event_priority(-inf)  # after what other plugins change in it
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the settings and refuse an engine that would publish what a review merely names."""
        if refused := unsafe(config.markdown_extensions, config.plugins) or refusal(config.plugins):
            raise ConfigurationError(refused)
        read = self._preview.settings.read if self._preview else settings_and_day
        self._settings, self._as_of = read(self.config, config)
        arrange(self.config, config, self._settings)
        self._engine, self._alone = config, alone(config, self)
        self._away = None if self._serving else PutAway()
        if self._preview and not self._alone:
            self._preview.forget_folder()
        return config

    @uncollected
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Check and make everything, and let the engine write beside the site that is published."""
        if not self._serving and not self._dirty:
            self._output.begin(config, keep_folder=self.config.keep_folder)
        if self._preview and self._alone:
            self._preview.folder.hide(config)
        self._store = Store.of(self._settings.root) if self.config.cache and is_written(config) else None
        self._packs = Packs(self._store) if self._store else None
        self._cache_key = engine_cache_key(config)
        made, self._glossary = checked_and_made(self._settings, config, self._as_of, self._store, self._preview)
        self._pages: Mapping[str, Page] = {page.path: page for page in made.pages}
        self._site, self._drawn = made.site, False

    @event_priority(inf)  # other plugins see our files, in whatever order they stand
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put our files among those of the docs folder."""
        self._pages = put_ours(files, self._pages.values(), self._site, config, away=self._away)
        if self._preview and self._alone:
            self._preview.folder.show(config, files, self._pages)
        return files

    @event_priority(-inf)  # other plugins make the navigation
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Hang each page outside the navigation below its parent there, for the breadcrumbs and the active tab."""
        hang(self._pages.values(), files, config)
        self._nav = nav
        self._finisher = Finisher(config, files, self._glossary, self._settings.image_hosts, self.config.history)
        context = context_of(config, files, self._glossary)
        all_new = self._preview is None or self._preview.first
        # Where another plugin takes part in the making of a page, what was made before may not be what it makes.
        packs = self._packs if all_new and self._alone and self._cache_key else None
        kept = KeptPages(packs, digest(self._site.key, context)) if packs else None
        self._fresh = FreshPages(self._finisher, kept)
        self._make_ahead = partial(self._fresh.begin, self._pages, self._keep, self._site.recall.index)
        if self._preview:
            self._preview.begin(self._fresh, context)
        self._anew = self._preview is None or self._preview.anew
        late = self._may_be_late and self.config.search == "auto" and may_be_late(config, self)
        self._late, self._may_be_late = LatePages(config, files, nav, self._pages) if late else None, False
        if all_new and self._alone and not self._late:
            self._make_ahead()
        return nav

    def on_pre_page(self, page: EnginePage, *, config: MkDocsConfig, files: Files) -> EnginePage:
        """Take what the last build made of the same Markdown, and let our pages show themselves.

        A page of another plugin's kind may be more than its Markdown.
        """
        if self._late and self._late.put_off(page):
            return page
        self._keep(page)
        if self._away:
            self._away.hold(page)
        if (ours := self._pages.get(page.file.src_uri)) and (maker := self._preview or self._fresh):
            take_over(page, ours, maker, strict=config.strict and ours.source != "")
        return page

    def on_page_markdown(self, markdown: str, *, page: EnginePage, config: MkDocsConfig, files: Files) -> str:
        """Report diagrams that are not drawn, on pages that no rule checks."""
        if page.file.src_uri not in self._pages:
            log_diagrams(page.file.src_uri, markdown, self._settings)
        return markdown

    def on_page_content(self, html: str, *, page: EnginePage, config: MkDocsConfig, files: Files) -> str:
        """Explain terms and draw diagrams on pages written by hand; ours have been through that."""
        if page.file.src_uri not in self._pages:
            html = self._finisher.drawn(self._finisher.explained(html, page), page)
        self._drawn = self._drawn or has_diagram(html)
        return html

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Publish what draws diagrams if any page has one: by now every page has been read, and nothing written."""
        for file in diagram_files() if self._drawn or (self._late and self._late.may_draw(self._site.corpus)) else ():
            files.append(file_of(file, config, self._settings.root))
        if self._fresh and not self._late:
            self._fresh.close()
        if makes_index(self.config, config, anew=self._anew):
            free = not self._serving and alone(config, self, "env") and possible(len(self._pages))
            read = partial(read_pages, self._site, files, self._pages, self._store)
            self._index.prepare(read, config.site_dir if free else None)
        self._frames: KeptFrames | None = None
        late = self._late.paths if self._late else ()
        if self._alone:
            pages = {path: page for path in self._pages.keys() - late if (page := files.src_uris[path].page)}
            frame = frame_of(config, self._nav, self._pages)
            if self._preview:
                self._preview.frame(frame, pages, late)
            self._frames = KeptFrames.of(self._store, frame, Moulds(env, config, self._nav, files), pages, self)
        if self._late:
            self._late.begin(env, self._frames)
        return env

    @event_priority(-200)  # what other plugins made of it is a part of it
    def on_post_page(self, output: str, *, page: EnginePage, config: MkDocsConfig) -> str:
        """Keep a page of a preview for its next build."""
        if self._preview and self._alone:
            self._preview.wrote(page.file.src_uri)
        return self._frames.whole(output, page) if self._frames else output

    @event_priority(-inf)  # after the last plugin that still writes into the site
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the index of the search, and put the whole site in place."""
        (self._make_ahead if self._late else self._finish)()
        if config.strict and warned():
            self._hidden.tell()
            return  # the engine gives up next
        beside = self._serving and self.config.search == "auto"
        self._index.write(Path(config.site_dir), beside=beside, before=self._finish if self._late else None)
        self._output.finish()

    @event_priority(-inf)  # it may end with another error
    def on_build_error(self, *, error: Exception) -> None:
        """Leave the site that is published as it is."""
        self._abandon(error)
        if self._engine:
            name_plugin(error, self._engine, self)

    def on_serve(self, server: Any, *, config: MkDocsConfig, builder: Any) -> Any:
        """Let readers of the index wait for it, and those of a page that is put off have it at once."""
        served = self._index.serve(self._preview.settings.serve(server) if self._preview else server)
        return self._late.serve(served) if self._late else served

    def on_shutdown(self) -> None:
        """An interrupt is no error to the engine."""
        self._abandon()
        self._hidden.end()

    def _keep(self, page: EnginePage) -> None:
        if self._late:
            self._late.release(page)
        if self._packs and self._cache_key and type(page) is EnginePage:
            keep(page, self._packs, self._cache_key)

    def _finish(self) -> bool:
        whole = self._late is None or self._late.finish()
        if self._fresh:
            self._fresh.close()
        if self._frames and whole:
            self._frames.keep()
        if self._packs and whole:
            self._packs.prune(2 * len(self._pages) + 500)  # for two sites of one knowledge base, and its guides
        return whole

    def _abandon(self, error: Exception | None = None) -> None:
        if self._late:
            self._late.end()
        self._index.forget()  # first of all, since it may be written into the folder that is given up
        self._output.abandon(error)
        if self._fresh:
            self._fresh.close()
        if self._preview:
            self._preview.forget_folder()
