"""The kinds of sources and of exported answers: one module each, found by its name."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Final, TypeVar

from afterword.capture.interface import Export, Kind
from afterword.settings.source_tables import kinds

_Sort = TypeVar("_Sort")
_HERE: Final = Path(__file__).parent


def kind_named(name: str) -> Kind | None:
    """How a kind of source is asked; ``None`` for one that is only read from a file."""
    return _value(f"kinds.{name}", "SOURCE", Kind) if name in asked_kinds() else None


def export_named(name: str) -> Export | None:
    """How an exported answer of a kind is read; ``None`` for a kind without exports."""
    return _value(f"exports.{name}", "EXPORT", Export) if name in exported_kinds() else None


def asked_kinds() -> tuple[str, ...]:
    """The kinds that are asked over the network, in the order of the settings."""
    return tuple(name for name in kinds() if _is_there(_HERE / "kinds" / name))


def exported_kinds() -> tuple[str, ...]:
    """The kinds whose exported answers can be read, in the order of the settings."""
    return tuple(name for name in kinds() if _is_there(_HERE / "exports" / name))


def _is_there(place: Path) -> bool:
    return place.with_suffix(".py").is_file() or (place / "__init__.py").is_file()


def _value(module: str, name: str, sort: type[_Sort]) -> _Sort:
    found = getattr(importlib.import_module(f"afterword.capture.{module}"), name)
    if not isinstance(found, sort):
        raise TypeError(f"{name} of afterword.capture.{module} is not a {sort.__name__}")
    return found
