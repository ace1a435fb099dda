"""What the theme runs before a page is shown, as one file of the site: it is the same on every page.

It says under which name the theme keeps what a reader chose, and puts the colours on that were chosen. Without scripts
nobody can choose, so it brings along the form for that as well, and what the script of the theme is told.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from afterword.pages import addresses
from afterword.pages.page import Page

FILE: Final = f"{addresses.ASSETS}/first.js"
FIRST: Final = "afterword_first"
"""The setting of the theme that holds the script; it is empty where the pages have what they run within themselves."""
FORM: Final = "afterword_palette"
"""The setting of the theme that holds the form for the colours; it is empty where the pages have it within."""
TOLD: Final = "afterword_told"
"""The setting of the theme that holds what its script is told; it is empty where the pages have it within."""

_FOLDER: Final = Path("partials", "javascripts")
# One script and nothing else, beside a comment of the template.
_SCRIPT: Final = re.compile(r"\s*(?:\{#(?:(?!#\}).)*#\}\s*)?<script>((?:(?!<script|\{%).)*)</script>\s*", re.DOTALL)
# Relative to a page it is another one on each; relative to the script it is one.
_ROOT: Final = '"{{ config.extra.scope | d(base_url) }}",location'
_OWN_ROOT: Final = '"../..",document.currentScript.src'
_PUT: Final = (
    'var told=document.createElement("script");told.id="__config";told.type="application/json";'
    "told.textContent=JSON.stringify(Object.assign({base:__md_scope.href},TOLD));document.currentScript.after(told);"
)


def first_script(folders: Sequence[str], own: str | None, form: str = "", told: str = "") -> str:
    """The script, from the templates of the theme in ``folders``; empty where they are others than are known.

    So it is where the site has scripts of its own in place of them, in its folder of templates ``own``. It puts the
    ``form`` for the colours before the place where it is called, and behind it what the script of the theme is
    ``told``, as JSON.
    """
    if own and Path(own, _FOLDER).is_dir():
        return ""
    root, palette = (_written(folders, name) for name in ("base", "palette"))
    if root.count(_ROOT) != 1 or not palette or "{{" in palette + root.replace(_ROOT, ""):
        return ""
    put = f'document.currentScript.insertAdjacentHTML("beforebegin",{json.dumps(form)});' if form else ""
    put += _PUT.replace("TOLD", told) if told else ""
    return f"{root.replace(_ROOT, _OWN_ROOT)};\nfunction __aw_palette(){{{put}{palette}}}\n"


def first_pages(script: str) -> Iterator[Page]:
    """The file that has the script, if there is one."""
    if script:
        yield Page(FILE, script.encode())


def _written(folders: Sequence[str], name: str) -> str:
    files = (Path(folder, _FOLDER, f"{name}.html") for folder in folders)
    source = next((file.read_text("utf-8") for file in files if file.is_file()), "")
    found = _SCRIPT.fullmatch(source)
    return found[1] if found else ""
