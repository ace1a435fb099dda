"""Load every file of a knowledge base, as ``corpus.load`` does, using the cached records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from afterword.check.kept import Records
from afterword.check.one_file import File, FileChecker, KeptProblems
from afterword.check.together import Together
from afterword.corpus import Entry, Loaded, contracts_of, entry_of, pages, path_of
from afterword.files.cache import Store
from afterword.reading import Reading, bytes_of
from afterword.rules import Rule, Stage
from afterword.settings import Settings
from afterword.settings.limits import AT_ONCE

_PAYS: Final = 100
"""The number of files that justifies another worker: starting one takes as long as reading dozens of files."""


class Taken(NamedTuple):
    """A knowledge base, and the cached results of lasting rules, which need not run again.

    ``found`` has those of each file by its path, and ``together`` those of the rules over all files.
    """

    loaded: Loaded
    found: Mapping[str, KeptProblems]
    together: Together


def take_in(
    settings: Settings,
    rules: Sequence[Rule],
    about: Callable[[str], bool],
    progress: Callable[[str], None],
    store: Store | None,
    workers: int,
) -> Taken:
    """Load a knowledge base, and run the lasting ones of ``rules`` on the files that the check is ``about``."""
    contracts = contracts_of(settings)
    lasting = tuple(rule for rule in rules if rule.lasting and rule.stage <= Stage.FILE)
    checker = FileChecker(settings, contracts, lasting)
    records = Records(store, checker)
    entries: list[Entry] = []
    found: dict[str, KeptProblems] = {}
    for entry, problems in _entries(checker, about, records, workers):
        progress(entry.path)
        entries.append(entry)
        if problems is not None:
            found[entry.path] = problems
    loaded = Loaded(settings, contracts, tuple(sorted(entries, key=lambda entry: entry.path)))
    return Taken(loaded, found, Together(records, loaded, about))


def _entries(
    checker: FileChecker, about: Callable[[str], bool], records: Records, workers: int
) -> Iterator[tuple[Entry, KeptProblems | None]]:
    unknown: list[File] = []
    for kind, place in pages(checker.settings):
        path = path_of(place, checker.settings)
        raw = bytes_of(place, path, checker.settings.limits)
        if isinstance(raw, Reading):
            yield entry_of(raw, checker.contracts[kind]), None
            continue
        file = File(kind, path, raw, about(path))
        record = records.get(file)
        known = checker.recalled(file, record) if record else None
        if known is None or (known[1] is None and file.asked):
            unknown.append(file)
        else:
            yield known
    many = len(unknown) >= _PAYS
    unknown.reverse()  # so that each can be freed as soon as it is done
    for file, record, (entry, problems) in _done(checker, unknown, workers):
        if records and (file.asked or many):  # saving the others of a small base takes longer than reading them
            records.put(file, record or checker.record(entry, problems))
        yield entry, problems


def _done(
    checker: FileChecker, unknown: list[File], workers: int
) -> Iterator[tuple[File, bytes | None, tuple[Entry, KeptProblems | None]]]:
    """Each file, taken from the last to the first, with its record where a worker has judged it."""
    workers = min(workers, len(unknown) // _PAYS)
    if workers > 1:
        from afterword.check.workers import checked_by

        codes = frozenset(rule.code for rule in checker.rules)
        for record in checked_by(workers, unknown[::-1], checker.settings, codes):
            file = unknown.pop()
            yield file, record, checker.recalled(file, record) if record else checker.checked([file])[0]
    while unknown:
        files = [unknown.pop() for _ in unknown[-AT_ONCE:]]
        for file, checked in zip(files, checker.checked(files), strict=True):
            yield file, None, checked
