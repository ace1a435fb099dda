"""``afterword lsp``: the language server, for an editor to start."""

from __future__ import annotations

import logging
import sys

import click

from afterword.cli.common import CouldNotRun, packages_of, today


@click.command()
def lsp() -> None:
    """Serve an editor: problems while one types, completion, explanations and quick fixes.

    An editor starts it and speaks to it over standard input and output, in the Language Server Protocol.
    It needs the extra `lsp`; the guide "Set up an editor" has the settings for VS Code and Neovim.

    \b
    Example:
      afterword lsp
    """
    today()  # a day that cannot be told is better said now than at every check
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(name)s: %(message)s")
    with packages_of("lsp"):
        from afterword.lsp.server import build
    if sys.stdin.isatty():
        raise CouldNotRun("Nobody speaks to it on a terminal: name `afterword lsp` in the settings of an editor")
    build(today).start_io()
