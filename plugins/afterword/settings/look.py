"""The look of a site as its owner sets it: colours of both schemes and typefaces."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from afterword.diagnostics import one_of
from afterword.text.expression import expression
from afterword.text.nearest import suggest

COLOURS: Final = (
    *("paper", "card", "tint", "ink", "soft", "faint", "rule", "rule-strong"),
    *("accent", "accent-tint"),
)
"""The colours that may be set; the others say how bad something is, and mean the same on every site."""

SCHEMES: Final = ("light", "dark")
FACES: Final = ("headings", "text")

_COLOUR: Final = expression(r"#[0-9a-f]{6}", re.ASCII | re.IGNORECASE)
_NAME: Final = r"(?:[A-Za-z][A-Za-z0-9 -]*|\"[A-Za-z][A-Za-z0-9 -]*\")"
_FAMILIES: Final = expression(rf"{_NAME}(?:, *{_NAME})*", re.ASCII)


class Look(NamedTuple):
    """Fonts in the form of CSS, empty for ours, and colours ``#rrggbb`` by their names in the style sheet."""

    headings: str = ""
    text: str = ""
    light: tuple[tuple[str, str], ...] = ()
    dark: tuple[tuple[str, str], ...] = ()


def read_look(table: Mapping[str, Any]) -> Look:
    """The look of a table of settings; raises ``ValueError``, whose text begins with the name of the table."""
    found: dict[str, Any] = {}
    for name, value in table.items():
        if name in FACES:
            found[name] = _families(name, value)
        elif name in SCHEMES:
            found[name] = _colours(name, value)
        else:
            allowed = (*FACES, *SCHEMES)
            raise ValueError(f"has no setting `{name}`.{suggest(name, allowed)} Allowed: {one_of(allowed)}.")
    return Look(**found)


def _families(name: str, value: Any) -> str:
    if not isinstance(value, str) or not _FAMILIES.fullmatch(value):
        raise ValueError(
            f'`{name}` is {value!r}; it must be names of fonts with commas between them, such as "Georgia, serif".'
        )
    return value


def _colours(scheme: str, table: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(table, dict):
        raise ValueError(f'`{scheme}` is {table!r}; it must be a table of colours, such as accent = "#0a5660".')  # noqa: TRY004  # it is a value of a file
    for name, value in table.items():
        if name not in COLOURS:
            raise ValueError(f"`{scheme}` has no colour `{name}`.{suggest(name, COLOURS)} Allowed: {one_of(COLOURS)}.")
        if not isinstance(value, str) or not _COLOUR.fullmatch(value):
            raise ValueError(
                f"`{scheme}.{name}` is {value!r}; it must be a colour as # and six hexadecimal digits, such as #0a5660."
            )
    return tuple((name, value.lower()) for name, value in table.items())
