"""The command ``afterword``: one small file per verb, imported only when the verb is called."""

from __future__ import annotations

import importlib

import click

from afterword import __version__

_VERBS = {
    "init": "Start a knowledge base that builds and passes the check.",
    "new": "Write a draft review.",
    "check": "Check reviews and patterns, and report each problem with its line.",
    "fix": "Fix what can be fixed safely, and list what is left.",
    "migrate": "Update reviews to the newest version of the schema.",
    "progress": "Show what each unfinished review needs for its next status.",
    "similar": "Find similar past incidents and the state of their actions.",
    "actions": "List open actions, or update them from issue trackers.",
    "readiness": "List what to check before a model's release, or block it while a prevention is overdue.",
    "comment": "Write a pull request comment: changes, missing fields, similar incidents, problems.",
    "explain": "Explain why a rule exists, with a bad and a good example.",
    "lsp": "Run the language server: problems while you type, completion and quick fixes.",
    "snippets": "Print editor snippets, for an editor without the language server.",
    "digest": "Summarise what was published, closed and repeated in a period.",
    "export": "Export the reviews as tables: JSON, CSV or Parquet.",
    "render": "Write the site as plain Markdown, for any site generator.",
    "csp": "Print a Content Security Policy for the built site.",
}


class _Verbs(click.Group):
    """Lists the verbs and their purposes without importing them."""

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
            raise click.UsageError(f"There is no command `{args[0]}`.{meant} Commands: {one_of(_VERBS)}.", ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="afterword", message="%(prog)s %(version)s")
def main() -> None:
    """Keep post-incident reviews of machine-learning systems, and learn from them.

    Reviews are Markdown files with YAML front matter in `postmortems/`.
    Start with `afterword new`, and run `afterword check` before you open a pull request.

    Exit codes: 0 success, 1 problems found, 2 the command could not run.
    """
