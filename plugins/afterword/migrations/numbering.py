"""Change the schema version in the settings of a knowledge base, as text."""

from __future__ import annotations

import re
import tomllib
from typing import Any

SETTING = "schema_version"
_TABLE = re.compile(rb"^\[tool\.afterword\][ \t]*(?:#[^\r\n]*)?(\r?\n|\Z)", re.MULTILINE)
_NUMBER = re.compile(rb"^(schema_version[ \t]*=[ \t]*)[0-9]+", re.MULTILINE)


def numbered(raw: bytes, version: int) -> bytes | None:
    """A ``pyproject.toml`` with the version and every other byte the same; ``None`` if that is not certain."""
    table = _TABLE.search(raw)
    if table is None:
        return None
    end = re.compile(rb"^\[", re.MULTILINE).search(raw, table.end())
    number = _NUMBER.search(raw, table.end(), end.start() if end else len(raw))
    if number:
        edited = raw[: number.start()] + number[1] + str(version).encode() + raw[number.end() :]
    else:
        ending = table[1] or b"\n"
        line = f"{SETTING} = {version}".encode() + ending
        edited = raw[: table.end()] + (b"" if table[1] else b"\n") + line + raw[table.end() :]
    try:
        before, after = (tomllib.loads(text.decode("utf-8")) for text in (raw, edited))
    except ValueError:
        return None
    wanted: dict[str, Any] = before["tool"]["afterword"]
    wanted[SETTING] = version
    return edited if after == before else None
