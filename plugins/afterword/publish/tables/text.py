"""Tables as text: JSON with its columns described, and comma-separated values."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Final

from afterword.publish.tables.table import Table, Value
from afterword.text.csv import csv_text

VERSION: Final = 1


def json_of(tables: Iterable[Table], as_of: date) -> str:
    """All tables in one object: ``{"version", "as_of", "tables": {name: {"description", "columns", "rows"}}}``.

    A row is an object of its columns; what a review does not say is left out of it.
    """
    told = {
        table.name: {
            "description": table.description,
            "columns": [asdict(column) for column in table.columns],
            "rows": [
                {column.name: value for column, value in zip(table.columns, row, strict=True) if value is not None}
                for row in table.rows
            ],
        }
        for table in tables
    }
    content = {"version": VERSION, "as_of": as_of.isoformat(), "tables": told}
    return json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def csv_of(table: Table) -> str:
    """One table as comma-separated values; a list becomes its items between semicolons, a flag true or false."""
    return csv_text([column.name for column in table.columns], ([_cell(value) for value in row] for row in table.rows))


def _cell(value: Value) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    return "; ".join(value) if isinstance(value, tuple) else value
