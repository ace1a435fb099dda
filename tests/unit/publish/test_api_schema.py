"""The JSON files of the site are what their schema says, key by key."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from html import unescape
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from afterword.analysis.readiness import Past, gate
from afterword.analysis.readiness.checklist import checklist_of
from afterword.analysis.readiness.data import readiness_data
from afterword.check import check
from afterword.pages.page import Page
from afterword.schema.loading import load_interface
from afterword.settings import load_settings
from afterword.settings.waivers import waiver
from afterword.site.assemble import assemble
from tests.made import AS_OF, REPOSITORY, action, corpus, review
from tests.unit.site.made_site import text

pytestmark = pytest.mark.slow

SCHEMA = load_interface()
DEFINITIONS = {
    "index": "index",
    "postmortems": "postmortems",
    "actions": "actions",
    "recurrence": "recurrence",
    "readiness": "readiness",
    "funding": "funding",
    "postmortems/": "review",
    "readiness/": "model",
    "destinations/": "destination",
}


@cache
def pages() -> dict[str, Page]:
    """Every page and file of this repository's own site."""
    report = check(load_settings(REPOSITORY), date(2026, 11, 25))
    return {page.path: page for page in assemble(report, REPOSITORY / "docs", date(2026, 11, 25)).pages}


@cache
def files() -> dict[str, Any]:
    """Every JSON file of this repository's own site, which shows every part of the interface."""
    there = {path: page.raw for path, page in pages().items() if path.startswith("api/v1/") and path.endswith(".json")}
    return {path.removeprefix("api/v1/").removesuffix(".json"): json.loads(raw) for path, raw in there.items()}


def definition(name: str) -> str:
    folder, slash, _ = name.rpartition("/")
    return DEFINITIONS[f"{folder}/" if slash else name]


def complaints(content: Any, name: str) -> list[str]:
    judge = Draft202012Validator({"$defs": SCHEMA["$defs"], "$ref": f"#/$defs/{name}"})
    return [f"{error.json_path}: {error.message[:200]}" for error in judge.iter_errors(content)]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(dict(SCHEMA))
    objects = {name: part for name, part in SCHEMA["$defs"].items() if "properties" in part}
    assert [name for name, part in objects.items() if part["additionalProperties"] is not False] == []


def test_every_file_is_what_its_schema_says() -> None:
    found = {name: complaints(content, definition(name)) for name, content in files().items() if "schema" not in name}
    assert {name: told for name, told in found.items() if told} == {}
    assert {definition(name) for name in found} == set(DEFINITIONS.values())


def test_every_part_of_the_schema_is_shown_by_this_site() -> None:
    text = json.dumps(files())
    keys = {key for part in SCHEMA["$defs"].values() for key in part.get("properties", {})}
    assert sorted(key for key in keys if f'"{key}"' not in text) == []


def test_waivers_are_told_whether_they_count_or_are_past_their_day() -> None:
    late = review("2025-01-01-late", models=[{"name": "Ranker"}], actions=[action(due="2025-02-01")])
    found = checklist_of(Past.of(corpus(late), AS_OF, illustrative=False), "Ranker")
    for until, key in ((AS_OF, "waived"), (date(2026, 1, 1), "lapsed")):
        data = readiness_data(found, gate(found, [waiver("2025-01-01-late#A1", "The contract is being read.", until)]))
        assert len(data["gate"][key]) == 1
        assert complaints(data, "model") == []


def test_a_key_that_nobody_told_of_is_refused() -> None:
    changed = {**files()["index"], "more": 1}
    assert complaints(changed, "index") == ["$: Additional properties are not allowed ('more' was unexpected)"]


def cut(content: Any, query: str) -> Any:
    """What jq prints for the few filters that the samples use."""
    found = re.fullmatch(r"(?:\.(\w+)\[0\] \| )?\{([\w, ]+)\}", query)
    assert found, query
    row = content[found[1]][0] if found[1] else content
    return {key: row[key] for key in found[2].split(", ")}


def test_every_file_has_a_short_sample_that_is_what_a_reader_would_get() -> None:
    blocks = re.findall(r"<pre>(.+?)</pre>", text(pages()["reference/api.md"]))
    shown = [unescape(re.sub(r"<[^>]*>", "", block)) for block in blocks]
    asked = [re.fullmatch(r"""curl -s "\$SITE/api/v1/(.+)\.json" \| jq '([^']+)'\n""", block) for block in shown[::2]]
    urls = [found[1] for found in asked if found]
    samples = [(found[2], answer.rstrip()) for found, answer in zip(asked, shown[1::2], strict=True) if found]
    assert {definition(name) for name in urls} == set(DEFINITIONS.values())
    for name, (query, answer) in zip(urls, samples, strict=True):
        assert json.loads(answer) == cut(files()[name], query), name
        assert len(answer.split("\n")) <= 15, name
