"""No text of an author is a template, and none passes unescaped."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from jinja2.exceptions import TemplateAssertionError, UndefinedError

from afterword.rendering import Markdown, Templates
from afterword.rendering.templates import finalised, tidy
from tests.unit.rendering.shown import Seen, as_html

ENVIRONMENT = Templates().environment
SOURCES = {
    file.name: file.read_text("utf-8")
    for file in (files("afterword") / "templates").iterdir()
    if file.name.endswith(".j2")
}


def filled(source: str, **values: object) -> str:
    return ENVIRONMENT.from_string(source).render(values)


@pytest.mark.parametrize(
    "source",
    [
        "{{ x }}",
        "{% macro show(y) %}{{ y }}{% endmacro %}{{ show(x) }}",
        "{% for y in [x] %}{{ y }}{% endfor %}",
        "{{ [x, x] | join(', ') }}",
        "{{ x | upper }}",
        "{{ x | default('') }}",
        "{% set y = x %}{{ y }}",
        "{% set y %}{{ x }}{% endset %}{{ y }}",
        "{{ {'a': x}.a }}",
    ],
)
def test_a_text_is_escaped_on_every_way_into_a_page(source: str) -> None:
    assert Seen(as_html("before " + filled(source, x="<b>**x**</b> [y](z) {{ 7 * 7 }}"))).tags == ["p"]


def test_a_text_is_never_a_template() -> None:
    assert "49" not in filled("{{ x }}", x="{{ 7 * 7 }}{% raw %}")


def test_markdown_of_our_own_passes() -> None:
    assert filled("{{ x }}", x=Markdown("**x**")) == "**x**"


@pytest.mark.parametrize("name", ["safe", "escape", "e", "forceescape", "format", "replace", "tojson", "urlize"])
def test_a_filter_that_could_smuggle_text_is_not_there(name: str) -> None:
    with pytest.raises(TemplateAssertionError):
        filled(f"{{{{ x | {name} }}}}", x="")


@pytest.mark.parametrize("template", sorted(SOURCES))
def test_no_template_joins_text_past_the_escape(template: str) -> None:
    # With autoescape, joining Markup and text with a tilde or a plus escapes the text for HTML and not for Markdown.
    expressions = re.findall(r"\{\{(.*?)\}\}", SOURCES[template])
    joined = [found for found in expressions if re.search(r"~|\+|%\s|\.format\(", re.sub(r'"[^"]*"', "", found))]
    assert joined == []


def test_a_name_that_nobody_gave_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        filled("{{ missing }}")


def test_nothing_is_an_error_where_something_was_meant() -> None:
    with pytest.raises(UndefinedError):
        finalised(None)


def test_empty_lines_are_kept_in_code_and_folded_elsewhere() -> None:
    source = "a \n\n\n\nb\n\n```\nx\n\n\ny\n```\n\n\n"
    assert tidy(source) == "a\n\nb\n\n```\nx\n\n\ny\n```\n"
