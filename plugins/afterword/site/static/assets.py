"""The theme's own files: a style sheet and two scripts put together from their parts, the mark, the icon, the card."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final

from afterword.analysis.recall.asking import MOST_IDEAS, SYNONYM
from afterword.analysis.recall.recall import LENT, NAMED_TEXT_SHARE, TEXT_SHARE
from afterword.analysis.recall.structure import BY_NAME
from afterword.analysis.recall.traits import KINDS
from afterword.glossary import Glossary
from afterword.pages import addresses
from afterword.pages.page import Page
from afterword.publish.search.coding import DIGITS
from afterword.settings.look import Look
from afterword.site.static.look import look_css
from afterword.text.letters import SPELLED
from afterword.text.terms import ELIDED, ENGLISH_ENDINGS, small_words

STYLES = (
    *("fonts", "tokens", "base", "chrome", "components", "review", "lists", "recurrence", "dashboard", "charts"),
    *("search", "terms", "access", "tables"),
    *("drawings", "forced", "print"),
)
"""The parts of the style sheet in the order in which they apply."""

RANKED_SEARCH = ("make", "terms", "coding", "parts", "vocabulary", "pasted", "asking", "ranking")
"""The parts of the search that know nothing of its page."""

SCRIPTS = {
    "afterword.js": (
        *(f"js/{name}.js" for name in ("menu", "contents_list", "access", "address", "filter", "cards")),
        *(f"js/{name}.js" for name in ("tables", "unfold", "terms", "contents", "paper")),
        "search/box.js",
    ),
    "search.js": tuple(
        f"search/{name}.js"
        for name in (
            *("dom", "address", *RANKED_SEARCH),
            *("action_hits", "filters", "phrases", "excerpt", "index", "results", "hints", "advice", "page"),
        )
    ),
    "write.js": (
        "write/dom.js",
        *(f"search/{name}.js" for name in (*RANKED_SEARCH, "action_hits", "filters", "phrases", "excerpt", "index")),
        *(f"write/{name}.js" for name in ("fields", "moments", "controls", "several", "unsafe", "judge", "story")),
        *(f"write/{name}.js" for name in ("yaml", "edits", "near", "finish", "kept", "page")),
    ),
}
"""Each script with its parts in order: what every page loads, what the search does, and the form for a review."""

STEMMER = ("base-stemmer.js", "english-stemmer.js")
"""Snowball's English stemmer, as its compiler writes it: modules, of which here one script is made."""

_MODULE: Final = (
    ("export default class extends B", "class EnglishStemmer extends BaseStemmer"),
    ("export default class", "class"),
    ("import B from './base-stemmer.js'", ""),
)
_ASIDE: Final = re.compile(r"^\s+|\s*//.*$|/\*[^*]*(?:\*[^*/][^*]*)*\*+/\s*", re.MULTILINE)

FONTS = ("serif", "serif-italic", "sans", "sans-italic")
"""The typefaces as ``scripts/vendor-fonts`` makes them; each has more letters in a file of its own."""

COPIED = ("logo.svg", "favicon.svg", "card.png")
"""The mark, the icon, and what others show beside a link; a file of the same path in the docs folder replaces each."""


def asset_pages(look: Look, glossary: Glossary) -> Iterator[Page]:
    """The files below ``assets/afterword/``; raises ``SettingsError`` for a look that cannot be read."""
    home = files("afterword") / "assets"
    css = "\n".join((home / "css" / f"{name}.css").read_text("utf-8") for name in STYLES) + look_css(look)
    yield Page(f"{addresses.ASSETS}/afterword.css", css.encode())
    for name, parts in SCRIPTS.items():
        # The parts share their names with each other, and with nobody else.
        joined = "\n".join((home / part).read_text("utf-8") for part in parts)
        head = _before_search() if name != "afterword.js" else _meanings(glossary)
        yield Page(f"{addresses.ASSETS}/{name}", f'(function () {{\n"use strict";\n{head}{joined}}})();\n'.encode())
    for name in COPIED:
        yield Page(f"{addresses.ASSETS}/{name}", (home / name).read_bytes())
    for name in (f"{font}{more}.woff2" for font in FONTS for more in ("", "-more")):
        yield Page(f"{addresses.ASSETS}/{name}", (home / "fonts" / name).read_bytes())
    for name in ("fonts", "snowball"):
        yield Page(f"{addresses.ASSETS}/{name}-licence.txt", (home / name / "LICENSE").read_bytes())
    yield Page(f"{addresses.ASSETS}/write.css", (home / "write" / "write.css").read_bytes())
    yield Page(f"{addresses.ASSETS}/write-tools.js", (home / "write_tools" / "write-tools.js").read_bytes())
    yield Page(f"{addresses.ASSETS}/write-tools-licence.txt", (home / "write_tools" / "LICENSE").read_bytes())


def _meanings(glossary: Glossary) -> str:
    """What each term means, by its place on the page of the glossary: said here, and not on every page that has it."""
    means = {term.anchor: term.means for own in (False, True) for term in glossary.terms if term.own is own}
    return f"const MEANINGS = {json.dumps(means, ensure_ascii=False)};\n"


@cache
def _before_search() -> str:
    """What the parts of the search take for granted: the figures, the small words and the stemmer of recall."""
    figures = {
        "SYNONYM": SYNONYM,
        "MOST_IDEAS": MOST_IDEAS,
        "TEXT_SHARE": TEXT_SHARE,
        "NAMED_TEXT_SHARE": NAMED_TEXT_SHARE,
        "LENT": LENT,
        "TRAITS": {name: KINDS[name]._asdict() for name in ("pattern", *BY_NAME)},
        "DIGITS": DIGITS,
        "SPELLED": SPELLED,
        "ELIDED": ELIDED,
        "ENGLISH_ENDINGS": ENGLISH_ENDINGS,
    }
    home = files("afterword") / "assets" / "snowball"
    stemmer = "\n".join((home / name).read_text("utf-8") for name in STEMMER)
    for written, ours in _MODULE:
        stemmer = stemmer.replace(written, ours)
    shared = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in figures.items())
    small = f"const SMALL_WORDS = new Set({json.dumps(sorted(small_words()))});\n"
    return f"{shared}{small}/* Snowball's English stemmer; see snowball-licence.txt. */\n{_ASIDE.sub('', stemmer)}\n"
