"""The knowledge base of the base branch; only files that differ from the proposed one are read."""

from __future__ import annotations

import filecmp
from collections.abc import Mapping
from pathlib import Path

from afterword.corpus import Entry, Loaded, contracts_of, load_file, pages
from afterword.settings import Settings


def load_beside(proposed: Loaded, settings: Settings) -> Loaded:
    """Load a knowledge base as ``load`` does; a file that is identical in the proposed one is not read again."""
    contracts = contracts_of(settings)
    alike = (
        settings.limits == proposed.settings.limits
        and settings.service_levels == proposed.settings.service_levels
        and all(contract.schema == proposed.contracts[name].schema for name, contract in contracts.items())
    )
    known = {entry.path: entry for entry in proposed.entries} if alike else {}
    entries = [
        _known(file, settings.root, known, proposed.settings.root) or load_file(file, settings, contracts[kind])
        for kind, file in pages(settings)
    ]
    return Loaded(settings, contracts, tuple(sorted(entries, key=lambda entry: entry.path)))


def _known(file: Path, root: Path, known: Mapping[str, Entry], there: Path) -> Entry | None:
    """The entry of the identical proposed file; ``None`` for a link, because links are not followed."""
    path = file.relative_to(root).as_posix()
    twin = there / path
    if path not in known or file.is_symlink() or twin.is_symlink():
        return None
    try:
        return known[path] if filecmp.cmp(file, twin, shallow=False) else None
    except OSError:
        return None
