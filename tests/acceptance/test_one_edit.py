"""A field and a value that are added to the schema appear everywhere, with no other edit."""

from __future__ import annotations

import json
import shutil
from datetime import date
from typing import Any

import pytest

from afterword.check import Report, check
from afterword.corpus.facets import build_facets
from afterword.rendering.document import markdown_file
from afterword.scaffold import draft
from afterword.schema import PATTERN, REVIEW
from afterword.settings import load_settings
from afterword.site import build_pages
from afterword.site.context import Site
from tests.knowledge import DRAFT, EXAMPLE, Base, overlaid, page
from tests.made import REPOSITORY

AS_OF = date(2026, 1, 31)
NEW_FIELD = {
    "title": "Energy use",
    "description": "Whether it used more energy than it should.",
    "type": "string",
    "oneOf": [
        {"const": "as-usual", "title": "As usual", "description": "It used no more than on other days."},
        {"const": "wasted", "title": "Wasted", "description": "It used energy and did no work with it."},
    ],
    "examples": ["wasted"],
    "x-group": "impact",
    "x-facet": {"name": "energy", "title": "Energy use", "one": "Energy use", "pages": True},
}
NEW_VALUE = {
    "const": "accelerator",
    "title": "Accelerator",
    "description": "The chips on which it ran.",
    "x-dimension": "system",
}
FIELDS = overlaid(
    DRAFT,
    "energy: wasted\nroot_causes: [{layer: accelerator, statement: The chip was too hot.}]\n"
    "patterns: [evaluation-blind-spot]\n",
)


@pytest.fixture
def edited(base: Base) -> Base:
    """A knowledge base with its own copy of the schemas, in which one field and one value are new."""
    shutil.copytree(REPOSITORY / "schema", base.root / "schema")
    base.write("pyproject.toml", '[tool.afterword]\nschema = "schema"\n')
    file = base.root / "schema" / "postmortem.schema.json"
    schema: dict[str, Any] = json.loads(file.read_text("utf-8"))
    schema["properties"]["energy"] = NEW_FIELD
    schema["$defs"]["layer"]["oneOf"].append(NEW_VALUE)
    file.write_text(json.dumps(schema), "utf-8")
    base.write(EXAMPLE, page(FIELDS))
    return base


def report(base: Base) -> Report:
    return check(load_settings(base.root), AS_OF)


def test_the_package_s_own_schema_knows_neither(base: Base) -> None:
    base.write(EXAMPLE, page(FIELDS))
    assert [(found.code, found.pointer) for found in base.problems()] == [
        ("AW102", "/energy"),
        ("AW104", "/root_causes/0/layer"),
    ]


def test_validation_takes_both_and_names_them_in_its_advice(edited: Base) -> None:
    assert report(edited).diagnostics == ()
    edited.write(EXAMPLE, page(FIELDS.replace("wasted", "wastd").replace("accelerator", "acelerator")))
    assert [found.help.partition("?")[0] for found in report(edited).diagnostics] == [
        "Did you mean `wasted`",
        "Did you mean `accelerator`",
    ]


def test_the_draft_offers_both(edited: Base) -> None:
    text = draft(report(edited).loaded.contracts[REVIEW], {})
    assert (
        "# Energy use. Whether it used more energy than it should. One of as-usual or wasted.\n# energy: wasted\n"
        in text
    )


def test_both_are_facets(edited: Base) -> None:
    made = report(edited)
    facets = build_facets(made.corpus, made.loaded.contracts[REVIEW].fields)
    assert [review.id for review in facets["energy"].by_value["wasted"].reviews] == ["2025-01-01-example"]
    assert [review.id for review in facets["layers"].by_value["accelerator"].reviews] == ["2025-01-01-example"]


def test_both_are_on_the_pages_of_the_site(edited: Base) -> None:
    made = report(edited)
    contracts = made.loaded.contracts
    site = Site(made.corpus, contracts[REVIEW].fields, contracts[PATTERN].fields, made.loaded.settings, AS_OF)
    pages = {
        one.path: markdown_file(one.write()) if one.write else one.raw.decode("utf-8", "replace")
        for one in build_pages(site)
    }
    assert "The cache was empty" in pages["energy/wasted.md"]
    assert "The cache was empty" in pages["layers/accelerator.md"]
    assert "The chips on which it ran." in pages["layers/accelerator.md"]
    assert "Wasted" in pages["energy/index.md"]
    assert "Accelerator" in pages["layers/index.md"]
    assert "Energy use" in pages["postmortems/2025-01-01-example.md"]
    assert "It used energy and did no work with it." in pages["reference/schema.md"]
    assert "The chips on which it ran." in pages["reference/schema.md"]
    assert json.loads(pages["api/v1/schema.json"])["properties"]["energy"]["title"] == "Energy use"
    assert json.loads(pages["api/v1/postmortems/2025-01-01-example.json"])["front_matter"]["energy"] == "wasted"


def test_a_draft_that_the_command_writes_takes_the_new_field(edited: Base) -> None:
    done = edited.call("new", "Another", "--set", "energy=wasted", "--set", "onset=2025-02-01", "--no-input")
    assert (done.returncode, done.stderr) == (0, "")
    assert "\nenergy: wasted\n" in (edited.root / "postmortems" / "2025-02-01-another.md").read_text("utf-8")
