"""Links between pages, as readers follow them: relative, so that they hold wherever the site lies."""

from __future__ import annotations

from urllib.parse import quote

from markupsafe import Markup

from afterword.pages import addresses
from afterword.rendering.html import attribute, plain


def relative(target: str, folder: str) -> str:
    """The way from a folder of the site to one of its files."""
    there, here = target.split("/"), folder.split("/") if folder else []
    shared = 0
    for name, other in zip(there[:-1], here, strict=False):
        if name != other:
            break
        shared += 1
    return "/".join([*[".."] * (len(here) - shared), *there[shared:]])


class Linker:
    """Links relative to one page; with ``folders``, each page is a folder with an index in it.

    With ``from_source`` they are relative to the Markdown file, for an engine that adds the way out of that folder.
    ``ways`` is shared by the pages of a site: it keeps the addresses that all pages of a folder write alike.
    """

    def __init__(
        self,
        page: str,
        *,
        folders: bool = True,
        from_source: bool = False,
        ways: dict[tuple[str, str], str] | None = None,
    ) -> None:
        self.page, self._folders = page, folders
        self._folder = addresses.published(page, folders=folders and not from_source).rpartition("/")[0]
        # An index lies one folder higher than the other pages next to it.
        self.place = page if addresses.is_index(page) else page.rpartition("/")[0]
        self._stem = page.removesuffix(".md")
        self._ways = {} if ways is None else ways

    def href(self, target: str, *, anchor: str = "", query: str = "") -> str:
        """The address of another page as this one writes it."""
        way = "" if target == self.page and anchor and not query else self._way(target)
        return way + (f"?{query}" if query else "") + (f"#{anchor}" if anchor else "")

    def to(self, target: str, text: object, css: str = "", *, anchor: str = "", query: str = "") -> Markup:
        """A link with a text that is escaped."""
        css = f' class="{css}"' if css else ""
        return Markup(f'<a{css} href="{attribute(self.href(target, anchor=anchor, query=query))}">{plain(text)}</a>')

    def owns(self, target: str) -> bool:
        """Whether other pages at the same ``place`` may write a link to a page in another way: to this, and below."""
        return target.startswith(self._stem)

    def _way(self, target: str) -> str:
        if self.owns(target):
            return self._found(target)
        asked = (self.place, target)
        if asked not in self._ways:
            self._ways[asked] = self._found(target)
        return self._ways[asked]

    def _found(self, target: str) -> str:
        there = addresses.published(target, folders=self._folders)
        return quote(relative(there, self._folder) or "./")


def outside(url: str, text: object) -> Markup:
    """A link to an address that has passed the schema's format for addresses."""
    return Markup(f'<a href="{attribute(url)}" rel="noopener noreferrer">{plain(text)}</a>')
