"""The command ``afterword``: each file of this folder with a click command of its name is a command."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path
from typing import Final

import click

from afterword import __version__

_HERE: Final = Path(__file__).parent

_FIRST: Final = ("init", "new", "check", "fix")
"""The commands that a newcomer needs, in that order; the others follow by name."""


class _Verbs(click.Group):
    """Finds a command by its file, ``x.py`` with a click command ``x``, and imports it only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_purposes())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if not cmd_name.isidentifier() or not (_HERE / f"{cmd_name}.py").is_file():
            return None
        found = getattr(importlib.import_module(f"{__name__}.{cmd_name}"), cmd_name, None)
        return found if isinstance(found, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_purposes().items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        from afterword.diagnostics import one_of
        from afterword.text.nearest import suggest

        if args and self.get_command(ctx, args[0]) is None:
            verbs = self.list_commands(ctx)
            meant = suggest(args[0], verbs)
            raise click.UsageError(f"There is no command `{args[0]}`.{meant} Commands: {one_of(verbs)}.", ctx)
        return super().resolve_command(ctx, args)


def _purposes() -> dict[str, str]:
    """Each command with the first sentence of its help, read from the source: importing them all takes too long."""
    found = {file.stem: purpose for file in _HERE.glob("*.py") if (purpose := _purpose(file))}
    return {name: found[name] for name in (*_FIRST, *sorted(found.keys() - _FIRST))}


def _purpose(file: Path) -> str:
    """The first sentence of the help of a file's command; empty for a file without one."""
    for node in ast.parse(file.read_bytes()).body:
        if isinstance(node, ast.FunctionDef) and node.name == file.stem:
            decorators = (ast.unparse(decorator) for decorator in node.decorator_list)
            if any(decorator.startswith("click.command(") for decorator in decorators):
                return " ".join((ast.get_docstring(node) or "").partition("\n\n")[0].split())
    return ""


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="afterword", message="%(prog)s %(version)s")
def main() -> None:
    """Keep post-incident reviews of machine-learning systems, and learn from them.

    Reviews are Markdown files with YAML front matter in `postmortems/`.
    Start with `afterword new`, and run `afterword check` before you open a pull request.

    Exit codes: 0 success, 1 problems found, 2 the command could not run.
    """
