"""No text of an author is a template, and none passes unescaped."""

from __future__ import annotations

import html
import re
from importlib.resources import files

import pytest
from jinja2.exceptions import TemplateAssertionError, UndefinedError

from afterword.rendering import Markup, Templates
from afterword.rendering.templates import compact, finalised
from tests.unit.rendering.shown import Seen

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
        "{{ our ~ x }}",
        "{{ our + x }}",
        "{{ x ~ our ~ x }}",
        "{{ '<i>%s</i>' % x }}",
        "{{ our.format(x) }}",
        "{{ our.join([x, x]) }}",
        '<i title="{{ x }}"></i>',
        '<i title="{{ x | attr }}"></i>',
        "{{ x | code }}",
    ],
)
def test_a_text_is_escaped_on_every_way_into_a_page(source: str) -> None:
    seen = Seen(filled(source, x='<b>x</b> "> {{ 7 * 7 }}', our=Markup("<i>{}</i>")))
    assert set(seen.tags) <= {"i", "code"}
    assert "<b>x</b>" in f"{seen.text}{seen.attributes}".lower()


def test_a_text_is_never_a_template() -> None:
    assert "49" not in filled("{{ x }}", x="{{ 7 * 7 }}{% raw %}")


def test_html_of_our_own_passes() -> None:
    assert filled("{{ x }}{{ [x, x] | join }}", x=Markup("<b>x</b>")) == "<b>x</b><b>x</b>, <b>x</b>"


@pytest.mark.parametrize("name", ["safe", "escape", "e", "forceescape", "format", "replace", "tojson", "urlize"])
def test_a_filter_that_could_smuggle_text_is_not_there(name: str) -> None:
    with pytest.raises(TemplateAssertionError):
        filled(f"{{{{ x | {name} }}}}", x="")


@pytest.mark.parametrize("template", sorted(SOURCES))
def test_no_template_lets_a_text_pass_or_puts_it_where_an_escape_does_not_help(template: str) -> None:
    source = SOURCES[template]
    assert "autoescape" not in source
    # A value belongs into text or between the quotes of an attribute, and never into a script.
    assert re.findall(r"<script(?! defer src=\")|<style|=\{\{|='\{\{|<\{\{| on\w+=", source) == []


def test_a_name_that_nobody_gave_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        filled("{{ missing }}")


def test_nothing_is_an_error_where_something_was_meant() -> None:
    with pytest.raises(UndefinedError):
        finalised(None)


def test_a_page_has_no_empty_line_and_code_keeps_its_own() -> None:
    code = "<pre>x\n\n\n  y</pre>"
    made = compact(f"<p>a\n\n\n   b</p>\n\n{code}\n\n\n<p>c</p>\n")
    assert "\n\n" not in made
    assert made.startswith("<p>a\nb</p>\n<pre>")
    assert html.unescape(made) == f"<p>a\nb</p>\n{code}\n<p>c</p>"


def test_no_line_of_text_ends_in_a_tag_because_that_would_swallow_the_space_to_the_next() -> None:
    swallowed = [
        f"{name}:{number}: {line}"
        for name, source in SOURCES.items()
        for number, line in enumerate(source.splitlines(), 1)
        if re.match(r"(<|\w|\{\{)", line) and line.endswith("%}")
    ]
    assert SOURCES
    assert not swallowed
