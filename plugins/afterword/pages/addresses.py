"""The address of each page of the site: the contract that links and readers rely on."""

from __future__ import annotations

from posixpath import splitext
from typing import Final
from urllib.parse import quote

from afterword.text.slug import slug

HOME: Final = "index.md"
REVIEWS: Final = "postmortems/index.md"
NEAR_MISSES: Final = "near-misses/index.md"
ACTIONS: Final = "actions/index.md"
READINESS: Final = "readiness/index.md"
DESTINATIONS: Final = "destinations/index.md"
RECURRENCE: Final = "recurrence/index.md"
TRENDS: Final = "trends/index.md"
SAFEGUARDS: Final = "safeguards/index.md"
LESSONS: Final = "lessons/index.md"
FUNDING: Final = "funding/index.md"
SEARCH: Final = "search/index.md"
WRITE: Final = "write/index.md"
REFERENCE: Final = "reference/index.md"
SCHEMA: Final = "reference/schema.md"
PATTERN_SCHEMA: Final = "reference/pattern-schema.md"
EVIDENCE_SCHEMA: Final = "reference/evidence-schema.md"
RULES: Final = "reference/rules.md"
DESIGN: Final = "reference/design.md"
INTERFACE: Final = "reference/api.md"
GLOSSARY: Final = "reference/glossary.md"
PYTHON: Final = "reference/python.md"
INDEXES: Final = (
    *(HOME, REVIEWS, NEAR_MISSES, ACTIONS, READINESS, DESTINATIONS, RECURRENCE, TRENDS, SAFEGUARDS, LESSONS, SEARCH),
    *(FUNDING, WRITE),
    *(REFERENCE, SCHEMA, PATTERN_SCHEMA, EVIDENCE_SCHEMA, RULES, DESIGN, INTERFACE, GLOSSARY, PYTHON),
)
"""The generated pages that every site has."""

ASSETS: Final = "assets/afterword"
FEED: Final = "feed.xml"
CALENDAR: Final = "actions.ics"
API: Final = "api/v1"
REVIEW_FOLDER: Final = "postmortems"
PATTERN_FOLDER: Final = "patterns"
MARKDOWN: Final = frozenset({".md", ".markdown", ".mdown", ".mkdn", ".mkd"})
"""The endings of what an engine takes for a page."""

RESERVED: Final = frozenset({"index", "readme"})
"""What a folder of pages keeps for itself; no slug ends in an underscore, so the way out collides with nothing."""


def review(id_: str) -> str:
    """The page of a review."""
    return f"{REVIEW_FOLDER}/{id_}.md"


def action_anchor(id_: str) -> str:
    """The place of an action on the page of its review."""
    return f"action-{slug(id_)}"


def facet_index(facet: str) -> str:
    """The page that lists the values of a facet."""
    return f"{facet}/index.md"


def facet_page(facet: str, name: str) -> str:
    """The page of one value of a facet."""
    return f"{facet}/{name}{'_' if name in RESERVED else ''}.md"


def readiness(name: str) -> str:
    """What its past asks of a model; its name is that of the model's page."""
    return facet_page("readiness", name)


def destination(name: str) -> str:
    """The page of one destination of lessons."""
    return facet_page("destinations", name)


def feed_of(page: str) -> str:
    """The feed of one value of a facet, below the address of its page: ``layers/data/feed.xml``."""
    return f"{page.removesuffix('.md')}/{FEED}"


def is_index(file: str) -> bool:
    """Whether a page or a file of the built site is the index of its folder; ``stale-index.md`` is not."""
    return file.rpartition("/")[2] in ("index.md", "index.html")


def url(page: str) -> str:
    """The address of a page as readers see it, relative to the root of the site: ``layers/data/``."""
    return f"{_folder(page)}/".lstrip("/")


def published(file: str, *, folders: bool) -> str:
    """Where a file of the site is found, relative to its root: pages as folders with an index, or as HTML files."""
    if not file.endswith(".md"):
        return file
    return url(file) if folders else f"{file.removesuffix('.md')}.html"


def absolute(file: str, site: str, *, folders: bool) -> str:
    """The whole address of a file of the site that is published at ``site``."""
    return f"{site.rstrip('/')}/{quote(published(file, folders=folders))}"


def built_file(file: str, *, folders: bool) -> str:
    """The file of the built site that an engine makes of one below the docs folder: ``layers/data/index.html``.

    A ``README`` is the index of its folder; what is no Markdown keeps its path.
    """
    stem, ending = splitext(file)
    if ending not in MARKDOWN:
        return file
    folder, slash, name = stem.rpartition("/")
    if name in ("index", "README"):
        return f"{folder}{slash}index.html"
    return f"{stem}/index.html" if folders else f"{stem}.html"


def part_of(page: str, part: str) -> str:
    """A part of a list that is too long for its own page: ``postmortems/2025.md``, ``layers/data/2025.md``."""
    return f"{_folder(page)}/{part}.md"


def rule(code: str) -> str:
    """The manual of a rule."""
    return f"reference/rules/{code.lower()}.md"


def data(name: str, ending: str = "json") -> str:
    """A file of the API: ``api/v1/readiness/ranker.json``."""
    return f"{API}/{name}.{ending}"


def evidence(path: str, ending: str = "json") -> str:
    """A file of evidence, or its numbers in another form; ``path`` is that from the folder of reviews."""
    return f"{REVIEW_FOLDER}/{path.removesuffix('.json')}.{ending}"


def is_data(file: str) -> bool:
    """Whether a file is one that programs read: of the API, a feed, or the calendar."""
    return file.startswith(f"{API}/") or file == CALENDAR or file.rpartition("/")[2] == FEED


def _folder(page: str) -> str:
    return page.rpartition("/")[0] if is_index(page) else page.removesuffix(".md")
