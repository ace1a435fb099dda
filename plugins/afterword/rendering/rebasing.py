"""Links of a page that lies elsewhere on the site than in the repository, written anew so that they lead to the same.

A review in a folder by year or month has its page beside those of all others, while its images keep their folder.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, urlsplit

from afterword.pages import addresses
from afterword.pages.site_paths import linked_place
from afterword.reading.link import Link
from afterword.reading.narrative import links
from afterword.rendering.links import relative

_REVIEW: Final = re.compile(rf"{addresses.REVIEW_FOLDER}/(?:.+/)?([^/]+)\.md")


def rebased(body: str, home: str, folder: str) -> str:
    """A narrative written for ``home``, the folder of its file, as it must be in the ``folder`` of its page.

    A link to a review leads to its page, in whichever folder its file is. Both folders are relative to the root of the
    site; every other byte stays.
    """
    parts, at = [], 0
    for link in links(body):
        written = _rewritten(link, home, folder)
        if written is not None:
            parts += [body[at : link.start], written]
            at = link.end
    return "".join([*parts, body[at:]])


def page_of(place: str) -> str:
    """The file of the site to which a link to this place leads: that of a review has no folder of its own."""
    review = _REVIEW.fullmatch(place)
    return addresses.review(review[1]) if review else place


def _rewritten(link: Link, home: str, folder: str) -> str | None:
    """The target as it must be; ``None`` where it may stay."""
    try:
        parts = urlsplit(link.target)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return None
    place = linked_place(home, parts.path)
    there = page_of(place)
    if place.startswith("../") or (home == folder and there == place):
        return None
    return parts._replace(path=quote(relative(there, folder)) + "/" * parts.path.endswith("/")).geturl()
