"""The second process makes pages from the end of a list, after those that it is told to make first."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from afterword.mkdocs_adapter.ahead import Ahead, Made
from afterword.mkdocs_adapter.finishing import Finished
from afterword.pages.page import Document

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no second process can be forked")

PATHS = ["a", "chart", "b", "c", "d"]


def made(path: str) -> Made:
    return Document(path), Finished(path, [], frozenset(), {})


@contextmanager
def ahead(make: Callable[[str], Made]) -> Iterator[Ahead]:
    pages = Ahead(PATHS, ["chart"], make)
    try:
        yield pages
    finally:
        pages.close()


def awaited(pages: Ahead, path: str) -> Made:
    for _ in range(1000):
        if found := pages.get(path):
            return found
        time.sleep(0.01)
    raise AssertionError(f"{path} was not made")


def slow_from_c(path: str) -> Made:
    time.sleep(0.3 if path == "c" else 0)
    return made(path)


def endless_from_c(path: str) -> Made:
    time.sleep(600 if path == "c" else 0)
    return made(path)


def test_what_comes_first_is_made_before_the_end_of_the_list() -> None:
    with ahead(endless_from_c) as pages:
        assert awaited(pages, "d") == made("d")
        assert pages.get("chart") == made("chart")
        assert [pages.get(path) for path in ("a", "b", "c", "another")] == [None] * 4


def test_to_take_what_comes_first_does_not_end_the_process() -> None:
    with ahead(slow_from_c) as pages:
        assert awaited(pages, "chart") == made("chart")
        assert awaited(pages, "b") == made("b")


def test_to_take_a_page_from_the_end_ends_it() -> None:
    with ahead(slow_from_c) as pages:
        assert awaited(pages, "d") == made("d")
        time.sleep(0.5)
        assert pages.get("c") is None
