"""The reviews as flat tables, made from the schema, for spreadsheets, notebooks and databases."""

from afterword.publish.tables.evidence import evidence_tables
from afterword.publish.tables.table import Column, ColumnType, Table
from afterword.publish.tables.tables import build_tables
from afterword.publish.tables.text import csv_of, json_of

__all__ = ["Column", "ColumnType", "Table", "build_tables", "csv_of", "evidence_tables", "json_of"]
