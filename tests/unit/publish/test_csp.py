"""A policy that fits what pages hold."""

from __future__ import annotations

import pytest

from afterword.publish.csp import hash_of, inserted, policy, read_pages, written

PAGE = "<!doctype html><html><head><meta charset=utf-8>{}</head><body>{}</body></html>"


def test_the_hash_is_that_of_the_standard() -> None:
    # The example of the W3C's CSP Level 3, for the script `alert('Hello, world.');`.
    assert hash_of("alert('Hello, world.');") == "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"


def test_a_script_inside_a_page_is_allowed_by_its_hash_and_data_needs_none() -> None:
    body = "<script>go(1 < 2 && '&amp;')</script><script src=x.js></script><script type=application/json>{}</script>"
    found = read_pages([PAGE.format("", body)])
    assert found.scripts == {hash_of("go(1 < 2 && '&amp;')")}


def test_line_ends_are_hashed_as_a_browser_reads_them() -> None:
    assert read_pages(["<script>a\r\nb</script>"]).scripts == {hash_of("a\nb")}


def test_styles_images_and_handlers_are_found() -> None:
    found = read_pages(["<style>p{}</style><img src='https://img.example.org/a.png' onload=x()><img src=b.png>"])
    assert found.styles == {hash_of("p{}")}
    assert found.image_hosts == {"https://img.example.org"}
    assert found.handlers == {"onload"}
    assert policy(found)["img-src"] == "'self' data: https://img.example.org"


def test_a_page_without_scripts_of_its_own_runs_those_of_the_site_alone_and_no_compiled_code() -> None:
    assert policy(read_pages([]))["script-src"] == "'self'"


def test_nothing_inside_a_page_runs_unless_it_is_named() -> None:
    directives = policy(read_pages([PAGE.format("", "")]))
    assert directives["default-src"] == "'none'"
    assert "unsafe-inline" not in directives["script-src"]


def test_a_page_gets_its_own_policy_once() -> None:
    page = PAGE.format("", "<script>a()</script>")
    once = inserted(page)
    assert once.index("<meta charset=utf-8>") < once.index("Content-Security-Policy") < once.index("<script>")
    assert hash_of("a()") in once
    assert "frame-ancestors" not in once
    assert inserted(once) == once
    assert "frame-ancestors" in written(policy(read_pages([page])))


def test_a_page_without_a_charset_is_refused() -> None:
    with pytest.raises(ValueError, match="charset"):
        inserted("<html><head></head></html>")
