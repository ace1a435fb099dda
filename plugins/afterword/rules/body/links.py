"""The rule for the schemes and hosts of links in a narrative."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, partial
from urllib.parse import SplitResult, urlsplit

from afterword.diagnostics import Problem
from afterword.reading.link import SCHEMES, Link
from afterword.rules.registry import FileContext, file_rule
from afterword.schema import PATTERN, REVIEW

_body_rule = partial(file_rule, kinds=(REVIEW, PATTERN))


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


def _complaint(link: Link, file: FileContext) -> tuple[str, str] | None:
    parts = split_target(link.target)
    if parts is None:
        return f"`{link.target[:60]}` is not a valid URL", "Use an https URL or a relative path."
    if parts.scheme and parts.scheme not in SCHEMES:
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


@lru_cache(maxsize=512)  # each rule about links asks
def split_target(target: str) -> SplitResult | None:
    """The parts of a target; ``None`` for what is no URL."""
    try:
        return urlsplit(target)
    except ValueError:
        return None
