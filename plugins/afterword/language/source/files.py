"""The files in the folder ``phrases``, and the text of the file that is made of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import yaml

from afterword.language.lexicon import FAMILIES
from afterword.language.source.compiling import compiled

FOLDER: Final = Path(__file__).parents[1] / "phrases"
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(name: str) -> Any:
    """A file of the data. It is part of the package, so a mistake in it raises."""
    return yaml.load((FOLDER / f"{name}.yaml").read_text("utf-8"), Loader=_Loader)  # noqa: S506  # it is a safe one


def made() -> dict[str, Any]:
    """What is made of all files."""
    return compiled(read("words"), read("names"), {family: read(family) for family in FAMILIES})


def text() -> str:
    """The same as a lexicon reads it: each part is a line, so that a change shows which one it is of."""
    parts = (f"{json.dumps(name)}:{json.dumps(part, separators=(',', ':'))}" for name, part in made().items())
    return "{" + ",\n".join(parts) + "}\n"
