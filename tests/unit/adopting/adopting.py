"""Adopt files into a new knowledge base, in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from afterword.adopting import Adopted, Adopting
from afterword.corpus import entry_of
from afterword.reading import read_raw
from afterword.schema import REVIEW, Contract
from tests.made import SETTINGS

CONTRACT = Contract(REVIEW)


def adopted(root: Path, *files: Path, taken: Sequence[str] = (), **options: Any) -> list[Adopted]:
    settings = replace(SETTINGS, root=root)
    return list(Adopting(settings, CONTRACT, date(2026, 3, 1), **options).adopt(files, set(taken)))


def adopted_text(root: Path, text: str | bytes, name: str = "2026-02-03-empty.md", **options: Any) -> Adopted:
    """What one file with this text becomes."""
    file = root / "old" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return adopted(root, file, **options)[0]


def data_of(made: Adopted) -> dict[str, Any]:
    entry = entry_of(read_raw(made.text.encode(), f"postmortems/{made.target}", SETTINGS.limits), CONTRACT)
    assert entry.value is not None, entry.violations
    return entry.data


def body_of(made: Adopted) -> str:
    return made.text.partition("\n---\n")[2].lstrip("\n")
