"""What a reader sees of Markdown under the extensions of the site."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import markdown  # type: ignore[import-untyped]  # it ships no types
import yaml

from tests.made import REPOSITORY


def extensions() -> tuple[list[str], dict[str, Any]]:
    """The Markdown extensions that ``mkdocs.yml`` enables, with their settings."""
    listed = yaml.safe_load((REPOSITORY / "mkdocs.yml").read_text("utf-8"))["markdown_extensions"]
    names = [next(iter(one)) if isinstance(one, dict) else one for one in listed]
    settings = {name: value for one in listed if isinstance(one, dict) for name, value in one.items()}
    settings["toc"] = {**settings.get("toc", {}), "permalink": False}
    return names, settings


_NAMES, _SETTINGS = extensions()
_ENGINE = markdown.Markdown(extensions=_NAMES, extension_configs=_SETTINGS)


def as_html(source: str) -> str:
    """The HTML that the engine makes."""
    return str(_ENGINE.reset().convert(source))


class Seen(HTMLParser):
    """The elements, attributes and text of some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self._text: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    def handle_comment(self, data: str) -> None:
        del data
        self.tags.append("!--")

    @property
    def text(self) -> str:
        return " ".join("".join(self._text).split())
