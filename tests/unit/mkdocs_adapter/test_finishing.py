"""A narrative with which the engine fails is shown as it is written, and every other page is made as always."""

from __future__ import annotations

import logging
from html import unescape
from pathlib import Path

import pytest
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as EnginePage

from afterword.files.cache import Store
from afterword.files.packs import Packs
from afterword.glossary import Glossary
from afterword.mkdocs_adapter.finishing import Finished, Finisher
from afterword.mkdocs_adapter.page_cache import keep
from afterword.pages.page import Document, Page
from tests.unit.mkdocs_adapter.test_converter import configured

DEEP = {
    "lists in lists": "- " * 9_000 + "<x>",
    "definitions": "a\n: b\n" * 1_000 + "<x>",
    "lists below lists": "\n".join("    " * level + "- <x>" for level in range(400)),
}


PLAIN = "Some text.\n\n- one\n- two\n\nMore of it.\n"


class Pages:
    """Pages of one build."""

    def __init__(self, cache: Path) -> None:
        self._config = configured(["def_list", "toc"])
        self._packs = Packs(Store(cache))

    def finished(self, narrative: str, source: str = "postmortems/a.md") -> Finished:
        files = Files([])
        page = EnginePage(None, File("a.md", None, "site", use_directory_urls=True), self._config)
        page.markdown = narrative
        keep(page, self._packs, "key")
        finisher = Finisher(self._config, files, Glossary(()), (), None)
        return finisher.finish(page, Page("a.md", source=source), Document("A"), page.render)


@pytest.mark.slow
@pytest.mark.parametrize("narrative", DEEP.values(), ids=DEEP)
def test_a_narrative_that_no_engine_can_render_is_shown_as_text(
    narrative: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    pages = Pages(tmp_path)
    before = pages.finished(PLAIN)
    with caplog.at_level(logging.WARNING):
        shown = pages.finished(narrative)
    assert narrative[:20] in unescape(shown.content)
    assert "&lt;x&gt;" in shown.content
    assert [record.message.partition(" (")[0] for record in caplog.records] == [
        "afterword: postmortems/a.md: The narrative cannot be rendered"
    ]
    assert pages.finished(PLAIN + "\n") == pages.finished(PLAIN) == before


def test_what_fails_with_a_page_that_no_author_wrote_is_told_as_it_is(tmp_path: Path) -> None:
    with pytest.raises(RecursionError):
        Pages(tmp_path).finished(DEEP["definitions"], source="")
