"""The design of the site as its style sheet holds it: colours in both schemes, spaces and sizes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Final, NamedTuple

_TOKEN: Final = re.compile(r"--aw-([a-z0-9-]+):\s*([^;]+);")
_GROUNDS: Final = frozenset({"paper", "card", "tint", "rule", "rule-strong", "bar", "alarm"})


class Colour(NamedTuple):
    """A colour of text or of a ground: its values, and the lower contrast with its background, if it is text."""

    name: str
    light: str
    dark: str
    on: str
    contrast: float


class Tokens(NamedTuple):
    """Every value that the style sheets may use, by its name without the prefix ``--aw-``."""

    plain: Mapping[str, str]
    light: Mapping[str, str]
    dark: Mapping[str, str]

    @property
    def colours(self) -> tuple[Colour, ...]:
        """The colours in the order of the style sheet; text is on the tint of its name, or on the page background."""
        return tuple(self._colour(name) for name in self.light)

    def _colour(self, name: str) -> Colour:
        on = "" if name in _GROUNDS or name.endswith("-tint") else f"{name}-tint"
        on = on if on in self.light or not on else "paper"
        measured = [contrast(values[name], values[on]) for values in (self.light, self.dark) if on]
        return Colour(name, self.light[name], self.dark[name], on, min(measured, default=0.0))


@lru_cache(maxsize=1)
def tokens() -> Tokens:
    """The tokens of this version."""
    css = (files("afterword") / "assets" / "css" / "tokens.css").read_text("utf-8")
    blocks = (":root", "[data-md-color-scheme]", '[data-md-color-scheme="slate"]')
    return Tokens(*(dict(_TOKEN.findall(css.partition(f"{head} {{")[2].partition("}")[0])) for head in blocks))


def colour(name: str) -> str:
    """A colour for an attribute of a drawing; its light value is for a page without our style sheet."""
    return f"var(--aw-{name},{tokens().light[name]})"


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours written ``#rrggbb``, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """The relative luminance from 0 to 1 (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
