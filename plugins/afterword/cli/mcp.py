"""``afterword mcp``: the knowledge base for agents, started by a client of the Model Context Protocol."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout, suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli.common import (
    CouldNotRun,
    as_of_option,
    audience_option,
    could_not_run,
    root_option,
    settings_for,
    today,
)

if TYPE_CHECKING:
    from afterword.mcp.library import Library
    from afterword.mcp.tools import Ran


@click.command()
@audience_option
@as_of_option
@root_option
def mcp(audience: str | None, as_of: date | None, root: Path | None) -> None:
    """Serve the knowledge base to agents, read-only, with the Model Context Protocol.

    A coding agent or an assistant starts it and uses standard input and output.
    It can then find similar incidents before it proposes a change, read reviews and patterns, see which actions are
    open and what a release needs, and check a review that it wrote.
    Nothing is written, and files are read again for each question.

    \b
    Examples:
      claude mcp add reviews -- afterword mcp --root ~/reviews
      afterword mcp --root ~/reviews --audience public
    """
    from afterword.mcp.messages import serve
    from afterword.mcp.server import answers
    from afterword.mcp.tools import Sources

    with could_not_run():
        settings = settings_for(root, audience=audience)
    today()  # an invalid SOURCE_DATE_EPOCH is better reported now than at every question
    if sys.stdin.isatty():
        raise CouldNotRun(
            "An agent starts this. Add the command `afterword mcp` to the settings of the agent; see "
            "`afterword mcp --help`"
        )
    shared = {"root": str(settings.root), "audience": audience, "as_of": as_of.isoformat() if as_of else None}
    asked, answered = sys.stdin.buffer, sys.stdout.buffer
    # Whatever else is printed would be taken for a message.
    with redirect_stdout(sys.stderr), chdir(settings.root), suppress(KeyboardInterrupt, BrokenPipeError):
        serve(
            asked,
            answered,
            answers(Sources(partial(run_command, shared), partial(library_of, settings.root, audience))),
        )


def run_command(shared: Mapping[str, str | None], words: Sequence[str], given: str) -> Ran:
    """Run a command of ours in this process; of the ``shared`` options it gets those that it knows."""
    from afterword.cli import main
    from afterword.mcp.tools import Ran

    name, *rest = words
    command = main.get_command(click.Context(main), name)
    known = {parameter.name for parameter in command.params} if command else set()
    options = [f"--{key.replace('_', '-')}={value}" for key, value in shared.items() if value and key in known]
    printed, errors, code = _stream(), _stream(), 0
    with redirect_stdout(printed), redirect_stderr(errors), _standard_input(given):
        try:
            main.main([name, *options, *rest], prog_name="afterword", standalone_mode=False)
        except click.ClickException as error:
            click.echo(error.format_message(), err=True)
            code = error.exit_code
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
    return Ran(_text(printed), _text(errors), code)


def _stream(text: str = "") -> io.TextIOWrapper:
    """A standard stream in memory; some commands write bytes."""
    return io.TextIOWrapper(io.BytesIO(text.encode("utf-8", "surrogatepass")), encoding="utf-8", newline="")


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    stream.seek(0)
    return stream.read()


@contextmanager
def _standard_input(text: str) -> Iterator[None]:
    before, sys.stdin = sys.stdin, _stream(text)
    try:
        yield
    finally:
        sys.stdin = before


def library_of(root: Path, audience: str | None) -> Library:
    """The pages as they are now; raises ``NotAnsweredError``."""
    from afterword.corpus import load
    from afterword.mcp.library import Library, NotAnsweredError

    try:
        with could_not_run():
            return Library(load(settings_for(root, audience=audience)).shown)
    except CouldNotRun as error:
        raise NotAnsweredError(error.message) from None
