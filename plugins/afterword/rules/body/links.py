"""Rules for the links of the narrative."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from afterword.corpus.places import file_at, site_folder
from afterword.diagnostics import Problem
from afterword.reading.narrative import Link
from afterword.rules.registry import FileContext, file_rule
from afterword.schema import PATTERN, REVIEW
from afterword.settings import Settings

_body_rule = partial(file_rule, kinds=(REVIEW, PATTERN))
_SCHEMES = frozenset({"http", "https", "mailto"})


@_body_rule("AW502", "unsafe-link")
def unsafe_link(file: FileContext) -> Iterator[Problem]:
    """A link leads to a web page, and an image is stored with the review.

    ## Why
    A `javascript:` URL runs code in the reader's browser.
    An image on another host lets that host see who reads the review, and may disappear.

    ## Bad
    ```body
    See [the graph](javascript:alert%281%29) and ![the graph](https://example.org/graph.png).
    ```

    ## Good
    ```body
    See [the announcement](https://example.org/announcement).
    ```
    """
    for link in file.document.links:
        if complaint := _complaint(link, file):
            message, help_ = complaint
            yield Problem(message, file.document.body_span(link.start, link.end), help_)


@_body_rule("AW503", "broken-link", lasting=False)
def broken_link(file: FileContext) -> Iterator[Problem]:
    """A relative link leads to an existing file.

    ## Why
    Otherwise a reader finds the broken link, long after the author has moved on.

    ## Bad
    ```body
    The same loader failed [in May](2025-05-05-not-there.md).
    ```

    ## Good
    ```body
    The same loader failed [in this review](2025-01-01-example.md).
    ```
    """
    home = site_folder(file.entry.path, file.contract.name, file.settings)
    for link in file.document.links:
        parts = _split(link.target)
        if parts is None or parts.scheme or parts.netloc or not parts.path:
            continue
        target = _on_disk(file.settings, home, unquote(parts.path))
        # Not Path.is_file, which raises for a name that no file system accepts.
        if target is not None and not os.path.isfile(target):  # noqa: PTH113
            yield Problem(
                f"The file `{link.target[:80]}` does not exist",
                file.document.body_span(link.start, link.end),
                "Link to a review as `2025-11-18-slug.md`, to a pattern as `../patterns/slug.md`, "
                "and to an image as `images/name.svg`.",
            )


def _complaint(link: Link, file: FileContext) -> tuple[str, str] | None:
    parts = _split(link.target)
    if parts is None:
        return f"`{link.target[:60]}` is not a valid URL", "Use an https URL or a relative path."
    if parts.scheme and parts.scheme not in _SCHEMES:
        return f"The link has the scheme `{parts.scheme[:20]}:`", "Only https, http and mailto are allowed."
    outside = bool(parts.scheme or parts.netloc)
    if link.image and outside and parts.hostname not in file.settings.image_hosts:
        return (
            f"The image is on another host, `{(parts.hostname or '')[:60]}`",
            "Store the image next to the review, or allow its host with `image_hosts` under [tool.afterword].",
        )
    if not parts.scheme and parts.netloc:
        return f"The URL `{link.target[:60]}` has no scheme", "Start it with `https://`."
    return None


def _split(target: str) -> SplitResult | None:
    try:
        return urlsplit(target)
    except ValueError:
        return None


def _on_disk(settings: Settings, home: str, target: str) -> Path | None:
    """The file that a relative link refers to; ``None`` for pages that the site generates."""
    place = posixpath.normpath(posixpath.join(home, target))
    if target.startswith("/") or place.startswith(".."):
        return settings.root / "outside the site"
    return None if place.endswith("/index.md") else file_at(place, settings)
