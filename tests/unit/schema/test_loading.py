"""A schema that could harm whoever uses it is refused before anything is checked against it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from afterword.reading import read_raw
from afterword.schema import EVIDENCE, PATTERN, REVIEW, Contract, SchemaError, evidence_contract
from afterword.schema.loading import complaints_about, load_schema
from afterword.settings.limits import Limits
from tests.made import REPOSITORY


def refused(folder: Path, text: str) -> str:
    (folder / "postmortem.schema.json").write_text(text)
    with pytest.raises(SchemaError) as caught:
        load_schema(REVIEW, folder)
    return str(caught.value).replace(str(folder), "FOLDER")


@pytest.mark.parametrize(
    ("part", "complaint"),
    [
        (
            {"$ref": "https://example.org/schema.json"},
            "the reference 'https://example.org/schema.json' is outside the file",
        ),
        ({"$ref": "file:///etc/passwd"}, "the reference 'file:///etc/passwd' is outside the file"),
        ({"$ref": "../other.json"}, "the reference '../other.json' is outside the file"),
        ({"pattern": "^(a+)+$"}, "repeats a repetition"),
        ({"pattern": "^([a-z]*)*$"}, "repeats a repetition"),
        ({"pattern": "^(a|a+)*$"}, "repeats a repetition"),
        ({"pattern": "^(-[a-z-]+)*$"}, "repeats a repetition"),
        ({"pattern": "^(x{1,})+$"}, "repeats a repetition"),
        ({"pattern": "^((a+))+$"}, "repeats a repetition"),
        ({"pattern": "^(a|aa)+$"}, "repeats a repetition or a choice"),
        ({"pattern": "^((a|aa))*$"}, "repeats a repetition or a choice"),
        ({"pattern": "^(?:a+){3,}$"}, "repeats a repetition"),
        ({"pattern": "^(a?){30}a{30}$"}, "repeats a repetition"),
        ({"pattern": "^[a-z]+"}, "is not anchored"),
        ({"pattern": "[a-z]+$"}, "is not anchored"),
        ({"pattern": "^a|b$"}, "is not anchored"),
        ({"pattern": "^[a-z$"}, "is not a regular expression"),
        ({"type": ["string", "null"]}, "there is more than one type"),
        ({"$ref": "#/properties/x"}, "the reference '#/properties/x' does not exist"),
        ({"$ref": "#"}, "the reference '#' does not exist"),
        ({"type": "object", "properties": {}}, "the object allows any key"),
        ({"x-facet": {"name": "x", "places": {"cards": 1}}}, "x-facet has no place 'cards'; the places are filter, "),
        ({"x-facet": {"name": "x", "places": ["card"]}}, "must give each place a whole number"),
        ({"x-facet": {"name": "x", "places": {"card": "first"}}}, "must give each place a whole number"),
    ],
)
def test_a_hostile_part_is_refused(part: dict[str, Any], complaint: str) -> None:
    assert [said for said in complaints_about({"properties": {"x": part}}) if complaint in said] != []


@pytest.mark.parametrize("pattern", [r"\S", "^[A-Z]{3}$", "^[0-9]{4}(-[0-9]{2}){0,2}-[a-z0-9]+(-[a-z0-9]+)*$"])
def test_a_pattern_that_is_linear_is_taken(pattern: str) -> None:
    assert list(complaints_about({"pattern": pattern})) == []


@pytest.mark.parametrize("name", ["Region", "customer-notice", "1st", "_x", "é", "", "x y", "x" * 65])
def test_a_field_that_no_review_can_have_is_refused_at_every_depth(name: str, tmp_path: Path) -> None:
    text = {"type": "string"}
    group = {"type": "object", "additionalProperties": False, "properties": {name: text}}
    for schema in (
        {"properties": {name: text}},
        {"properties": {"x": group}},
        {"properties": {"x": {"type": "array", "items": group}}},
        {"properties": {"x": {"$ref": "#/$defs/y"}}, "$defs": {"y": group}},
    ):
        assert f"no review can have a field {name!r}; begin its name with" in refused(tmp_path, json.dumps(schema))


@pytest.mark.parametrize("name", ["region", "customer_notice", "p95", "x" * 64, "properties", "type"])
def test_a_field_that_a_review_can_have_is_taken(name: str, tmp_path: Path) -> None:
    schema = {"properties": {name: {"type": "string", "oneOf": [{"const": "A-B", "title": "A"}]}}}
    (tmp_path / "postmortem.schema.json").write_text(json.dumps(schema))
    assert load_schema(REVIEW, tmp_path) == schema
    assert read_raw(f"---\n{name}: A-B\n---\n".encode(), "p.md", Limits()).document is not None


@pytest.mark.parametrize("version", [0, "2", True, 1.5])
def test_a_version_is_a_whole_number_above_zero(version: Any) -> None:
    assert list(complaints_about({"x-version": version})) == [
        f"#: x-version is {version!r}; it must be a whole number of at least 1"
    ]
    assert list(complaints_about({"x-version": 2})) == []


def test_a_refusal_names_the_file_and_the_place(tmp_path: Path) -> None:
    schema = json.dumps({"properties": {"x": {"pattern": "^(a+)+$"}}})
    assert refused(tmp_path, schema) == (
        "FOLDER/postmortem.schema.json: #/properties/x: the pattern '^(a+)+$' repeats a repetition or a choice, "
        "which can take for ever; begin the group with a separator"
    )


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{", "the schema is not valid JSON"),
        ("[]", "the schema is not a JSON object"),
        ('{"properties": {"x": {"$ref": "#/$defs/nothing"}}}', "the reference '#/$defs/nothing' does not exist"),
    ],
)
def test_what_is_no_schema_is_refused(text: str, complaint: str, tmp_path: Path) -> None:
    assert complaint in refused(tmp_path, text)


@pytest.mark.parametrize(
    ("part", "complaint"),
    [
        ({"type": "strnig"}, 'The schema is not a JSON Schema: "strnig" is not valid'),
        (
            {"type": "object", "additionalProperties": False, "properties": {"y": {"$ref": "#/properties/x"}}},
            "The schema of a postmortem has a field that contains itself",
        ),
    ],
)
def test_what_only_shows_in_use_is_refused_as_well(part: dict[str, Any], complaint: str, tmp_path: Path) -> None:
    (tmp_path / "postmortem.schema.json").write_text(json.dumps({"properties": {"x": part}}))
    contract = Contract(REVIEW, tmp_path)
    with pytest.raises(SchemaError) as caught:
        contract.violations(contract.fields.label("x"))
    assert str(caught.value).startswith(complaint)


def test_a_folder_without_the_schemas_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match="the schema cannot be read: no such file or directory"):
        load_schema(PATTERN, tmp_path)


def test_a_folder_that_was_made_before_there_was_evidence_uses_the_schema_of_the_package(tmp_path: Path) -> None:
    for name in (REVIEW, PATTERN):
        (tmp_path / f"{name}.schema.json").write_bytes((REPOSITORY / "schema" / f"{name}.schema.json").read_bytes())
    assert load_schema(EVIDENCE, tmp_path) == load_schema(EVIDENCE)
    assert evidence_contract(tmp_path).version == 1
    (tmp_path / "evidence.schema.json").write_text('{"x-version": 1, "title": "Ours"}', "utf-8")
    assert load_schema(EVIDENCE, tmp_path)["title"] == "Ours"
    assert evidence_contract(tmp_path).schema["title"] == "Ours"


def test_a_schema_of_the_package_that_was_edited_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("afterword.schema.loading._HOMES", (tmp_path,))
    for title in ("Before", "After"):
        (tmp_path / "postmortem.schema.json").write_text(json.dumps({"title": title}), "utf-8")
        assert load_schema(REVIEW)["title"] == title


def test_definitions_of_the_other_file_are_put_in() -> None:
    schema = load_schema(PATTERN, REPOSITORY / "schema")
    assert ".schema.json#" not in json.dumps(schema)
    assert schema["properties"]["title"]["$ref"] == "#/$defs/line"
    assert "line" in schema["$defs"]


def test_a_copy_that_was_made_before_there_were_places_shows_its_facets_where_it_did(tmp_path: Path) -> None:
    own = Contract(REVIEW).schema
    copy = json.loads(json.dumps(own))
    for _, part in parts(copy):
        part.get("x-facet", {}).pop("places", None)
    (tmp_path / "postmortem.schema.json").write_text(json.dumps(copy), "utf-8")
    assert load_schema(REVIEW, tmp_path) == own


def test_places_that_a_copy_gives_are_its_own(tmp_path: Path) -> None:
    copy = json.loads(json.dumps(Contract(REVIEW).schema))
    given = {"filter": 9}
    for _, part in parts(copy):
        if part.get("x-facet", {}).get("name") == "severity":
            part["x-facet"]["places"] = given
    (tmp_path / "postmortem.schema.json").write_text(json.dumps(copy), "utf-8")
    found = [part["x-facet"] for _, part in parts(load_schema(REVIEW, tmp_path)) if "x-facet" in part]
    assert [facet["places"] for facet in found if facet["name"] == "severity"] == [given]


def parts(node: Any, path: str = "#") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(node, dict):
        yield path, node
    for key, below in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        yield from parts(below, f"{path}/{key}")
