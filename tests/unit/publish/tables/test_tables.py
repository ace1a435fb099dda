"""The tables: laid out by the schema, complete, and closed where a site is closed."""

from __future__ import annotations

from afterword.corpus import Corpus
from afterword.publish.tables import ColumnType, Table, build_tables
from afterword.schema.fields import read_fields
from afterword.schema.loading import REVIEW, load_schema
from tests.made import AS_OF, FIELDS, action, corpus, review


def tables(of: Corpus) -> dict[str, Table]:
    return {table.name: table for table in build_tables(of, FIELDS, AS_OF)}


def rows(table: Table) -> list[dict[str, object]]:
    return [dict(zip((column.name for column in table.columns), row, strict=True)) for row in table.rows]


def test_every_list_of_the_schema_has_a_table_and_every_other_field_a_column() -> None:
    made = tables(corpus())
    expected = {
        "_".join(step for step in field.path if step != "*")
        for field in FIELDS.walk()
        if field.path and field.item is not None and field.item.children
    }
    assert made.keys() == {"reviews"} | expected
    names = {f"{table.name}.{column.name}" for table in made.values() for column in table.columns}
    assert {"reviews.detection_by", "models_kpis.expected", "root_causes.layer", "actions.review_by"} <= names


def test_no_table_names_a_column_twice() -> None:
    for table in tables(corpus()).values():
        names = [column.name for column in table.columns]
        assert len(names) == len(set(names))


def test_a_field_of_an_organisation_becomes_a_column_even_under_a_name_of_ours() -> None:
    schema = load_schema(REVIEW)
    own = {"title": "Year", "description": "Of the audit.", "type": "string", "examples": ["2026"]}
    fields = read_fields({**schema, "properties": {**schema["properties"], "year": own}})
    made = build_tables(corpus(review(year="2026")), fields, AS_OF)
    (row,) = rows(made[0])
    assert (row["year"], row["year_"]) == (2025, "2026")


def test_a_row_leads_back_to_the_row_that_holds_it() -> None:
    kpis = [{"name": "recall", "expected": "0.9"}, {"name": "precision", "observed": "0.1"}]
    made = tables(corpus(review(models=[{"name": "One"}, {"name": "Two", "kpis": kpis}])))
    assert [(row["models_position"], row["position"], row["name"]) for row in rows(made["models_kpis"])] == [
        (2, 1, "recall"),
        (2, 2, "precision"),
    ]


def test_a_moment_carries_its_bounds_and_an_unknown_one_none() -> None:
    made = tables(corpus(review(onset="2025-11", detected="unknown")))
    (row,) = rows(made["reviews"])
    assert row["onset"] == "2025-11"
    assert (row["onset_earliest"], row["onset_latest"]) == ("2025-10-31T10:00:00Z", "2025-12-01T12:00:00Z")
    assert (row["detected"], row["detected_earliest"]) == ("unknown", None)
    kinds = {column.name: column.kind for column in made["reviews"].columns}
    assert (kinds["onset"], kinds["onset_latest"], kinds["counted"]) == (
        ColumnType.TEXT,
        ColumnType.INSTANT,
        ColumnType.FLAG,
    )


def test_an_action_carries_its_state_as_of_the_day() -> None:
    made = tables(corpus(review(actions=[action(due="2026-01-21")])))
    (row,) = rows(made["actions"])
    assert (row["state"], row["days_late"], row["status"]) == ("overdue", 10, "open")


def test_what_statistics_leave_out_is_marked_and_kept() -> None:
    made = tables(corpus(review(), review("2025-01-01-invented", onset="2025-01-01", provenance="illustrative")))
    assert [(row["review_id"], row["counted"]) for row in rows(made["reviews"])] == [
        ("2025-11-18-example", True),
        ("2025-01-01-invented", False),
    ]


def test_a_public_table_names_no_internal_review() -> None:
    verdicts = [{"id": "2025-01-01-secret", "reason": "Another cause."}]
    shown = review(visibility="public", not_related=verdicts, related=[{**verdicts[0], "relation": "see-also"}])
    made = build_tables(corpus(shown), FIELDS, AS_OF)
    assert "secret" not in str([table.rows for table in made])
