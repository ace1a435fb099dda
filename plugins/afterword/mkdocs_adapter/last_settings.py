"""The settings of a build, which a preview keeps until what is written can be read again."""

from __future__ import annotations

from datetime import date
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from afterword.mkdocs_adapter.config import AfterwordConfig, settings_and_day
from afterword.settings import Settings

log = get_plugin_logger("afterword")


class LastSettings:
    """The settings of the last build, and the server that watches the files which they name."""

    def __init__(self) -> None:
        self._last: tuple[Settings, date] | None = None
        self._server: Any = None

    def read(self, ours: AfterwordConfig, engine: MkDocsConfig) -> tuple[Settings, date]:
        """The settings as they are written; while a server runs, those of the last build where they are wrong.

        An error would stop the server from answering. Raises ``PluginError``.
        """
        try:
            self._last = settings_and_day(ours, engine)
        except PluginError as error:
            if self._server is None or self._last is None:
                raise
            log.warning("The preview goes on with the settings of its last build: %s", error)
        if self._server:
            for path in engine.watch:  # the engine itself watches only what the first build named
                self._server.watch(path)
        return self._last

    def serve(self, server: Any) -> Any:
        """Let a server watch from now on what the settings of each build name."""
        self._server = server
        return server
