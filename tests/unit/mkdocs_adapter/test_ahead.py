"""Pages that somebody asks for out of turn are taken from the process that makes them ahead, which goes on."""

from __future__ import annotations

import os

import pytest

from afterword.mkdocs_adapter.ahead import Ahead, Made
from afterword.mkdocs_adapter.finishing import Finished
from afterword.pages.page import Document


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no second process can be forked")
def test_a_page_asked_for_out_of_turn_ends_no_process_that_still_has_work() -> None:
    said, (may_go, go) = os.pipe(), os.pipe()

    def make(path: str) -> Made:
        os.write(said[1], path.encode())
        if path == "c":
            os.read(may_go, 1)
        return Document(path), Finished(path, [], frozenset(), {})

    def wait_for(path: str) -> None:
        while (made := os.read(said[0], 1)) != path.encode():
            assert made, "the process has ended"

    ahead = Ahead("abcde", make)
    os.close(said[1])
    try:
        wait_for("c")
        last = ahead.get("e")
        assert last is not None
        assert last[1].content == "e"
        os.write(go, b"!")
        wait_for("b")
        assert ahead.get("c") is not None
    finally:
        ahead.close()
        for end in (said[0], may_go, go):
            os.close(end)
