"""Which fields of a review name files as evidence, and how the files are found."""

from __future__ import annotations

from afterword.evidence.cited import NAMING, named_files
from tests.made import FIELDS


def test_the_fields_that_name_evidence_are_those_that_the_schema_marks() -> None:
    assert set(NAMING) == {field.path for field in FIELDS.walk() if field.names == "evidence"}


def test_each_file_is_found_with_its_field_also_where_the_front_matter_is_no_good() -> None:
    data = {
        "diagnosis": {"evidence": [{"file": "images/a.svg"}, {"what": "No file"}, 7, {"file": 8}]},
        "models": [{"kpis": [{"evidence": "evidence/x/prod.json#auc"}]}, {"kpis": "none"}],
    }
    assert list(named_files(data)) == [
        (("diagnosis", "evidence", 0, "file"), "images/a.svg"),
        (("diagnosis", "evidence", 3, "file"), "8"),
        (("models", 0, "kpis", 0, "evidence"), "evidence/x/prod.json"),
    ]
    assert list(named_files({"diagnosis": [], "models": {}})) == []
