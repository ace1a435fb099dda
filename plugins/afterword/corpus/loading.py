"""Load every file of a knowledge base."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, reduce
from pathlib import Path
from types import MappingProxyType
from typing import Any

from afterword.corpus.corpus import Corpus, Unshown
from afterword.corpus.entry import Entry, stem_of
from afterword.corpus.hidden import NOTHING_HIDDEN, Hidden
from afterword.corpus.places import pages
from afterword.corpus.strays import Stray, strays
from afterword.model import Pattern, Review
from afterword.reading import Reading, read_file
from afterword.schema import REVIEW, Contract, Field, contracts_in
from afterword.secrecy import Masked, Policy, masked_name
from afterword.settings import INTERNAL, Settings, SettingsError
from afterword.settings.tables import expect_known
from afterword.text.printable import printable

NOT_READ = "It cannot be read, or does not match the schema; `afterword check` says why."


@dataclass(frozen=True)
class Loaded:
    """Every file of a knowledge base, sorted by path, with the schemas used to check it."""

    settings: Settings
    contracts: dict[str, Contract]
    entries: tuple[Entry, ...]
    hidden: Hidden = NOTHING_HIDDEN

    @cached_property
    def shown(self) -> Loaded:
        """What the audience of the settings may learn of; ``hidden`` is the rest."""
        if self.settings.audience == INTERNAL:
            return self
        return replace(self, entries=tuple(entry for entry in self.entries if entry.public), hidden=self.internal)

    @cached_property
    def internal(self) -> Hidden:
        """What a public audience may not learn of, whoever the audience is."""
        return Hidden.of(self.entries, self.settings) if self.hidden is NOTHING_HIDDEN else self.hidden

    def of_kind(self, kind: str) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.kind == kind)

    def corpus(self, unshown: Mapping[str, str] = MappingProxyType({})) -> Corpus:
        """All well-formed pages for the audience, without the ``unshown`` ones, which come with path and reason.

        A page that is not well-formed is never shown, whether it comes with a reason or not.
        """
        shown = {entry.path: entry.value for entry in self.shown.entries}
        unshown = {**{path: NOT_READ for path, value in shown.items() if value is None}, **unshown}
        values = [value for path, value in shown.items() if path not in unshown]
        return Corpus.of(
            (value for value in values if isinstance(value, Review)),
            (value for value in values if isinstance(value, Pattern)),
            (Unshown(path, reason) for path, reason in sorted(unshown.items()) if path in shown),
        )

    def cover(self, paths: Collection[str]) -> Callable[[str], str]:
        """A function that masks the secrets of the files at these paths in a text, and the names of what is hidden."""
        masked = [self.sources[path] for path in paths if path in self.sources]
        return lambda text: self.hidden.cover(reduce(lambda covered, one: one.cover(covered), masked, text))

    @cached_property
    def strays(self) -> tuple[Stray, ...]:
        """The files of the repository that look like a page and are not read, sorted by path."""
        return tuple(strays(self.settings, self.contracts))

    @cached_property
    def sources(self) -> Mapping[str, Masked]:
        """By path, the text of each file that could be decoded, as its lines may be printed."""
        policy = Policy.of(self.settings)
        files = ((entry.path, entry.reading) for entry in self.entries)
        return {
            path: Masked(reading.source.text, policy, self.hidden.cover, reading.clean)
            for path, reading in files
            if reading.source
        }


def load(settings: Settings) -> Loaded:
    """Load every review and every pattern; raises as ``contracts_of`` does."""
    contracts = contracts_of(settings)
    entries = [load_file(file, settings, contracts[kind]) for kind, file in pages(settings)]
    return Loaded(settings, contracts, tuple(sorted(entries, key=lambda entry: entry.path)))


def no_reviews(*folders: Path) -> str:
    """The message for a knowledge base without any review."""
    return f"No reviews found in {printable(', '.join(map(str, folders)))}; create one with `afterword new`."


def contracts_of(settings: Settings) -> dict[str, Contract]:
    """The two contracts of a knowledge base, by the kind of page.

    Raises ``SchemaError`` if a schema is invalid, and ``SettingsError`` if the settings use a value or a schema version
    that the schema does not have.
    """
    contracts = contracts_in(settings.schema_dir)
    if settings.schema_version > (known := contracts[REVIEW].version):
        raise SettingsError(
            f"[tool.afterword] `schema_version` is {settings.schema_version}, but this version of Afterword only "
            f"supports up to {known}. Install the version that migrated the reviews, or a newer one."
        )
    if settings.service_levels:
        _expect_known_levels(settings, contracts[REVIEW].fields)
    _expect_known_words(settings, contracts[REVIEW].fields)
    return contracts


def _expect_known_levels(settings: Settings, fields: Field) -> None:
    for area, severity, _ in settings.service_levels:
        for word, terms in ((area, fields.at("actions", "*", "area").terms), (severity, fields.at("severity").terms)):
            expect_known(word, terms, "[tool.afterword.service-levels]")


def _expect_known_words(settings: Settings, fields: Field) -> None:
    """Other names name a field, and other words a value of a vocabulary."""
    if not settings.fields and not settings.values:
        return
    paths = {".".join(field.path): field for field in fields.walk()}
    for _, path in settings.fields:
        expect_known(path, paths, "[tool.afterword.fields]")
    for path, words in settings.values:
        expect_known(path, [name for name, field in paths.items() if field.vocabulary], "[tool.afterword.values]")
        for _, ours in words:
            expect_known(ours, paths[path].terms, f"[tool.afterword.values.{path}]")


def path_of(file: Path, settings: Settings) -> str:
    """The path of a page from the root, as every output names it: a secret in its name is masked."""
    shown = file if (name := masked_name(file.name)) == file.name else file.with_name(name)
    return shown.relative_to(settings.root).as_posix()


def load_file(file: Path, settings: Settings, contract: Contract) -> Entry:
    """Load one file."""
    reading = read_file(file, path_of(file, settings), settings.limits, contract.straight)
    return entry_of(reading, contract, settings.service_levels)


def entry_of(reading: Reading, contract: Contract, levels: tuple[tuple[str, str, int], ...] = ()) -> Entry:
    """Validate a file that has been read; ``levels`` are the service levels of its actions."""
    path = reading.path
    if reading.document is None:
        return Entry(path, contract.name, reading)
    data = contract.data(reading.document.root) if reading.data is None else reading.data
    if violations := contract.violations(data):
        return Entry(path, contract.name, reading, data, tuple(violations))
    reading.document.let_go()
    return well_formed(contract.name, reading, data, reading.document.body, levels)


def well_formed(
    kind: str, reading: Reading, data: dict[str, Any], body: str, levels: tuple[tuple[str, str, int], ...]
) -> Entry:
    """A file whose data keep to the schema, with the review or the pattern that it is."""
    named = (stem_of(reading.path), reading.path, data, body)
    return Entry(reading.path, kind, reading, data, (), Review(*named, levels) if kind == REVIEW else Pattern(*named))
