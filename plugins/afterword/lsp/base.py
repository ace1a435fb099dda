"""A knowledge base as an editor sees it: the files on the disk, with the unsaved text of open ones."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from afterword.check import by_file, check_loaded
from afterword.corpus import Entry, Loaded, contracts_of, entry_of, load_file, pages, path_of
from afterword.corpus.known_names import Known, known_names
from afterword.corpus.places import kind_of
from afterword.diagnostics import Diagnostic
from afterword.evidence.cited import files_of
from afterword.reading import read_raw
from afterword.rules import FileContext, Rule
from afterword.rules.corpus.strays import ABOUT_OTHER_FILES
from afterword.schema import EVIDENCE, REVIEW, Contract
from afterword.settings import Settings, load_settings
from afterword.settings.site_folder import CONFIGURATIONS

Rules = tuple[Settings, dict[str, Contract]]
"""The settings of a base and the contracts of its pages, by their kind."""


class Checked(NamedTuple):
    """The problems in the open files, and everything that was loaded for the check."""

    loaded: Loaded
    found: Mapping[str, list[Diagnostic]]


@dataclass
class Base:
    """One knowledge base; files that have not changed are not read again.

    One thread may check while another asks: each replaces the kept entries as a whole, and each entry has the settings
    and the contract that it was read with.
    """

    root: Path
    as_of: Callable[[], date]
    _rules: tuple[Any, Rules] | None = None
    _entries: dict[str, tuple[Any, Entry]] = field(default_factory=dict)

    def rules(self) -> Rules:
        """Settings and contracts, read again when their files have changed.

        Raises ``SettingsError`` and ``SchemaError``.
        """
        stamp = [_stamp(self.root / name) for name in ("pyproject.toml", *CONFIGURATIONS)]
        if self._rules and self._rules[0] == (stamp, _stamps_of_schema(self._rules[1][0])):
            return self._rules[1]
        settings = load_settings(self.root)
        rules = (settings, contracts_of(settings))
        self._rules = ((stamp, _stamps_of_schema(settings)), rules)
        return rules

    def path_of(self, file: Path) -> str | None:
        """The path of a page from the root; ``None`` for a file that is not a page of this knowledge base."""
        settings, _ = self.rules()
        there = file.parent.resolve() / file.name
        if kind_of(there, settings) is None:
            return None
        return path_of(there, settings)

    def contract(self, path: str) -> Contract:
        """The contract of a page."""
        settings, contracts = self.rules()
        return contracts[kind_of(settings.root / path, settings) or REVIEW]

    def context(self, path: str, text: str) -> FileContext:
        """An open file by itself, for the repairs."""
        settings, _ = self.rules()
        return FileContext(self._read(path, text), self.contract(path), settings, self.as_of())

    def load(self, opened: Mapping[str, str]) -> Loaded:
        """The whole knowledge base, with open texts in place of the files on the disk."""
        settings, contracts = self.rules()
        found: dict[str, tuple[Any, Entry]] = {}
        for kind, file in pages(settings):
            path = path_of(file, settings)
            # A link is refused, even if the editor has followed it.
            if path not in opened or file.is_symlink():
                stamp = (settings, contracts[kind], _stamp(file))
                found[path] = self._kept(path, stamp, partial(load_file, file, settings, contracts[kind]))
        for path, text in opened.items():
            if path not in found:
                found[path] = self._kept(path, (settings, contracts, text), partial(self._read, path, text))
        self._entries = found
        return Loaded(settings, contracts, tuple(found[path][1] for path in sorted(found)))

    def check(self, opened: Mapping[str, str]) -> Checked:
        """What ``afterword check`` would report on the open files if they were saved now."""
        loaded = self.load(opened)
        report = check_loaded(loaded, self.as_of(), wanted=_about_pages, about=lambda path: path in opened)
        return Checked(loaded, by_file(report.diagnostics))

    def _read(self, path: str, text: str) -> Entry:
        settings, _ = self.rules()
        reading = read_raw(text.encode("utf-8", "surrogatepass"), path, settings.limits)
        return entry_of(reading, self.contract(path), settings.service_levels)

    def _kept(self, path: str, stamp: Any, read: Callable[[], Entry]) -> tuple[Any, Entry]:
        kept = self._entries.get(path)
        return kept if kept is not None and kept[0] == stamp else (stamp, read())


def _about_pages(rule: Rule) -> bool:
    """Whether a rule is about pages: the others would look through the whole repository after each keystroke."""
    return rule.code not in ABOUT_OTHER_FILES


def names_in(loaded: Loaded, without: str, kind: str) -> tuple[Known, ...]:
    """The names of a kind in a knowledge base, without that of one page; evidence is that of this page."""
    if kind == EVIDENCE:
        return tuple(map(Known, files_of(Path(without).stem, loaded.settings)))
    values = (entry.value for entry in loaded.entries if entry.path != without)
    return known_names(kind, (value for value in values if value is not None), loaded.contracts[REVIEW].fields)


def _stamps_of_schema(settings: Settings) -> tuple[tuple[int, ...], ...]:
    folder = settings.schema_dir
    return tuple(_stamp(file) for file in sorted(folder.glob("*.json"))) if folder else ()


def _stamp(file: Path) -> tuple[int, ...]:
    """What changes when a file changes; a single zero for a missing file."""
    try:
        info = os.lstat(file)
    except OSError:
        return (0,)
    return (info.st_ino, info.st_size, info.st_mtime_ns, info.st_mode)
