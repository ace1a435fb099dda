"""The way from a page to the file that its author wrote: where to change it, and what changed it before."""

from __future__ import annotations

import html
from urllib.parse import quote, urljoin, urlsplit


def with_source_links(page: str, edit: str | None, history: str | None, source: str) -> str:
    """A page's HTML with links below it; ``history`` is the address to which the path ``source`` is appended."""
    # The engine leaves the way out of the docs folder in the address, as `docs/../postmortems/`.
    found = [("Edit this page", urljoin(edit, urlsplit(edit)._replace(scheme="", netloc="").geturl()))] if edit else []
    if history:
        found.append(("History", f"{history.rstrip('/')}/{quote(source)}"))
    links = " · ".join(f'<a href="{html.escape(address, quote=True)}">{name}</a>' for name, address in found)
    return f'{page}\n<p class="aw-source">{links}</p>\n' if links else page
