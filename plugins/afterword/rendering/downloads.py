"""Links of a narrative to files that are neither pages nor images: a browser stores these files and opens none."""

from __future__ import annotations

import re
from typing import Final

_LINK: Final = re.compile(r'<a href="([^":?#]*\.([A-Za-z0-9]+))"')
_SHOWN: Final = frozenset(["avif", "gif", "html", "jpeg", "jpg", "md", "png", "webp"])


def with_downloads(html: str) -> str:
    """HTML whose links to files of this site are downloads, unless they lead to a page or to an image of pixels."""
    return _LINK.sub(_download, html) if "<a href=" in html else html


def _download(found: re.Match[str]) -> str:
    return found[0] if found[2].lower() in _SHOWN else f'<a download href="{found[1]}"'
