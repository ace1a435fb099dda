"""``afterword snippets``: what an editor without the server can use."""

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
    """Print snippets of the fields of a review, made from the schema, for an editor that runs no server.

    `vscode` is a file of snippets, which Neovim can read as well: `aw-draft` begins a review, and `aw-` with the name
    of a field writes that field.
    `json-schema` is the schema of the front matter in one file.

    \b
    Examples:
      afterword snippets > .vscode/afterword.code-snippets
      afterword snippets --format json-schema > review.schema.json
    """
    with could_not_run():
        try:
            folder = settings_for(root).schema_dir
        except NoKnowledgeBaseError:
            folder = None  # the schema of the package is the same everywhere
        click.echo(FORMATS[format_](Contract(REVIEW, folder)), nl=False)
