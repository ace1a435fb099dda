"""What a strict build counts: every warning of the engine, also under ``--quiet``, but none of what the check allows.

``--quiet`` raises the level of the engine's log, so that its warnings are not even made, and its strict mode, which
counts them, finds none. Here the log keeps its usual level, and only what prints it is made quiet.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.pages import Page as EnginePage
from mkdocs.utils import CountHandler

_ENGINE = logging.getLogger(get_plugin_logger("afterword").logger.name.partition(".")[0])
_PAGES = logging.getLogger(EnginePage.__module__)


class HiddenWarnings(logging.Handler):
    """The warnings that ``--quiet`` keeps from being printed."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._records: list[logging.LogRecord] = []
        self._quieted: dict[logging.Handler, int] = {}
        self._level = logging.NOTSET
        self._building = False

    def begin(self) -> None:
        """Let warnings be made although they are not printed; to be called before the engine says anything."""
        if self._quieted or _ENGINE.level <= logging.WARNING:
            return
        self._level = _ENGINE.level
        self._quieted = {handler: handler.level for handler in _ENGINE.handlers if handler.level < self._level}
        for handler in self._quieted:
            handler.setLevel(self._level)
        _ENGINE.setLevel(logging.WARNING)
        _ENGINE.addHandler(self)

    def build(self) -> None:
        """Begin a build: the configuration was good enough for the engine."""
        self._building = True
        self._records.clear()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep what is not printed."""
        if record.levelno < self._level:
            self._records.append(record)

    def tell(self) -> None:
        """Print them after all."""
        for handler, level in self._quieted.items():
            handler.setLevel(level)
        for record in self._records:
            for handler in self._quieted:
                handler.handle(record)
        self._records.clear()

    def flush(self) -> None:
        """At the end of the process, tell why the engine gave up before it began to build."""
        if not self._building:
            self.tell()

    def end(self) -> None:
        """Leave the log as it was."""
        if self._quieted:
            for handler, level in self._quieted.items():
                handler.setLevel(level)
            _ENGINE.setLevel(self._level)
            _ENGINE.removeHandler(self)
        self._quieted, self._building = {}, True


def warned() -> bool:
    """Whether the engine has counted a warning, for which a strict build fails at its very end."""
    return any(isinstance(handler, CountHandler) and handler.get_counts() for handler in _ENGINE.handlers)


@contextmanager
def not_counted(*, strict: bool) -> Iterator[None]:
    """Let the engine tell, without counting it, what it finds in a page whose links the check has judged."""
    if not strict:
        yield
        return
    _PAGES.addFilter(_as_info)
    try:
        yield
    finally:
        _PAGES.removeFilter(_as_info)


def _as_info(record: logging.LogRecord) -> bool:
    if record.levelno == logging.WARNING:
        record.levelno, record.levelname = logging.INFO, logging.getLevelName(logging.INFO)
        record.msg = f"warning: {record.msg}"
    return True
