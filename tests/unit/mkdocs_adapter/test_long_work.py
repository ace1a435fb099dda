"""What a narrative is made of does not decide how long a site takes: the engine's work grows with its length."""

from __future__ import annotations

import inspect
import sys
from pathlib import Path

import pytest
from markdown import Markdown  # type: ignore[import-untyped]

from afterword.mkdocs_adapter.markdown_signs import try_by_signs
from afterword.rendering import defuse
from tests.growth import grows_evenly
from tests.knowledge import DRAFT, EXAMPLE, Base, page

EXTENSIONS = ["attr_list", "md_in_html", "admonition", "def_list", "footnotes", "tables", "toc"]
EXTENSIONS += ["pymdownx.details", "pymdownx.superfences", "pymdownx.highlight"]

# What is repeated, how often, and what is before it; all of it is one paragraph.
TOO_MUCH = {
    # A quarter of these is already more than is let through, so that both are as long as what is let through.
    "open brackets": ("[a ", 2_400, ""),
    "open lines": ("[a\n", 4_000, ""),
    "open notes": ("[^a ", 4_000, ""),
    "open images": ("![a ", 4_000, ""),
    "open links": ("[a](b ", 3_000, ""),
    "open targets": ("[a](<b ", 2_500, ""),
    "brackets in brackets": ("[a " * 1_000 + "]" * 1_000 + "\n\n", 8, ""),
    "notes": ("[^1] ", 3_000, "[^1]: a\n\n"),
    "definitions": ("a\n: b\n", 4_000, ""),
    "headings": ("# a\n", 4_000, ""),
    "rules": ("---\n", 4_000, ""),
    "underlined headings": ("a\n---\n", 4_000, ""),
    "admonitions": ("!!! a\n", 4_000, ""),
    "details": ("??? a\n    b\n", 4_000, ""),
    "rows without cells": ("b|c\n", 4_000, "|a" * 100 + "|\n" + "|-" * 100 + "|\n"),
    "few rows of a wide table": ("b|c\n", 80, "|a" * 400 + "|\n" + "|-" * 400 + "|\n"),
}


def html(narrative: str) -> str:
    engine = Markdown(extensions=EXTENSIONS)
    try_by_signs(engine)
    made: str = engine.convert(defuse(narrative))
    return made


@pytest.mark.parametrize("name", ["open brackets", "notes", "headings", "definitions", "rows without cells"])
@pytest.mark.slow
def test_the_work_of_the_engine_grows_with_the_length(name: str) -> None:
    unit, often, head = TOO_MUCH[name]
    assert grows_evenly(html, lambda many: head + unit * many, often)


def test_the_deepest_narrative_leaves_half_of_the_stack_to_the_build() -> None:
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack(0)) + limit // 2)
    try:
        assert html("a\n: b\n" * 4_000).count("<dd>") == 4_000
    finally:
        sys.setrecursionlimit(limit)


@pytest.mark.parametrize(("unit", "often", "head"), TOO_MUCH.values(), ids=TOO_MUCH)
def test_the_check_refuses_such_a_narrative(unit: str, often: int, head: str, base: Base) -> None:
    base.write(EXAMPLE, page(DRAFT, head + unit * often))
    assert "AW505" in {found.code for found in base.problems()}


@pytest.mark.slow
@pytest.mark.parametrize(
    "narrative",
    [
        "a\n: b\n" * 90,
        "from 0 to 1: [0, 1)\n" * 100,
        "| a | b |\n|---|---|\n" + "| [0, 1) | \\* |\n" * 100,
        'See [it](b.md), `[a`, and [that](c.md "d").\n\n' * 2_000,
        "~~~\n" + "[a # \n" * 5_000 + "~~~\n",
    ],
)
def test_what_reviews_have_is_left_alone(narrative: str, base: Base) -> None:
    assert defuse(narrative) == narrative.strip("\n")
    base.write(EXAMPLE, page(DRAFT, narrative))
    assert "AW505" not in {found.code for found in base.problems()}


@pytest.mark.parametrize(("often", "coloured"), [(100, 3), (8_000, 0)])
def test_code_is_coloured_up_to_a_length(often: int, coloured: int) -> None:
    assert defuse(f"```make\n{'(' * often}\n```\n\n" * 3).count("```make") == coloured
    assert defuse(f"```mermaid\n{'a' * often}\n```").startswith("```mermaid\n")


@pytest.mark.parametrize(("begins", "left"), [("make", ""), (' make title="a"', ""), (" mermaid", " mermaid")])
def test_code_in_a_quote_is_not_coloured(begins: str, left: str) -> None:
    assert defuse(f"> ```{begins}\n> a\n> ```") == f"> ```{left}\n> a\n> ```"


def test_the_code_that_is_coloured_is_not_too_much_in_all() -> None:
    block = "```make\n" + "(" * 3_000 + "\n```\n\n"
    assert defuse(block * 20).count("```make") == 6


def test_the_extensions_are_those_of_a_new_knowledge_base() -> None:
    starter = (Path(__file__).parents[3] / "plugins/afterword/starter/mkdocs.yml").read_text("utf-8")
    written = starter.partition("markdown_extensions:")[2].partition("\n\n")[0]
    assert [line.strip("- :") for line in written.split("\n") if line.startswith("  - ")] == EXTENSIONS
