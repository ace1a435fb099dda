"""``afterword snippets``: snippets for an editor without the language server."""

from __future__ import annotations

from pathlib import Path

import click

from afterword.cli.common import could_not_run, root_option, settings_for
from afterword.scaffold.snippets import FORMATS
from afterword.schema import REVIEW, Contract
from afterword.settings import NoKnowledgeBaseError


@click.command()
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="vscode", show_default=True)
@root_option
def snippets(format_: str, root: Path | None) -> None:
    """Print snippets for the fields of a review, for an editor without the language server.

    `vscode` prints a snippet file, which Neovim can read too: `aw-draft` starts a review, and `aw-` plus the name of
    a field inserts that field.
    `json-schema` prints the schema of the front matter as one file.

    \b
    Examples:
      afterword snippets > .vscode/afterword.code-snippets
      afterword snippets --format json-schema > review.schema.json
    """
    with could_not_run():
        try:
            folder = settings_for(root).schema_dir
        except NoKnowledgeBaseError:
            folder = None  # then the schema of the package is used
        click.echo(FORMATS[format_](Contract(REVIEW, folder)), nl=False)
