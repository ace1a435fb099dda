"""The pages of a preview that its first build puts off: they are made beside the server, or when somebody asks for one.

The engine makes and writes every page before its server answers. It is shown pages with a title and without content
instead, and goes through the same steps with each of them later. What it has to say of a page is said then.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as EnginePage

from afterword.corpus import Corpus
from afterword.mkdocs_adapter.kept_frames import KeptFrames
from afterword.mkdocs_adapter.preview import TEMPLATE
from afterword.pages.page import Document, Page
from afterword.reading.diagrams import LANGUAGE


class LatePages:
    """The pages of one build: all but the first page of the site are written late, and those put off are made late."""

    def __init__(self, config: MkDocsConfig, files: Files, nav: Navigation, ours: Mapping[str, Page]) -> None:
        self._config, self._files, self._nav, self._ours = config, files, nav, ours
        self._parents = frozenset(page.parent for page in ours.values())
        self._may_draw = False
        self._unread: set[str] = set()
        self._unwritten: dict[str, EnginePage] = {}
        self._meta: dict[str, Any] = {}
        self._ended = False
        self._one_at_a_time = Lock()
        self._write: Callable[[EnginePage], None] | None = None

    def put_off(self, page: EnginePage) -> bool:
        """Let the engine find nothing but the title and metadata of a page, which others show; whether it does.

        The first page of the site is never put off: where that cannot be made, the preview must not begin.
        """
        ours = self._ours.get(page.file.src_uri)
        ready = ours.write is not None if ours else self._is_titled(page)
        if self._write or page.is_homepage or not ready:
            return False

        def read_source(config: MkDocsConfig) -> None:
            if ours:
                page.meta = Document(ours.title).meta
            else:
                EnginePage.read_source(page, config)
                self._may_draw = self._may_draw or LANGUAGE in (page.markdown or "")
            page.markdown = ""

        def render(_config: MkDocsConfig, _files: Files) -> None:
            page.content = ""

        vars(page).update(read_source=read_source, render=render)
        self._unread.add(page.file.src_uri)
        return True

    def may_draw(self, corpus: Corpus) -> bool:
        """Whether a page that is put off may have a diagram."""
        told = [*(review.body for review in corpus.reviews), *(pattern.body for pattern in corpus.patterns)]
        return self._may_draw or any(LANGUAGE in text for text in told)

    @cached_property
    def _files_served(self) -> Sequence[File]:
        return self._files.documentation_pages(inclusion=InclusionLevel.is_in_serve)

    @cached_property
    def _served(self) -> Sequence[EnginePage]:
        return [file.page for file in self._files_served if file.page]

    @cached_property
    def paths(self) -> Collection[str]:
        """The pages that are written late: all but the first of the site."""
        return frozenset(page.file.src_uri for page in self._served if not page.is_homepage)

    def begin(self, env: Environment, frames: KeptFrames | None) -> None:
        """Keep the engine from writing pages from now on; one of ours is offered to the ``frames`` once it is made."""

        def write(page: EnginePage) -> None:
            path = page.file.src_uri
            if path in self._unread:
                self.release(page)
                _populate_page(page, self._config, self._files)
                self._unread.remove(path)
                if frames and path in self._ours:
                    frames.offer(page)
                self._meta[path] = page.meta
            page.meta = self._meta[path]
            draft = page.file.inclusion.value <= InclusionLevel.DRAFT.value
            _build_page(page, self._config, self._files_served, self._nav, env, excluded=draft)

        self._write, mounted = write, urlsplit(self._config.site_url or "").path
        for page in self._served:
            vars(page)["validate_anchor_links"] = _say_nothing
            if page.file.src_uri in self.paths:
                self._unwritten[_place(f"{mounted}/{page.file.dest_uri}")] = page
                self._meta[page.file.src_uri] = page.meta
                page.meta = {**page.meta, "template": TEMPLATE}

    def release(self, page: EnginePage) -> None:
        """Let the engine read and render a page as it does."""
        for name in ("read_source", "render", "validate_anchor_links"):
            vars(page).pop(name, None)

    def finish(self) -> bool:
        """Make what nobody has asked for, and let the engine say which links lead to no heading.

        Whether all is made: it is not where the preview has ended.
        """
        for place in list(self._unwritten):
            with suppress(Exception):  # the engine has told it
                self._make(place)
        if self._ended:
            return False
        self._unwritten.clear()  # what could not be made is not tried again until the next build
        for page in self._served:
            if vars(page).get("validate_anchor_links") is _say_nothing:
                del vars(page)["validate_anchor_links"]
            page.validate_anchor_links(files=self._files, log_level=self._config.validation.links.anchors)
        return True

    def end(self) -> None:
        """Make nothing any more."""
        with self._one_at_a_time:
            self._ended = True
            self._unwritten.clear()

    def serve(self, server: Any) -> Any:
        """Let whoever asks a server for a page have it at once."""
        answer: Callable[[Any, Any], Iterable[bytes]] = server.get_app()

        def answer_with_page(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            self._make(_place(environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")))
            return answer(environ, start_response)

        server.set_app(answer_with_page)
        return server

    def _is_titled(self, page: EnginePage) -> bool:
        """Whether a page written by hand has a title before it is made, or no other page shows its title."""
        alone = page.file.inclusion.value <= InclusionLevel.NOT_IN_NAV.value and page.file.src_uri not in self._parents
        return type(page) is EnginePage and (alone or "title" in vars(page))

    def _make(self, place: str) -> None:
        if place in self._unwritten:
            with self._one_at_a_time:
                if self._write and (page := self._unwritten.get(place)):
                    self._write(page)
                    self._unwritten.pop(place, None)


def _place(path: str) -> str:
    """Where a page is on the server, however it is asked for."""
    place = posixpath.normpath(f"/{path.lstrip('/')}")
    return place.removesuffix("/index.html") or "/"


def _say_nothing(*, files: Files, log_level: int) -> None:
    """Leave the links of a page alone until the pages are there to which they lead."""
