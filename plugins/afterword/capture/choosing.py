"""Which sources and metrics of the settings are asked; a name that nobody has is answered with the nearest one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

from afterword.capture.found import exported_kinds
from afterword.capture.running import Task
from afterword.diagnostics import one_of
from afterword.settings import Settings
from afterword.settings.source_tables import kinds
from afterword.settings.sources import Source
from afterword.text.nearest import suggest
from afterword.text.printable import printable

HOW_TO_BEGIN: Final = (
    "No sources are configured: add one to pyproject.toml, such as\n"
    "  [tool.afterword.sources.prod]\n"
    '  kind = "prometheus"\n'
    '  url = "https://prometheus.example.org"\n'
    "and below it what it is asked, such as\n"
    "  [tool.afterword.sources.prod.metrics.precision]\n"
    "  query = 'model_precision{model=\"fraud\"}'\n"
    'The guide "Bring in the numbers" shows it for each kind of source.'
)


class NoSuchSource(Exception):  # noqa: N818  # it is an answer, not an error of the program
    """The settings do not have what was asked for; the message says what they have."""


class Choice(NamedTuple):
    """What somebody asks for: names of sources and of metrics, and of an exported answer its file, kind and time.

    ``listing`` is for all sources, those included that are only read from files.
    """

    sources: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    file: Path | None = None
    kind: str | None = None
    listing: bool = False
    at: str | None = None

    def tasks(self, settings: Settings) -> tuple[Task, ...]:
        """The sources with their metrics, in the order of the settings. Raises ``NoSuchSource``."""
        chosen = self._dated(self._of_file(settings)) if self.file else self._asked(settings)
        if self.metrics:
            known = list(dict.fromkeys(metric.name for source in chosen for metric in source.metrics))
            _expect("There is no metric", self.metrics, known)
        tasks = [
            Task(source, tuple(one for one in source.metrics if not self.metrics or one.name in self.metrics))
            for source in chosen
        ]
        # A source without metrics may still know a registry, and a file may have all of its own.
        return tuple(task for task in tasks if task.metrics or not self.metrics)

    def _asked(self, settings: Settings) -> list[Source]:
        if not settings.sources:
            raise NoSuchSource(HOW_TO_BEGIN)
        _expect("There is no source", self.sources, [source.name for source in settings.sources])
        found = [source for source in settings.sources if not self.sources or source.name in self.sources]
        # What is only read from a file is asked for only by its name, and then told so.
        asked = [source for source in found if self.sources or self.listing or kinds()[source.kind]["url"] != "no"]
        if not asked:
            raise NoSuchSource("All sources of the settings are only read from files; give a file with --from")
        return asked

    def _dated(self, sources: list[Source]) -> list[Source]:
        """The sources with the time that was given for a file that has none."""
        if self.at is None:
            return sources
        dated = [name for name, kind in kinds().items() if "at" in kind["options"]]
        if any(source.kind not in dated for source in sources):
            raise NoSuchSource(f"--at is for files that do not say of when they are: those of the kind {one_of(dated)}")
        return [source._replace(options=(*source.options, ("at", self.at))) for source in sources]

    def _of_file(self, settings: Settings) -> list[Source]:
        """The one source of an exported answer: that of the settings, or else one that is only named by its kind."""
        if len(self.sources) > 1:
            raise NoSuchSource("A file is the answer of one source; give --source once")
        _expect("There is no source", self.sources, [source.name for source in settings.sources])
        named = [source for source in settings.sources if source.name in self.sources]
        if not self.kind and not named:
            raise NoSuchSource(f"Say what kind of export it is: --kind {one_of(exported_kinds())}")
        kind = self.kind or named[0].kind
        if kind not in exported_kinds():
            raise NoSuchSource(f"No export of the kind {kind} can be read. Kinds: {one_of(exported_kinds())}.")
        if named and named[0].kind != kind:
            raise NoSuchSource(f"The source {named[0].name} is of the kind {named[0].kind}, and not {kind}; keep one")
        if named:
            return named
        alike = [source for source in settings.sources if source.kind == kind]
        if len(alike) > 1:
            raise NoSuchSource(
                f"The settings have several sources of the kind {kind}; choose one with --source: "
                f"{one_of([source.name for source in alike])}"
            )
        return alike or [Source(kind, kind)]


def _expect(problem: str, words: Iterable[str], known: list[str]) -> None:
    for word in words:
        if word not in known:
            listed = f" Known: {one_of(known, len(known))}." if known else " The settings have none."
            raise NoSuchSource(printable(f"{problem} `{word}`.{suggest(word, known)}{listed}", 800))
