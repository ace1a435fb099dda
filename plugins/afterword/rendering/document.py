"""A page as HTML around a narrative: its parts, its headings, and the same as a Markdown file for any engine."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from itertools import chain, count
from typing import Any, Final

from markupsafe import Markup

from afterword.pages.page import Document
from afterword.rendering.front_matter import as_yaml
from afterword.text.slug import title_id

STORY: Final = Markup("\ufdd0")
"""What a template prints in the place of the narrative: a character that no text may contain."""

_STORY_ID: Final = "story"
_OPENED, _CLOSED = f'<div class="aw-story" id="{_STORY_ID}">', "</div>"
# In a file for any engine the narrative cannot be inside an element: an engine would take all of it for HTML.
_MARK, _REST = f'<div class="aw-story-mark" id="{_STORY_ID}"></div>', ('<div class="aw-record">', "</div>")

_HEADING: Final = re.compile(r'<h([1-6])(?: [^>]*?)?\bid="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)
_PERMALINK: Final = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)
_TAG: Final = re.compile(r"<[^>]*>")
_ID: Final = re.compile(r' id="([^"]+)"')

# What begins an id that gives way to others of its page, until the page is whole; no text may contain it either.
_YIELDING: Final = "\ufdd1"
_YIELDING_ID: Final = re.compile(f'(id="|href="#){_YIELDING}([^"]*)')


def parted(html: str) -> tuple[str, str]:
    """What a template made, before and after the narrative."""
    before, _, after = _with_distinct_ids(html).partition(STORY)
    return before.strip(), after.strip()


def whole(document: Document, narrative: str) -> str:
    """The HTML of a page, given that of its narrative."""
    story = f"{_OPENED}\n{narrative}\n{_CLOSED}" if narrative else ""
    return "\n".join(filter(None, [document.before, story, document.after]))


def markdown_file(document: Document) -> str:
    """A page as Markdown for any engine: what we generate is HTML in blocks without an empty line.

    No extension of Markdown is needed. Only the narrative is Markdown, at the top level of the page. No brace is bare,
    since some engines take a pair of them for a template.
    """
    before, after = (part.replace("{", "&#123;") for part in (document.before, document.after))
    after = after and f"{_REST[0]}\n{after}\n{_REST[1]}"
    story = f"{_MARK}\n\n{document.narrative}" if document.narrative and before else document.narrative
    return f"---\n{as_yaml(document.meta)}---\n\n" + "\n\n".join(filter(None, [before, story, after])) + "\n"


def anchors(html: str) -> frozenset[str]:
    """The ids of a piece of HTML."""
    return frozenset(_ID.findall(html))


def with_other_ids(narrative: str, taken: Collection[str]) -> str:
    """The HTML of a narrative in which no heading has an id that another part of the page has."""
    own = {*taken, _STORY_ID}
    used = own | anchors(narrative)

    def renamed(found: re.Match[str]) -> str:
        if found[2] not in own:
            return found[0]
        new = _free(found[2], used)
        return found[0].replace(f'id="{found[2]}"', f'id="{new}"').replace(f'href="#{found[2]}"', f'href="#{new}"')

    return _HEADING.sub(renamed, narrative)


def id_of_title(title: object) -> str:
    """The id of a heading whose text an author wrote: on its page it gives way to the ids that we chose."""
    return _YIELDING + title_id(str(title))


def _with_distinct_ids(html: str) -> str:
    """What a template made, with each id that gives way as one that nothing else on the page has."""
    if _YIELDING not in html:
        return html
    used, new = {_STORY_ID, *anchors(html)}, ""

    def settled(found: re.Match[str]) -> str:
        nonlocal new
        # The link of a heading to itself follows its id.
        new = _free(found[2], used) if found[1] == 'id="' else new
        return found[1] + new

    return _YIELDING_ID.sub(settled, html)


def _free(id_: str, used: set[str]) -> str:
    """The id, numbered if it is used; from now on it is."""
    numbered = (f"{id_}_{number}" for number in count(1))
    new = next(one for one in chain([id_], numbered) if one not in used)
    used.add(new)
    return new


def contents(html: str, depth: int = 6) -> list[Mapping[str, Any]]:
    """The headings of a page with ids, to the level ``depth``, each with those below it.

    Each is a mapping with ``level``, ``id``, ``name`` as HTML, and ``children``, as Python-Markdown gives them.
    """
    top: list[Mapping[str, Any]] = []
    opened: list[dict[str, Any]] = []
    for found in _HEADING.finditer(html):
        level = int(found[1])
        if level > depth:
            continue
        name = _TAG.sub("", _PERMALINK.sub("", found[3])).strip()
        heading: dict[str, Any] = {"level": level, "id": found[2], "name": name, "children": []}
        while opened and opened[-1]["level"] >= level:
            opened.pop()
        (opened[-1]["children"] if opened else top).append(heading)
        opened.append(heading)
    return top
