"""The second process makes pages from the end of a list, after those that it is told to make first."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from afterword.mkdocs_adapter.ahead import Ahead, Made
from afterword.mkdocs_adapter.finishing import Finished
from afterword.pages.page import Document

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no second process can be forked")


def made(path: str) -> Made:
    return Document(path), Finished(path, [], frozenset(), {})


class Watched:
    """Pages of one letter each, of which the other process says when it begins one; it waits in ``c``."""

    def __init__(self, first: str) -> None:
        self._said, self._may_go = os.pipe(), os.pipe()
        self.pages = Ahead("abcde", first, self._make)
        os.close(self._said[1])

    def _make(self, path: str) -> Made:
        os.write(self._said[1], path.encode())
        if path == "c":
            os.read(self._may_go[0], 1)
        return made(path)

    def begun(self, path: str) -> None:
        """Wait until the other process begins a page, and so has made those before it."""
        while (said := os.read(self._said[0], 1)) != path.encode():
            assert said, "the process has ended"

    def go_on(self) -> None:
        os.write(self._may_go[1], b"!")

    def has_ended(self) -> bool:
        """Whether it makes nothing any more; this waits for its end."""
        return os.read(self._said[0], 1) == b""

    def close(self) -> None:
        self.pages.close()
        for end in (self._said[0], *self._may_go):
            os.close(end)


@contextmanager
def watched(first: str = "") -> Iterator[Watched]:
    one = Watched(first)
    try:
        yield one
    finally:
        one.close()


def test_what_comes_first_is_made_before_the_end_of_the_list() -> None:
    with watched("b") as process:
        process.begun("c")
        assert process.pages.get("b") == made("b")
        assert process.pages.get("e") == made("e")
        assert [process.pages.get(path) for path in ("a", "c", "another")] == [None] * 3


def test_a_page_asked_for_out_of_turn_ends_no_process_that_still_has_work() -> None:
    with watched() as process:
        process.begun("c")
        assert process.pages.get("e") == made("e")
        process.go_on()
        process.begun("b")
        assert process.pages.get("c") == made("c")


def test_to_take_what_comes_first_ends_no_process_that_still_has_work() -> None:
    with watched("b") as process:
        process.begun("c")
        assert process.pages.get("b") == made("b")
        process.go_on()
        process.begun("a")


def test_where_the_two_have_met_the_other_process_ends() -> None:
    with watched() as process:
        process.begun("c")
        assert [process.pages.get(path) for path in "abc"] == [None] * 3
        assert process.pages.get("d") == made("d")
        process.go_on()
        assert process.has_ended()
