"""``afterword csp``: the content security policy that fits a built site."""

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
    help="The value of the header, a line for nginx, or a `_headers` file as several hosts read it.",
)
@click.option("--insert", is_flag=True, help="Put into each page its own policy, for hosts that let you set no header.")
def csp(site: Path, form: str, insert: bool) -> None:
    """Print a content security policy that fits the built site in the folder SITE.

    It allows what the pages of this site run and load, and nothing else: no other host, and of the scripts
    inside pages only those that are there now, by their hashes. So run it after every build.

    \b
    Examples:
      afterword csp
      afterword csp site --format nginx > csp.conf
      afterword csp site --insert
    """
    from afterword.diagnostics import counted
    from afterword.publish.csp import html_files, policy, read_pages, uses_wasm, written

    files, wasm = list(html_files(site)), uses_wasm(site)
    if not files:
        raise CouldNotRun(f"{site} holds no page; build the site first, with `mkdocs build`")
    try:
        found = read_pages(file.read_text("utf-8") for file in files)
        if found.handlers:
            names = ", ".join(sorted(found.handlers))
            click.echo(f"The policy will stop what pages run by attributes: {names}. Move it into a script.", err=True)
        if not insert:
            click.echo(_FORMS[form].format(policy=written(policy(found, wasm=wasm))))
            return
        # A page that can carry no policy is found before the first is written.
        for write in (False, True):
            for file in files:
                _rewrite(file, wasm=wasm, write=write)
    except (OSError, UnicodeDecodeError) as error:
        raise CouldNotRun(f"The site in {site} cannot be read: {error}") from error
    click.echo(f"Put its own policy into {counted(len(files), 'page')}")


def _rewrite(file: Path, *, wasm: bool, write: bool) -> None:
    from afterword.files.atomic_file import NotReplaced, look, replace_file
    from afterword.publish.csp import LARGEST, inserted

    try:
        seen = look(file, LARGEST)
        made = inserted(seen.raw.decode(), wasm=wasm).encode()
        if write:
            replace_file(file, seen, made)
    except (NotReplaced, ValueError) as error:
        raise CouldNotRun(f"{file} gets no policy: {error}") from error
