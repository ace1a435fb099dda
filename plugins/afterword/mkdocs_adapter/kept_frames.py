"""What the theme put around the content of each page in a build before, for one of the same configuration and code.

Most tags of it are the same on many pages, and are kept once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from mkdocs.structure.pages import Page as EnginePage

from afterword.files.cache import Store, digest
from afterword.mkdocs_adapter.mould import HEADING, TABS
from afterword.mkdocs_adapter.moulds import Moulds
from afterword.mkdocs_adapter.preview import TEMPLATE

NAME: Final = "frames-"
"""How the names of what is kept begin."""

_MOST: Final = 4
"""For two sites of one knowledge base, and their previews."""

_LINE: Final = re.compile("<[^<]*|[^<]+")
"""The lines into which a frame is cut; the theme has few ends of lines."""

_ADDRESS: Final = re.compile(" at 0x[0-9A-Fa-f]+(?=>)")
"""Where a function or an object is in the memory of one process."""

_HERE: Final = -1
"""What stands for the content among the numbers of lines."""

# The folder of a site may be another in each build, and what makes the content of pages has no name; neither is shown.
_UNSHOWN: Final = ("site_dir", "plugins", "theme", "hooks", "watch", "strict", "markdown_extensions", "mdx_configs")

Frame = list[int]
"""The numbers of the lines around a content."""


class KeptFrames:
    """The frames of a build; ``frame`` names what they have in common, beside the configuration as it is in the end.

    A frame that is not here is made with one of the ``moulds``, or by the theme.
    """

    @classmethod
    def of(
        cls, store: Store | None, frame: str, moulds: Moulds, pages: Mapping[str, EnginePage], own: object
    ) -> KeptFrames | None:
        """Those of the pages of a site, where all that makes a frame can be named.

        That is a theme of a package, without templates of a site, and with no plugin but our ``own`` at its templates.
        Each page is offered to them.
        """
        config = moulds.config
        given = config.theme.name == "material" and config.theme.custom_dir is None
        alone = all(getattr(method, "__self__", None) is own for method in config.plugins.events.get("env", []))
        return cls(store, frame, moulds, pages) if store and given and alone else None

    def __init__(self, store: Store, frame: str, moulds: Moulds, pages: Mapping[str, EnginePage]) -> None:
        config = moulds.config
        shown = {name: _repr(value) for name, value in config.items() if name not in _UNSHOWN}
        self._store, self._moulds = store, moulds
        self._name = NAME + digest(frame, shown, {name: _repr(config.theme[name]) for name in config.theme})
        kept = store.get(self._name) or {"lines": [], "frames": {}}
        self._lines: list[str] = kept["lines"]
        self._before: Mapping[str, Frame] = kept["frames"]
        self._numbers = {line: number for number, line in enumerate(self._lines)}
        self._frames: dict[str, Frame] = {}
        self._keys: dict[str, str] = {}

        moulds.take(page for page in pages.values() if self.offer(page))

    def offer(self, page: EnginePage) -> bool:
        """Give the engine an empty template for a page whose frame is here; whether the theme must make it."""
        key = _key(page)
        if there := self._before.get(key):
            self._frames[key] = there
        if "template" not in page.meta:  # a page that a preview has written already has one
            self._keys[page.file.src_uri] = key
            page.meta = {**page.meta, "template": TEMPLATE} if there else page.meta
        return "template" not in page.meta

    def whole(self, output: str, page: EnginePage) -> str:
        """A page as it is written; ``output`` is what the theme made of it."""
        key = self._keys.get(page.file.src_uri)
        if key is None:
            return output
        content = page.content or ""
        if frame := self._frames.get(key):
            at = frame.index(_HERE)
            head, tail = ([self._lines[number] for number in part] for part in (frame[:at], frame[at + 1 :]))
        elif around := self._moulds.filled(page):
            head, tail = around
            self._frames[key] = self._numbered(head, tail)
        else:
            self._moulds.learn(page, output, TEMPLATE)
            if HEADING in content:
                before, _, after = output.partition(content)
                self._frames[key] = self._numbered(_LINE.findall(before), _LINE.findall(after))
            return output
        return "".join([*head, content, *tail])

    def keep(self) -> None:
        """Keep the frames of this build for the next."""
        self._store.prune(NAME, _MOST)
        if self._frames.keys() != self._before.keys():
            self._store.put(self._name, _compact(self._lines, self._frames))
        # The index of the search comes after them, and needs the room.
        self._moulds.forget()
        self._frames, self._before, self._lines, self._numbers = {}, {}, [], {}

    def _numbered(self, head: Sequence[str], tail: Sequence[str]) -> Frame:
        return [*map(self._number, head), _HERE, *map(self._number, tail)]

    def _number(self, line: str) -> int:
        number = self._numbers.setdefault(line, len(self._lines))
        if number == len(self._lines):
            self._lines.append(line)
        return number


def _compact(lines: Sequence[str], frames: Mapping[str, Frame]) -> Mapping[str, Any]:
    """The frames as they are kept, with the lines of none but them."""
    used = sorted(set().union(*frames.values()) - {_HERE})
    numbers = {_HERE: _HERE, **{old: new for new, old in enumerate(used)}}
    frames = {key: [numbers[number] for number in frame] for key, frame in frames.items()}
    return {"lines": [lines[number] for number in used], "frames": frames}


def _repr(value: object) -> str:
    return _ADDRESS.sub("", repr(value))


def _key(page: EnginePage) -> str:
    """A name for all that the theme puts around the content of a page."""
    around = [_place(other) for other in (*page.ancestors, page.previous_page, page.next_page)]
    contents = [_heading(item) for item in page.toc]
    meta = {name: value for name, value in page.meta.items() if name != "template"}
    tabs = TABS in (page.content or "")
    return digest(_place(page), page.canonical_url, page.edit_url, meta, around, contents, tabs)


def _place(item: Any) -> Any:
    return item and [item.title, getattr(item, "url", None)]


def _heading(item: Any) -> Any:
    return [item.title, item.id, item.level, [_heading(child) for child in item.children]]
