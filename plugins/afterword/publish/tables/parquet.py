"""Tables as Apache Parquet: typed, so that a database asks them without guessing. Needs the extra ``analysis``."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from afterword.publish.tables.table import Column, ColumnType, Table, Value

_TYPES: Final[dict[ColumnType, Any]] = {
    ColumnType.TEXT: pa.string(),
    ColumnType.NUMBER: pa.float64(),
    ColumnType.WHOLE: pa.int64(),
    ColumnType.FLAG: pa.bool_(),
    ColumnType.DAY: pa.date32(),
    ColumnType.INSTANT: pa.timestamp("s", tz="UTC"),
    ColumnType.TIME: pa.timestamp("us", tz="UTC"),
    ColumnType.LIST: pa.list_(pa.string()),
}


def write_parquet(table: Table, file: Path) -> None:
    """Write one table; the descriptions of its columns go into the metadata of the schema. Raises ``OSError``."""
    schema = pa.schema([_field(column) for column in table.columns], metadata={"description": table.description})
    columns = [
        pa.array([_typed(row[at], column.kind) for row in table.rows], type=schema.types[at])
        for at, column in enumerate(table.columns)
    ]
    pq.write_table(pa.Table.from_arrays(columns, schema=schema), file)


def _field(column: Column) -> Any:
    return pa.field(column.name, _TYPES[column.kind], metadata={"description": column.description})


def _typed(value: Value, kind: ColumnType) -> object:
    if isinstance(value, str) and kind is ColumnType.DAY:
        return date.fromisoformat(value)
    if isinstance(value, str) and kind in (ColumnType.INSTANT, ColumnType.TIME):
        return datetime.fromisoformat(value).astimezone(UTC)
    return float(value) if kind is ColumnType.NUMBER and isinstance(value, int | float) else value
