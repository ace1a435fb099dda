"""The site is built next to the published one, and replaces it when it is complete."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from afterword.files.atomic_folder import swapped

log = get_plugin_logger("afterword")


class OutputSwap:
    """The folder of one build after the other; nothing happens where none was begun."""

    def __init__(self) -> None:
        self._beside = ExitStack()

    def begin(self, config: MkDocsConfig, *, keep_folder: bool) -> None:
        """Let the engine write beside the site."""
        self.abandon()  # nothing may be left of a build before that never came to its end
        site = Path(config.site_dir)
        swap = swapped(
            site,
            lambda: log.info("Another build is writing %s. Waiting for it to finish.", site),
            keep=keep_folder,
        )
        self._beside.callback(setattr, config, "site_dir", config.site_dir)
        try:
            config.site_dir = str(self._beside.enter_context(swap))
        except OSError as error:
            raise PluginError(f"Cannot write the new site next to {site}: {error}") from error
        log.info("Building next to %s; the new site replaces it when it is complete.", site)

    def finish(self) -> None:
        """Put what was written in place."""
        try:
            self._beside.close()
        except OSError as error:
            raise PluginError(f"Cannot replace the site with the new one: {error}") from error

    def abandon(self, error: Exception | None = None) -> None:
        """Leave the site that is published as it is."""
        error = error or Exception("interrupted")  # an interrupt is no error to the engine
        self._beside.__exit__(type(error), error, error.__traceback__)
