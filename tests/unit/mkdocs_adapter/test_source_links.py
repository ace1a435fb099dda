"""The way from a page to its file."""

from __future__ import annotations

import pytest

from afterword.mkdocs_adapter.source_links import with_source_links


@pytest.mark.parametrize(
    ("edit", "leads"),
    [
        ("https://git.example.org/kb/edit/main/docs/../postmortems/a.md", "/kb/edit/main/postmortems/a.md"),
        ("https://git.example.org/kb?path=/docs/a.md&version=GBmain", "/kb?path=/docs/a.md&amp;version=GBmain"),
    ],
)
def test_the_link_keeps_all_of_its_address(edit: str, leads: str) -> None:
    assert f'href="https://git.example.org{leads}">Edit this page<' in with_source_links("<p>a</p>", edit, None, "a.md")


def test_without_an_address_there_is_no_link() -> None:
    assert with_source_links("<p>a</p>", None, None, "a.md") == "<p>a</p>"
