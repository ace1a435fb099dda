"""Call the command in this process, from inside a knowledge base."""

from __future__ import annotations

from contextlib import chdir
from pathlib import Path

from click.testing import CliRunner, Result

from afterword.cli import main

EPOCH = {"SOURCE_DATE_EPOCH": "1769817600"}  # 31 January 2026


def invoke(folder: Path, *arguments: str, given: str | None = None, **environment: str) -> Result:
    """Run a command; ``given`` is its standard input."""
    with chdir(folder):
        return CliRunner(env={**EPOCH, **environment}).invoke(main, arguments, input=given)
