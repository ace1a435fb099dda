"""``afterword lsp``: the language server, started by an editor."""

from __future__ import annotations

import logging
import sys
from typing import BinaryIO, cast

import click

from afterword.cli.common import CouldNotRun, packages_of, today


@click.command()
def lsp() -> None:
    """Run the language server: problems while you type, completion, explanations and quick fixes.

    An editor starts it and uses the Language Server Protocol over standard input and output.
    It is for authors, and proposes names from internal reviews too.
    It needs the extra `lsp`; the guide "Set up an editor" has the settings for VS Code and Neovim.

    \b
    Example:
      afterword lsp
    """
    today()  # an invalid SOURCE_DATE_EPOCH is better reported now than at every check
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(name)s: %(message)s")
    with packages_of("lsp"):
        from afterword.lsp.incoming import Incoming
        from afterword.lsp.server import build
    if sys.stdin.isatty():
        raise CouldNotRun("Start this from an editor. Add `afterword lsp` to the settings of the editor")
    # It reads lines and bodies, which is all that the server asks of a stream.
    build(today).start_io(cast(BinaryIO, Incoming(sys.stdin.buffer)))
