"""The icons of the theme that stand on every page: drawn once, by our style sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from afterword.pages import addresses
from afterword.pages.page import Page

STYLE: Final = f"{addresses.ASSETS}/afterword.css"
ICONS: Final = "afterword_icons"
"""The setting of the theme that names the icons which the style sheet draws."""

_USUAL: Final = {"menu": "material/menu", "top": "material/arrow-up", "search": "material/magnify"}
# In a style sheet between single quotation marks.
_ESCAPED: Final = str.maketrans({"%": "%25", "#": "%23", "'": "%27", "\n": " "})


def repeated(theme: Mapping[str, Any], *, own_search: bool) -> list[str]:
    """The icons in the header and below the content of each page; the theme's search asks for elements of its own."""
    asked = theme.get("icon") or {}
    names = [asked.get(part) or usual for part, usual in _USUAL.items() if own_search or part != "search"]
    palette = theme.get("palette") or []
    toggles = [one.get("toggle") or {} for one in palette] if isinstance(palette, Sequence) else []
    return sorted({*names, *(str(toggle["icon"]) for toggle in toggles if "icon" in toggle)})


def element(icon: str) -> str:
    """What stands on a page for an icon."""
    return f'<span class="aw-icon {_class(icon)}"></span>'


def with_icons(pages: Iterable[Page], icons: Iterable[str], folders: Sequence[str]) -> Iterator[Page]:
    """Pages, among them our style sheet, which draws icons of the theme in ``folders``."""
    for page in pages:
        drawn = "".join(_rules(icons, folders)) if page.path == STYLE else ""
        yield page._replace(content=page.raw + drawn.encode()) if drawn else page


def _rules(icons: Iterable[str], folders: Sequence[str]) -> Iterator[str]:
    for icon in icons:
        files = (Path(folder, ".icons", f"{icon}.svg") for folder in folders)
        if drawing := next((file.read_text("utf-8") for file in files if file.is_file()), ""):
            yield f".{_class(icon)} {{ --aw-icon: url('data:image/svg+xml,{drawing.strip().translate(_ESCAPED)}'); }}\n"


def _class(icon: str) -> str:
    return "aw-" + re.sub(r"[^\w-]", "-", icon)
