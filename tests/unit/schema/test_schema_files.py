"""The schemas: closed, complete, with a valid example and words for everything that a writer meets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from afterword.schema import EVIDENCE, PATTERN, REVIEW, Contract, FacetPlace, Field
from afterword.schema.detailed_validator import DetailedValidator
from afterword.schema.loading import Schema, complaints_about
from tests.made import REPOSITORY

CONTRACTS = {name: Contract(name) for name in (REVIEW, PATTERN, EVIDENCE)}
each = pytest.mark.parametrize("contract", CONTRACTS.values(), ids=CONTRACTS)


def named_fields(contract: Contract) -> Iterator[Field]:
    """Every field that has a name of its own; the items of lists are shown with their list."""
    return (field for field in contract.fields.walk() if field.path and field.path[-1] != "*")


def parts(schema: Any) -> Iterator[Schema]:
    if isinstance(schema, dict):
        yield schema
    for part in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from parts(part)


def schema_at(contract: Contract, path: tuple[str, ...]) -> Schema:
    found: Any = contract.schema
    for step in path:
        found = found["items"] if step == "*" else found["properties"][step]
        while "$ref" in found:
            target: Any = contract.schema
            for name in found["$ref"].removeprefix("#/").split("/"):
                target = target[name]
            found = {**target, **{key: value for key, value in found.items() if key != "$ref"}}
    return {**found, "$defs": contract.schema.get("$defs", {})}


@pytest.mark.slow
@each
def test_the_schema_is_a_schema_and_safe(contract: Contract) -> None:
    Draft202012Validator.check_schema(dict(contract.schema))
    assert list(complaints_about(contract.schema)) == []


@each
def test_every_object_is_closed(contract: Contract) -> None:
    assert [
        p["title"] for p in parts(contract.schema) if p.get("type") == "object" and "additionalProperties" not in p
    ] == []


@each
def test_every_field_has_a_title_a_description_and_an_example(contract: Contract) -> None:
    bare = [
        field.path for field in named_fields(contract) if not (field.title and field.description and field.examples)
    ]
    assert bare == []
    assert [field.path for field in named_fields(contract) if field.title == field.name] == []
    assert [field.path for field in named_fields(contract) if field.description[-1] not in ".?"] == []


@each
def test_every_example_is_valid(contract: Contract) -> None:
    wrong = [
        (field.path, example, violation.keyword)
        for field in named_fields(contract)
        for example in field.examples
        for violation in DetailedValidator(schema_at(contract, field.path)).violations(example)
    ]
    assert wrong == []


@each
def test_every_value_of_a_vocabulary_has_a_title_and_prose(contract: Contract) -> None:
    terms = [(field.path, term) for field in contract.fields.walk() for term in field.vocabulary]
    assert [path for path, term in terms if not term.title or not term.description.endswith(".")] == []
    assert [path for path, term in terms if term.value != term.value.lower().strip()] == []


def test_every_field_of_a_review_belongs_to_a_group() -> None:
    schema = CONTRACTS[REVIEW].schema
    groups = [group["name"] for group in schema["x-groups"]]
    assert {part["x-group"] for part in schema["properties"].values()} == set(groups)


def test_every_place_of_a_facet_is_given_and_explained_and_each_position_once() -> None:
    facets = [field.facet for field in CONTRACTS[REVIEW].fields.walk() if field.facet]
    positions = {place: [facet.places[place] for facet in facets if place in facet.places] for place in FacetPlace}
    assert [place for place, given in positions.items() if not given or len(given) != len(set(given))] == []
    explained = re.findall(r"^\| `(\w+)` \|", (REPOSITORY / "schema" / "README.md").read_text("utf-8"), re.MULTILINE)
    assert [place for place in FacetPlace if place not in explained] == []


def test_what_is_linked_to_has_pages() -> None:
    linked = {FacetPlace.CARD, FacetPlace.FACTS, FacetPlace.HISTORY, FacetPlace.TOGETHER, FacetPlace.NAVIGATION}
    facets = [field.facet for field in CONTRACTS[REVIEW].fields.walk() if field.facet]
    assert [facet.name for facet in facets if linked & facet.places.keys() and not facet.pages] == []


def test_every_text_refuses_blanks() -> None:
    contract = CONTRACTS[REVIEW]
    open_texts = [
        field.path
        for field in contract.fields.walk()
        if field.kind == "string" and not field.vocabulary and not field.format and "pattern" not in field.bounds
    ]
    assert open_texts == []


def test_every_condition_that_demands_more_says_of_what() -> None:
    conditions = CONTRACTS[REVIEW].schema["allOf"]
    assert [condition for condition in conditions if not condition.get("title")] == []


def test_the_layers_have_a_dimension() -> None:
    layers = CONTRACTS[REVIEW].fields.at("root_causes", "*", "layer").terms
    assert {layer.dimension for layer in layers.values()} == {"data", "model", "system", "evaluation", "governance"}


def test_a_field_is_found_by_its_path_and_named_in_words() -> None:
    fields = CONTRACTS[REVIEW].fields
    assert fields.at("models", "*", "serving").label("llm") == "LLM service"
    assert fields.at("severity").label("sev1") == "SEV1"
    assert fields.at("classes").label("bad-update") == "Bad update"
    assert fields.at("severity").label("typed") == "typed"
    with pytest.raises(KeyError, match="nothing"):
        fields.at("models", "*", "nothing")
