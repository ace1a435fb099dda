"""Whether the engine said something about a page: what it said must be said again by each build."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import get_ident


class Notice(logging.Handler):
    """Notices records of the engine, made by the thread that asks; those that only help to debug it do not count."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self._said = False
        self._thread = get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        """Notice a record, whatever it says."""
        self._said = self._said or record.thread == self._thread

    def taken(self) -> bool:
        """Whether something was said since the last call."""
        said, self._said = self._said, False
        return said


@contextmanager
def noticed() -> Iterator[Notice]:
    """Notice what is said meanwhile, which everybody else hears too."""
    notice, logger = Notice(), logging.getLogger("mkdocs")
    logger.addHandler(notice)
    try:
        yield notice
    finally:
        logger.removeHandler(notice)


def noticed_alone() -> Notice:
    """Notice what is said from now on, and let nobody else hear it."""
    notice = Notice()
    for logger in (logging.getLogger(), *logging.root.manager.loggerDict.values()):
        if isinstance(logger, logging.Logger) and logger.handlers:
            logger.handlers = [notice]
    return notice
