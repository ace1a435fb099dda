"""The head of a page, where the engine escapes nothing: what an author writes stays a text there."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from tests.acceptance.common import MATERIAL, built, made, reviews

TITLE = 'A "quoted" & sly title, a < b> \'/><script>alert(1)</script>'


class Head(HTMLParser):
    """The contents of ``meta`` by property, and all that a browser would run."""

    def __init__(self) -> None:
        super().__init__()
        self.told: dict[str, str] = {}
        self.run: list[str] = []
        self._within = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._within = tag
        given = {name: value or "" for name, value in attrs}
        if tag == "meta" and "property" in given:
            self.told[given["property"]] = given["content"]

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002  # the library names it
        self._within = ""

    def handle_data(self, data: str) -> None:
        if self._within == "script":
            self.run.append(data)


def test_a_title_and_the_name_of_the_site_are_told_whole_and_run_nothing(tmp_path: Path) -> None:
    made(tmp_path, MATERIAL.replace("site_name: Test", 'site_name: \'"A" > "B"\''), count=1)
    file = reviews(tmp_path)[0]
    written = "title: '" + TITLE.replace("'", "''") + "'"
    file.write_text(re.sub(r"(?m)^title: .*", lambda _: written, file.read_text("utf-8"), count=1), "utf-8")
    built(tmp_path)
    head = Head()
    head.feed((tmp_path / "site" / "postmortems" / file.stem / "index.html").read_text("utf-8"))
    assert head.run
    assert not any("alert(1)" in script for script in head.run)
    assert head.told["og:title"] == TITLE
    assert head.told["og:site_name"] == '"A" > "B"'
