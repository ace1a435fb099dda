"""``afterword csp``: a Content Security Policy for a built site."""

from __future__ import annotations

from pathlib import Path

import click

from afterword.cli.common import CouldNotRun

_FORMS = {
    "policy": "{policy}",
    "nginx": 'add_header Content-Security-Policy "{policy}" always;',
    "headers": "/*\n  Content-Security-Policy: {policy}",
}


@click.command()
@click.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path), default="site", metavar="[SITE]")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(_FORMS)),
    default="policy",
    show_default=True,
    help="The header value, a line for nginx, or a `_headers` file for static hosts.",
)
@click.option("--insert", is_flag=True, help="Insert a policy into each page, for hosts where you cannot set headers.")
def csp(site: Path, form: str, insert: bool) -> None:
    """Print a Content Security Policy for the built site in the folder SITE.

    It allows only what these pages load and run: no other host, and inline scripts only by their hashes.
    Run it again after every build.

    \b
    Examples:
      afterword csp
      afterword csp site --format nginx > csp.conf
      afterword csp site --insert
    """
    from afterword.diagnostics import counted
    from afterword.publish.csp import html_files, policy, read_pages, written

    files = list(html_files(site))
    if not files:
        raise CouldNotRun(f"{site} has no HTML pages; build the site first with `mkdocs build`")
    try:
        found = read_pages(file.read_text("utf-8") for file in files)
        if found.handlers:
            names = ", ".join(sorted(found.handlers))
            click.echo(f"The policy blocks these inline event handlers: {names}. Move them into a script.", err=True)
        if not insert:
            click.echo(_FORMS[form].format(policy=written(policy(found))))
            return
        # A first pass finds pages that cannot have a policy before any page is written.
        for write in (False, True):
            for file in files:
                _rewrite(file, write=write)
    except (OSError, UnicodeDecodeError) as error:
        raise CouldNotRun(f"The site in {site} cannot be read: {error}") from error
    click.echo(f"Inserted a policy into {counted(len(files), 'page')}")


def _rewrite(file: Path, *, write: bool) -> None:
    from afterword.files.atomic_file import NotReplaced, look, replace_file
    from afterword.publish.csp import LARGEST, inserted

    try:
        seen = look(file, LARGEST)
        made = inserted(seen.raw.decode()).encode()
        if write:
            replace_file(file, seen, made)
    except (NotReplaced, ValueError) as error:
        raise CouldNotRun(f"No policy was inserted into {file}: {error}") from error
