"""Pages of the organisation's own in place of generated ones, as the guide promises; anything else clashes."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from afterword.pages import addresses
from afterword.pages.clashes import Clash, Ours, clashes
from afterword.pages.page import Page
from afterword.site.context import Site


def settled(site: Site, pages: Iterable[Page], own: Collection[str]) -> tuple[tuple[Page, ...], tuple[Clash, ...]]:
    """The pages that no file of the docs folder replaces, and the files that clash with one of them.

    ``own`` are the paths of the files below the docs folder that are part of the site.
    """
    ours = {page.path: _as_ours(site, page, replaceable=not addresses.is_data(page.path)) for page in pages}
    found = tuple(clashes(own, ours.values(), folders=site.folders))
    gone = {path for path in own if path in ours and ours[path].replaceable}
    gone.update(clash.ours.path for clash in found if clash.ours.replaceable)
    return tuple(page for page in pages if page.path not in gone), found


def _as_ours(site: Site, page: Page, *, replaceable: bool) -> Ours:
    source, beside = page.source, f"{addresses.REVIEW_FOLDER}/"
    if page.write is None and page.path.startswith(beside):
        source = f"{site.settings.reviews}/{page.path.removeprefix(beside)}"
    return Ours(page.path, source, replaceable and not source)
