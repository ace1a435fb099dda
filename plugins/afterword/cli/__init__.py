"""The command ``afterword``: one small file for each verb, imported only when it is called."""

from __future__ import annotations

import importlib

import click

from afterword import __version__

_VERBS = {
    "init": "Start a new knowledge base, which builds and passes at once.",
    "new": "Write the draft of a review.",
    "check": "Check reviews and patterns; say on which line what is wrong.",
    "fix": "Repair what is safe to repair; say what is left.",
    "migrate": "Carry reviews over to the newest shape of the schema.",
    "progress": "Say what each unfinished review still needs for its next status.",
    "similar": "Find the most similar past incidents, and what became of their actions.",
    "actions": "List the actions that are still open; take over what trackers know.",
    "readiness": "Say what a model's past asks of it; stop a release while a prevention is overdue.",
    "comment": "Write one comment for a pull request: what changed, what is missing, what is near.",
    "explain": "Say why a rule exists, with a bad and a good example.",
    "lsp": "Serve an editor: problems while one types, completion and quick fixes.",
    "snippets": "Print snippets of the fields, for an editor without the server.",
    "digest": "Write what was learned, closed and repeated since a day.",
    "export": "Write the reviews as tables: JSON, CSV or Parquet.",
    "render": "Write the site as plain Markdown, for any site engine.",
    "csp": "Print the content security policy that fits the built site.",
}


class _Verbs(click.Group):
    """Knows the name and the purpose of each verb without importing it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _VERBS:
            return None
        command: click.Command = getattr(importlib.import_module(f"afterword.cli.{cmd_name}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_VERBS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        from afterword.diagnostics import one_of
        from afterword.text.nearest import suggest

        if args and args[0] not in _VERBS:
            meant = suggest(args[0], _VERBS)
            raise click.UsageError(f"There is no command `{args[0]}`.{meant} It is one of {one_of(_VERBS)}.", ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="afterword", message="%(prog)s %(version)s")
def main() -> None:
    """Turn an organisation's machine-learning failures into things that it never repeats.

    Reviews are Markdown files with YAML front matter in `postmortems/`.
    Begin with `afterword new`, and run `afterword check` before you open a pull request.

    Exit codes: 0 clean, 1 findings, 2 the command could not run.
    """
