"""The schema for other tools takes each good review as these tools read it, and refuses what the check refuses."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from afterword.model import parse_moment
from afterword.model.moment import FIRST_YEAR, LAST_YEAR
from afterword.reading.framing import FENCE
from afterword.scaffold.json_schema import json_schema
from afterword.schema import REVIEW, Contract
from tests.knowledge import DRAFT, overlaid
from tests.made import REPOSITORY

CONTRACT = Contract(REVIEW)
SCHEMA = json.loads(json_schema(CONTRACT))
VALIDATOR = Draft202012Validator(SCHEMA)


class Loader(yaml.SafeLoader):
    """A loader that reads the core schema of YAML 1.2, as editors do."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012


for kind, form, first in (
    ("null", r"~|null|Null|NULL|", "~nN"),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{kind}", re.compile(f"^(?:{form})$"), [*first, *[""] * ("~" in first)]
    )


def wrong(front_matter: str) -> list[str]:
    return [error.json_path for error in VALIDATOR.iter_errors(yaml.load(front_matter, Loader))]  # noqa: S506


@pytest.mark.slow
def test_it_is_whole_and_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["x-version"] == CONTRACT.version
    assert not [ref for ref in re.findall(r'"\$ref": "([^"]+)"', json.dumps(SCHEMA)) if not ref.startswith("#")]


@pytest.mark.slow
def test_it_takes_every_review_of_this_repository() -> None:
    files = sorted((REPOSITORY / "postmortems").glob("*.md"))
    assert len(files) > 50
    found = {file.name: wrong(file.read_text("utf-8").split(f"{FENCE}\n")[1]) for file in files}
    assert {name: paths for name, paths in found.items() if paths} == {}


@pytest.mark.parametrize(
    "field",
    [
        *("onset: 1995", "onset: 1995-03", "onset: 1995-03-31", "onset: 2025-01-01T10:00Z", "onset: unknown"),
        *("onset: 2025-01-01T10:00:30+05:30", "title: 2024", "models: [{name: R, version: 1.10, task: ranking}]"),
    ],
)
def test_it_takes_what_the_check_takes(field: str) -> None:
    assert wrong(overlaid(DRAFT, f"{field}\n")) == []


@pytest.mark.parametrize(
    "field",
    [
        *("onset: yesterday evening", "onset: 12", "onset: 1995.5", "onset: 2025-13", "onset: 2025-01-01 10:00"),
        *("onset: 2025-01-01T10:00", "status: 2024", "severity: sev9", "title: [a]"),
        "actions: [{id: A1, area: prevention, title: The cache is filled, owner: serving, due: 2026, status: open}]",
        "actions: [{id: A1, area: prevention, title: The cache is filled, owner: serving, due: soon, status: open}]",
    ],
)
def test_it_refuses_what_the_check_refuses(field: str) -> None:
    assert {path.partition("[")[0] for path in wrong(overlaid(DRAFT, f"{field}\n"))} == {f"$.{field.partition(':')[0]}"}


@pytest.mark.parametrize("year", [FIRST_YEAR - 1, FIRST_YEAR, LAST_YEAR, LAST_YEAR + 1])
@pytest.mark.parametrize("rest", ["", "-05", "-05-01", "-05-01T10:00Z"])
def test_its_years_are_those_of_the_check(year: int, rest: str) -> None:
    written = f"{year}{rest}"
    assert (wrong(overlaid(DRAFT, f"onset: {written}\n")) == []) == (parse_moment(written) is not None)
