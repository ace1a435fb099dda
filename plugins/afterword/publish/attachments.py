"""The images and downloads beside the pages, as files of the site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from afterword.corpus import Unshown
from afterword.corpus.attachments import files_beside, published
from afterword.files.reason import reason
from afterword.pages import addresses
from afterword.pages.page import Page
from afterword.pages.site_paths import site_path
from afterword.secrecy import masked_path
from afterword.settings import Settings


class Attachments(NamedTuple):
    """What is published, and what is not with the reason."""

    pages: tuple[Page, ...]
    refused: tuple[Unshown, ...]


def collect_attachments(settings: Settings) -> Attachments:
    """Every file in the folders of reviews and patterns and below them; the pages themselves are not looked at."""
    pages, refused = [], []
    for place, named, path, file in _all(settings):
        try:
            pages.append(Page(site_path(f"{place}/{path}"), published(path, file, settings).content))
        except ValueError as error:
            refused.append(Unshown(f"{named}/{masked_path(path)}", str(error)))
        except OSError as error:
            refused.append(Unshown(f"{named}/{masked_path(path)}", f"it cannot be read: {reason(error)}"))
    return Attachments(tuple(pages), tuple(refused))


def _all(settings: Settings) -> Iterator[tuple[str, str, str, Path]]:
    # On the site they are beside the pages too, so that a relative link holds in both places.
    homes = (
        (addresses.REVIEW_FOLDER, settings.reviews, settings.reviews_dir),
        (addresses.PATTERN_FOLDER, settings.patterns, settings.patterns_dir),
    )
    for place, named, folder in homes:
        yield from ((place, named, path, file) for path, file in files_beside(folder))
