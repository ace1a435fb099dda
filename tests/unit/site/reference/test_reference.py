"""The reference: each field has a place, samples read as they were written, and manuals are plain Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from afterword.rendering.code import code_block
from afterword.rendering.document import anchors
from afterword.rules import all_rules
from afterword.schema import Field
from tests.made import FIELDS
from tests.unit.site.made_site import built, text, words


def fields(of: Field) -> Iterator[Field]:
    for child in of.children.values():
        yield child
        yield from fields(child.item or child)


def test_every_field_has_a_heading_that_the_table_of_what_is_required_can_link_to() -> None:
    page = text(built([])["reference/schema.md"])
    names = {".".join(part for part in field.path if part != "*") for field in fields(FIELDS)}
    assert len(names) > 100
    assert {f"field-{name.replace('.', '-').replace('_', '-')}" for name in names} <= anchors(page)
    linked = set(re.findall(r'href="#([^"]+)"', page))
    assert linked <= anchors(page)


def test_a_field_is_explained_with_its_values_its_bounds_and_an_example() -> None:
    page = text(built([])["reference/schema.md"])
    severity = words(page.partition('id="field-severity"')[2].partition("<h3")[0])
    assert "One of the values below. Required: always." in severity
    assert "sev1SEV1. Harm to people" in severity
    assert "severity: sev2" in severity


def test_a_sample_in_colour_reads_as_it_was_written() -> None:
    written = 'a: "<b> & `c`"\n\nd: [1, 2]  # e\n'
    html = code_block(written, "yaml")
    assert '<span class="nt">a</span>' in html
    assert unescape(re.sub(r"<[^>]*>", "", html)) == written


def test_a_sample_is_one_block_for_an_engine_though_it_has_an_empty_line() -> None:
    page = text(built([])["reference/schema.md"])
    assert "\n\n" not in page
    assert "<pre>" in page


def test_a_manual_needs_no_extension_of_markdown() -> None:
    pages = built([])
    for rule in all_rules():
        made = pages[f"reference/rules/{rule.code.lower()}.md"].write
        assert made
        narrative = made().narrative
        fences = re.findall(r"^```.*$", narrative, re.MULTILINE)
        assert fences
        assert [fence for fence in fences if not re.fullmatch(r"```(yaml|markdown|text|toml|json)?", fence)] == []
        # The title of a block of code is in the line above it.
        for title in re.findall(r'^```\w+ title="(.+)"$', rule.manual, re.MULTILINE):
            assert f"`{title}`\n\n```" in narrative


def test_the_table_of_rules_leads_to_each_manual() -> None:
    page = text(built([])["reference/rules.md"])
    assert sorted(re.findall(r'href="(aw\d+)/"', page)) == sorted(rule.code.lower() for rule in all_rules())
