"""A CSV file: one column of times, one for the values of each metric, and columns that name the slices."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from afterword.capture.interface import Export, Fetched
from afterword.capture.naming import has
from afterword.capture.reading.content import text_of
from afterword.capture.reading.metrics import each_metric, only
from afterword.capture.reading.numbers import number
from afterword.capture.reading.rows import MOST_ROWS, Row, slices_of
from afterword.capture.reading.times import clock_of
from afterword.evidence.snapshot import Series, Window
from afterword.http import NoAnswer
from afterword.settings.sources import Metric, Source
from afterword.text.nearest import suggest

_DELIMITERS = {",": "a comma", ";": "a semicolon", "\t": "a tab", "|": "a bar"}
_NAMED = re.compile(r'"?sep=([,;|\t])"?\s*', re.IGNORECASE)
"""The line before the first one that Excel takes as the name of the delimiter."""


class Table(NamedTuple):
    """The rows of a file, each with its line."""

    columns: list[str]
    rows: list[tuple[int, list[str]]]

    def at(self, column: str) -> int:
        """The place of a column; raises ``NoAnswer``."""
        if column not in self.columns:
            raise NoAnswer(
                f"The file has no column `{column[:60]}`.{suggest(column, self.columns)} Its columns are "
                f"{has(self.columns)}"
            )
        if self.columns.count(column) > 1:
            raise NoAnswer(f"The file has {self.columns.count(column)} columns named `{column[:60]}`; rename one")
        return self.columns.index(column)


def _read(content: bytes, source: Source, metrics: Sequence[Metric], window: Window) -> Fetched:
    table = table_of(text_of(content), source.option("delimiter", ","))
    return each_metric(metrics, lambda metric: _series(metric, table, source, window))


def _series(metric: Metric, table: Table, source: Source, window: Window) -> tuple[Series, ...]:
    return slices_of(metric, _rows(metric, table, source), window)


def _rows(metric: Metric, table: Table, source: Source) -> Iterator[Row]:
    clock, decimal = clock_of(source), source.option("decimal", ".")
    time, value = table.at(source.option("time", "time")), table.at(metric.query)
    labels = [(name, table.at(name)) for name in source.option("labels", ())]
    wanted = [(table.at(name), text) for name, text in only(metric)]
    for line, cells in table.rows:
        if all(cells[place].strip() == text for place, text in wanted):
            try:
                column = table.columns[time]
                at = clock.read(cells[time])
                column = table.columns[value]
                found = number(cells[value], decimal)
            except ValueError as error:
                raise NoAnswer(f"Line {line}: `{column}` {error}") from None
            yield Row(at, found, tuple((name, cells[place].strip()) for name, place in labels), f"line {line}")


def table_of(text: str, delimiter: str) -> Table:
    """The cells of a file by line; raises ``NoAnswer``."""
    named = _NAMED.fullmatch(text.partition("\n")[0])
    delimiter = named[1] if named else delimiter
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        if named:
            next(reader)
        columns = [name.strip() for name in next(reader, [])]
        rows: list[tuple[int, list[str]]] = []
        for cells in reader:
            if len(rows) >= MOST_ROWS:
                raise NoAnswer(f"The file has more than {MOST_ROWS:,} rows; export less of it")
            if any(cell.strip() for cell in cells):
                _expect_width(cells, columns, reader.line_num, delimiter)
                rows.append((reader.line_num, cells))
    except csv.Error as error:
        raise NoAnswer(f"Line {reader.line_num} of the file is not CSV: {error}") from None
    if len(columns) < 2:
        other = next((sign for sign in _DELIMITERS if sign != delimiter and sign in "".join(columns)), None)
        hint = f"; it seems to be split by {_DELIMITERS[other]}, so set `delimiter`" if other else ""
        raise NoAnswer(f"The first line of the file does not name at least two columns{hint}")
    return Table(columns, rows)


def _expect_width(cells: list[str], columns: list[str], line: int, delimiter: str) -> None:
    if len(cells) != len(columns):
        hint = "; numbers with a decimal comma need another `delimiter`, or quotation marks" if delimiter == "," else ""
        raise NoAnswer(f"Line {line} has {len(cells)} cells, and the first line names {len(columns)} columns{hint}")


EXPORT = Export(read=_read)
