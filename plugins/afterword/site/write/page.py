"""The page on which a review is written in the browser, and what its script knows."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from afterword.corpus.known_names import known_names
from afterword.model import CLOCKS
from afterword.model.unwritten import HEADINGS
from afterword.model.zones import known_zones
from afterword.pages import addresses
from afterword.pages.page import Page
from afterword.reading.source import HIDDEN
from afterword.rules.spoken import is_name, is_text
from afterword.rules.unwritten import LONGEST, SYSTEM, VERSION
from afterword.schema import REVIEW, Field
from afterword.schema.loading import load_schema
from afterword.secrecy import Policy, find
from afterword.secrecy.in_browsers import email_shape, secret_shapes
from afterword.site.context import Site
from afterword.site.makers import makes_pages
from afterword.text.placeholders import MARKED, PLACEHOLDERS, REAL_NAMES

KNOWN: Final = f"{addresses.ASSETS}/write-form.js"
"""What the script knows: the schema, the names in use, and where reviews are."""

_OPEN: Final = ("model", "team")
"""The kinds of names that a review may introduce."""


@makes_pages
def write_pages(site: Site) -> Iterator[Page]:
    """The page of the form, and what its script knows."""
    yield site.page(
        addresses.WRITE,
        "write.html.j2",
        title="Write a review",
        description="Write a review in the browser: a form that checks your answers and makes the file.",
        hide=("navigation", "toc"),
        writes=True,
    )
    text = json.dumps(_known(site), ensure_ascii=False, separators=(",", ":"))
    yield Page(KNOWN, f'afterword.part("write",{text});\n')


def _known(site: Site) -> dict[str, Any]:
    settings = site.settings
    names = {
        kind: [
            (known.name,) for known in known_names(kind, site.corpus.reviews, site.fields) if _said(known.name, site)
        ]
        for kind in _OPEN
    }
    patterns = known_names("pattern", site.corpus.patterns, site.pattern_fields)
    reviews = known_names("review", site.corpus.reviews, site.fields)
    return {
        "schema": load_schema(REVIEW, settings.schema_dir),
        "names": {
            **names,
            "pattern": [(known.name, known.title, known.summary) for known in patterns],
            "review": [(known.name, known.title) for known in reviews],
        },
        "headings": HEADINGS,
        "clocks": CLOCKS,
        "zones": known_zones(),
        "unsafe": {
            "hidden": HIDDEN,
            "secrets": list(secret_shapes()),
            "email": email_shape(settings.email_domains),
            "texts": _paths(is_text, site),
            "names": _paths(is_name, site),
            "placeholders": sorted(PLACEHOLDERS),
            "real": sorted(REAL_NAMES),
            "marked": MARKED.pattern,
            "version": VERSION.pattern,
            "system": SYSTEM.pattern,
            "longest": LONGEST,
        },
        "folder": Path(os.path.relpath(settings.reviews_dir, settings.docs_dir)).as_posix(),
    }


def _paths(asked: Callable[[Field], bool], site: Site) -> list[str]:
    """The fields whose placeholders the check reports, with `*` for each item of a list."""
    return ["/".join(field.path) for field in site.fields.walk() if field.kind == "string" and asked(field)]


def _said(name: str, site: Site) -> bool:
    """Whether a name may be offered: none that holds a secret is."""
    return not find(name, Policy.of(site.settings))
