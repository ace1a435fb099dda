"""Every table of a corpus: the reviews, and one for each list that a review may hold."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from afterword.corpus import Corpus
from afterword.model import Review
from afterword.publish.tables.layout import Shape, items_at, shape_of
from afterword.publish.tables.table import Column, ColumnType, Table, Value
from afterword.schema import Field

REVIEWS: Final = "reviews"
ACTIONS: Final = "actions"

_REVIEW_ID = Column("review_id", ColumnType.TEXT, "The id of the review: the name of its file without `.md`.")
_POSITION = Column("position", ColumnType.WHOLE, "The place in the list of the review, counted from 1.")
# What follows from a review and is asked for in every notebook.
_OF_REVIEW = (
    Column("path", ColumnType.TEXT, "The file of the review, relative to the root of the knowledge base."),
    Column("year", ColumnType.WHOLE, "The year under which the review is filed."),
    Column("layers", ColumnType.LIST, "Layers of the root causes, in the order of the review."),
    Column("counted", ColumnType.FLAG, "Whether statistics include it: neither illustrative nor withdrawn."),
)
# People's verdicts name other reviews; those that are withheld must not be named through them.
_VERDICTS = ("related", "not_related")
_OF_ACTION = (
    Column("state", ColumnType.TEXT, "The status, or overdue when unfinished after its due date, or not-reported."),
    Column("days_late", ColumnType.WHOLE, "Whole days since it was due; 0 when it is not overdue."),
    Column("target", ColumnType.DAY, "The due date from the service level, where the review gives none."),
)

_Row = tuple[tuple[Value, ...], Review, Any]
"""The key of a row of the table above, its review, and the item that it was made from."""


def build_tables(corpus: Corpus, fields: Field, as_of: date) -> tuple[Table, ...]:
    """The tables of a corpus as of a day, the reviews first, the others in the order of the schema."""
    ours = (_REVIEW_ID, *_OF_REVIEW, *_OF_ACTION, _POSITION)
    root = shape_of(REVIEWS, fields, taken=frozenset(column.name for column in ours))
    counted = frozenset(review.id for review in corpus.counted)
    reviews = Table(
        REVIEWS,
        fields.description,
        (_REVIEW_ID, *_OF_REVIEW, *root.columns()),
        tuple(
            (review.id, review.path, review.year, review.layers, review.id in counted, *root.cells(review.data))
            for review in corpus.reviews
        ),
    )
    return (reviews, *(table for shape in root.below for table in _tables(shape, corpus, as_of)))


def _tables(shape: Shape, corpus: Corpus, as_of: date) -> Iterator[Table]:
    rows: list[_Row] = [((review.id,), review, review.data) for review in corpus.reviews]
    if shape.name in _VERDICTS:
        shown = corpus.by_id
        rows = [(key, review, {shape.name: _told(data, shape.name, shown)}) for key, review, data in rows]
    yield from _below(shape, rows, (), as_of)


def _told(data: Mapping[str, Any], name: str, shown: Container[str]) -> list[Any]:
    return [verdict for verdict in data.get(name, ()) if verdict["id"] in shown]


def _below(shape: Shape, above: Sequence[_Row], keys: tuple[Column, ...], as_of: date) -> Iterator[Table]:
    rows: list[_Row] = [
        ((*key, position), review, item)
        for key, review, data in above
        for position, item in enumerate(items_at(data, shape.path), start=1)
    ]
    yield Table(
        shape.name,
        shape.list_field.description,
        (_REVIEW_ID, *keys, _POSITION, *(_OF_ACTION if shape.name == ACTIONS else ()), *shape.columns()),
        tuple(
            (*key, *_derived(shape, review, int(str(key[-1])), as_of), *shape.cells(item)) for key, review, item in rows
        ),
    )
    held = Column(f"{shape.name}_position", ColumnType.WHOLE, f"The row of `{shape.name}` to which it belongs.")
    for inner in shape.below:
        yield from _below(inner, rows, (*keys, held), as_of)


def _derived(shape: Shape, review: Review, position: int, as_of: date) -> tuple[Value, ...]:
    if shape.name != ACTIONS:
        return ()
    action = review.actions[position - 1]
    target = action.target.isoformat() if action.target else None
    return (action.state(as_of), action.days_late(as_of), target)
