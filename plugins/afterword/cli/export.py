"""``afterword export``: the reviews as tables, for spreadsheets, notebooks and databases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli.common import CouldNotRun, as_of_option, audience_option, packages_of, root_option, today
from afterword.cli.written import made_output, print_or_write, write_output
from afterword.diagnostics import counted, one_of
from afterword.files.reason import reason
from afterword.text.nearest import suggest
from afterword.text.printable import printable

if TYPE_CHECKING:
    from afterword.publish.tables import Table


@click.command()
@click.option("--format", "format_", type=click.Choice(["json", "csv", "parquet"]), default="json", show_default=True)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="A file for JSON; for CSV and Parquet a folder, with one file per table.",
)
@click.option("--table", "wanted", metavar="NAME", help="Export only this table. Without --out it is printed.")
@audience_option
@as_of_option
@root_option
def export(
    format_: str,
    out: Path | None,
    wanted: str | None,
    audience: str | None,
    as_of: date | None,
    root: Path | None,
) -> None:
    """Export the reviews as tables: one row per review, action, model, root cause, and so on.

    The schema defines the tables and their columns; `evidence` and `evidence_points` hold what `afterword capture`
    brought in. They contain only what the site may show: for a public
    audience, no internal reviews. In the table `reviews`, the column `counted` is false for reviews to leave out of
    statistics.
    CSV files are safe to open: no cell runs as a formula. Parquet needs the extra `analysis`.
    Nothing is written if `afterword check` finds an error.

    \b
    Examples:
      afterword export --out reviews.json
      afterword export --format csv --table actions > actions.csv
      afterword export --format csv --out tables
      afterword export --format parquet --out tables
    """
    from afterword.cli.wellformed import well_formed
    from afterword.evidence.held import held
    from afterword.publish.tables import build_tables, csv_of, evidence_tables, json_of
    from afterword.schema import REVIEW

    day = as_of or today()
    report = well_formed(root, day, audience)
    evidence = {review.id: held(review, report.loaded.settings) for review in report.corpus.reviews}
    made = build_tables(report.corpus, report.loaded.contracts[REVIEW].fields, day)
    tables = _chosen((*made, *evidence_tables(evidence)), wanted)
    if format_ == "json":
        print_or_write(json_of(tables, day), out)
    elif format_ == "csv" and out is None:
        if len(tables) > 1:
            raise CouldNotRun("A CSV file holds one table; name a folder with --out, or one table with --table.")
        click.echo(csv_of(tables[0]), nl=False)
    elif format_ == "csv":
        _write_each(tables, out, "csv", lambda table, file: write_output(file, csv_of(table)))
    else:
        _write_each(tables, out, "parquet", _parquet())


def _chosen(tables: tuple[Table, ...], wanted: str | None) -> tuple[Table, ...]:
    if wanted is None:
        return tables
    names = [table.name for table in tables]
    if wanted not in names:
        meant = suggest(wanted, names)
        raise CouldNotRun(f"There is no table `{printable(wanted, 40)}`.{meant} Tables: {one_of(names)}.")
    return tuple(table for table in tables if table.name == wanted)


def _write_each(tables: tuple[Table, ...], out: Path | None, suffix: str, write: Callable[[Table, Path], None]) -> None:
    if out is None:
        raise CouldNotRun(f"Name a folder for the {suffix} files with --out.")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CouldNotRun(f"{printable(str(out))} cannot be created: {reason(error)}") from error
    for table in tables:
        write(table, out / f"{table.name}.{suffix}")
    rows = sum(len(table.rows) for table in tables)
    click.echo(f"Wrote {counted(len(tables), 'table')} with {counted(rows, 'row')} to {printable(str(out))}")


def _parquet() -> Callable[[Table, Path], None]:

    with packages_of("analysis"):
        from afterword.publish.tables.parquet import write_parquet
    return lambda table, file: made_output(file, lambda fresh: write_parquet(table, fresh))
