"""The look that the settings ask for, as the last rules of the style sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from afterword.graphics.tokens import Tokens, tokens
from afterword.settings import SettingsError
from afterword.settings.look import Look

LEAST_CONTRAST: Final = 4.5
"""Between text and its background (WCAG 2.2, level AA)."""


def look_css(look: Look) -> str:
    """The rules of a look, none for that of the package.

    Raises ``SettingsError`` if a text could then hardly be read.
    """
    usual = tokens()
    made = Tokens(usual.plain, {**usual.light, **dict(look.light)}, {**usual.dark, **dict(look.dark)})
    for colour in made.colours:
        if colour.on and colour.contrast < LEAST_CONTRAST:
            raise SettingsError(
                f"[tool.afterword.look] gives `{colour.name}` a contrast of {colour.contrast:.1f} on `{colour.on}` "
                f"(light: {colour.light} on {made.light[colour.on]}, dark: {colour.dark} on {made.dark[colour.on]}); "
                f"text needs {LEAST_CONTRAST}. Make it darker in the light scheme, or lighter in the dark."
            )
    return "".join(f"{rule}\n" for rule in _rules(look, made))


def _rules(look: Look, made: Tokens) -> Iterator[str]:
    faces = {"serif": look.headings, "sans": look.text}
    if given := {name: families for name, families in faces.items() if families}:
        yield _rule(":root", given)
    if names := [name for name in made.light if name in {**dict(look.light), **dict(look.dark)}]:
        yield _rule("[data-md-color-scheme]", {name: made.light[name] for name in names})
        dark = _rule('[data-md-color-scheme="slate"]', {name: made.dark[name] for name in names})
        yield f"@media screen {{ {dark} }}"


def _rule(selector: str, values: Mapping[str, str]) -> str:
    told = " ".join(f"--aw-{name}: {value};" for name, value in values.items())
    return f"{selector} {{ {told} }}"
