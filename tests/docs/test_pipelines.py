"""What the guides install, and the pipelines that they show and no test runs: each asks for what it uses."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

import pytest
import yaml

from tests.acceptance.shipped import STARTER, read
from tests.docs.documents import blocks, documents, names_in, table, text_of
from tests.made import REPOSITORY

PIPELINES = [
    (name, block.text)
    for name in documents()
    for block in blocks(text_of(name))
    if block.language == "yaml" and re.search(r"^ *-? *(?:uses|script|run):", block.text, re.MULTILINE)
]
_INSTALL = re.compile(r'^.*(?<!venv/bin/python" -I -m )(?<!VENV/bin/python" -I -m )pip3? install.*$', re.MULTILINE)
_STEP = re.compile(r"^ *- (?:uses|name|run|id):.*(?:\n(?! *- ).*)*", re.MULTILINE)


def complaints(text: str) -> Iterator[str]:
    yield from (
        f"installs outside of an environment of its own: {match[0].strip()}" for match in _INSTALL.finditer(text)
    )
    made = set(re.findall(r"\bid: ([\w-]+)", text))
    yield from (
        f"uses a step that is not shown: {name}" for name in re.findall(r"steps\.([\w-]+)\.", text) if name not in made
    )
    for step in _STEP.findall(text):
        if "actions/checkout@" in step and "persist-credentials: false" not in step:
            yield "leaves the token of a checkout in its folder"
        if "repository:" in step and "token:" not in step:
            yield "checks out another repository without a token that may read it"
    if "git clone" in text and re.search(r"image: \S+-(?:slim|alpine)", text):
        yield "clones in an image without git"


@pytest.mark.parametrize(("document", "text"), PIPELINES)
def test_a_pipeline_of_a_guide_can_do_what_it_says(document: str, text: str) -> None:
    assert [f"{document}: {said}" for said in complaints(text)] == []


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        ("- run: cd reviews && python3 -m pip install -r requirements.txt", "installs outside of an environment"),
        ("    - (cd reviews && python3 -m pip install -r requirements.txt)", "installs outside of an environment"),
        ("- uses: a/b@c\n  with: {token: '${{ steps.app.outputs.token }}'}", "uses a step that is not shown: app"),
        ("- uses: actions/checkout@c\n  with:\n    path: x", "leaves the token"),
        ("- uses: actions/checkout@c\n  with: {repository: a/b, persist-credentials: false}", "without a token"),
        ("  image: python:3.13-slim\n  script:\n    - git clone x", "in an image without git"),
    ],
)
def test_what_would_fail_on_a_runner_is_told(shown: str, told: str) -> None:
    (said,) = complaints(shown)
    assert told in said


def test_the_check_of_the_guide_has_the_name_that_the_comment_waits_for() -> None:
    (check,) = (text for _, text in PIPELINES if "@<commit>" in text and "on:" in text)
    waits = read(STARTER / "dot-github" / "workflows" / "comment.yml")
    assert [yaml.safe_load(check)["name"]] == waits["on"]["workflow_run"]["workflows"]


def test_every_extra_stands_in_the_guide_and_no_guide_names_another() -> None:
    texts = "\n".join(text_of(name) for name in documents() if name.startswith(("README", "docs/guides/")))
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    extras = set(project["optional-dependencies"])
    assert {name for row in table("docs/guides/run-it.md", "extra") for name in names_in(row[0])} == extras
    brackets = ",".join(re.findall(r"afterword\[([a-z,]+)\]", texts)).split(",")
    assert {*brackets, *re.findall(r"extra `(\w+)`", texts)} <= extras
