"""A request for each JSON file with the beginning of its answer, cut from the data that this very site publishes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from afterword.pages import addresses
from afterword.pages.page import Page
from afterword.rendering import Markup
from afterword.rendering.code import code_block
from afterword.rendering.html import joined
from afterword.site.context import Site

MOST_LINES: Final = 15
MOST_CHARACTERS: Final = 110
"""The most lines of a sample, and characters of a line; what is longer is left to the file."""

MOST_ENTRIES: Final = 4
"""The most entries of a list."""

_SAID_ONCE: Final = ("version", "as_of")
"""Keys that every file has; the sample of the first shows them."""

_IN_FOLDER: Final = {"review": "postmortems", "model": "readiness", "destination": "destinations"}


class Sample(NamedTuple):
    """A filter of jq over a file of the site, and what it prints; ``url`` is relative to the root of the site."""

    url: str
    query: str
    answer: str

    @property
    def html(self) -> Markup:
        """The request and its answer, as blocks of code."""
        request = f"curl -s \"$SITE/{self.url}\" | jq '{self.query}'"
        return joined((code_block(request, "sh"), code_block(self.answer, "json")), "\n")


def samples(site: Site, pages: Iterable[Page], order: Mapping[str, Mapping[str, Any]]) -> dict[str, Sample]:
    """By definition, a sample of its file; none where the site has no such file yet.

    ``order`` holds the definitions of the interface, whose keys are shown in their order.
    """
    files = {page.path: page for page in pages if page.path.startswith(f"{addresses.API}/")}
    found = {}
    for name in (name for name, part in order.items() if "properties" in part):
        for url in _urls(site, name, files):
            if url in files and (made := _sample(url, json.loads(files[url].raw), order, name)):
                found[name] = made
                break
    return found


def _urls(site: Site, name: str, files: Mapping[str, Page]) -> Iterator[str]:
    """Where a file of this kind may lie, the most telling first; a real review comes before an invented one."""
    folder = _IN_FOLDER.get(name)
    if folder is None:
        yield addresses.data(name)
        return
    if name == "review":
        yield from (addresses.data(f"{folder}/{review.id}") for review in (*site.corpus.counted, *site.corpus.reviews))
    if listing := files.get(addresses.data(folder)):
        yield from (row["api"] for row in json.loads(listing.raw).get("models", ()))
    yield from sorted(url for url in files if url.startswith(f"{addresses.API}/{folder}/") and url.endswith(".json"))


def _sample(url: str, content: Mapping[str, Any], order: Mapping[str, Any], name: str) -> Sample | None:
    keys = list(order[name]["properties"])
    row, at = content, ""
    for key in keys:
        if isinstance(content[key], list) and content[key] and isinstance(content[key][0], dict) and "count" in content:
            row, at = content[key][0], f".{key}[0] | "
            item = order[name]["properties"][key]["items"]["$ref"].rpartition("/")[2]
            keys = list(order[item]["properties"])
            break
    shown: dict[str, Any] = {}
    left = MOST_LINES - 2  # the first and the last line are braces
    for key in keys:
        if key not in row or (name != "index" and key in _SAID_ONCE) or _long(row[key]):
            continue
        lines = _text({key: row[key]}).split("\n")[1:-1]
        if len(lines) <= left and max(map(len, lines)) < MOST_CHARACTERS:  # a comma may follow
            shown[key] = row[key]
            left -= len(lines)
    return Sample(url, f"{at}{{{', '.join(shown)}}}", _text(shown)) if shown else None


def _long(value: Any) -> bool:
    return isinstance(value, list) and len(value) > MOST_ENTRIES


def _text(value: Mapping[str, Any]) -> str:
    """As jq prints it."""
    return json.dumps(value, ensure_ascii=False, indent=2)
