"""The index of a preview is written beside the server, and whoever asks for it waits until it is there."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Event
from typing import Any, cast

import pytest

from afterword.mkdocs_adapter.index_writing import IndexWriting
from afterword.publish.search import FOLDER, SearchIndex


class Slow:
    """An index that is written when a test lets it; a test that never does fails in the end."""

    def __init__(self) -> None:
        self.may_go = Event()

    def write(self, site: Path) -> None:
        assert self.may_go.wait(60)
        (site / "head.js").write_text("written", "utf-8")


class Other:
    """An index that says which process wrote it, and that may fail in another than the first."""

    def __init__(self, first: int, *, fails: bool = False) -> None:
        self._first, self._fails = first, fails

    def write(self, site: Path) -> None:
        other = os.getpid() != self._first
        if other and self._fails:
            raise ValueError("the second process fails")
        (site / "head.js").write_text("another process" if other else "this process", "utf-8")


class Server:
    """A server that answers with the files that are there."""

    def __init__(self, site: Path) -> None:
        self._app: Callable[[Any, Any], Iterable[bytes]] = lambda _environ, _start: [
            file.name.encode() for file in site.iterdir()
        ]

    def get_app(self) -> Callable[[Any, Any], Iterable[bytes]]:
        return self._app

    def set_app(self, app: Callable[[Any, Any], Iterable[bytes]]) -> None:
        self._app = app


@pytest.fixture
def slow() -> Slow:
    return Slow()


@pytest.fixture
def prepared(slow: Slow) -> IndexWriting:
    writing = IndexWriting()
    writing.prepare(lambda: cast(SearchIndex, slow))
    return writing


def asked(writing: IndexWriting, site: Path, path: str) -> list[bytes]:
    server = writing.serve(Server(site))
    return list(server.get_app()({"PATH_INFO": path}, None))


def test_a_page_is_served_before_the_index_is_there(prepared: IndexWriting, slow: Slow, tmp_path: Path) -> None:
    prepared.write(tmp_path, beside=True)
    assert asked(prepared, tmp_path, "/postmortems/") == []
    slow.may_go.set()
    prepared.wait()


def test_whoever_asks_for_the_index_waits_for_it(
    prepared: IndexWriting, slow: Slow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait = prepared.wait

    def wait_at_last() -> None:
        slow.may_go.set()
        wait()

    monkeypatch.setattr(prepared, "wait", wait_at_last)
    prepared.write(tmp_path, beside=True)
    assert asked(prepared, tmp_path, f"/base/{FOLDER}/head.js") == [b"head.js"]


def test_a_build_that_is_not_served_has_its_index_at_once(prepared: IndexWriting, slow: Slow, tmp_path: Path) -> None:
    slow.may_go.set()
    prepared.write(tmp_path, beside=False)
    assert (tmp_path / "head.js").exists()


def test_a_build_that_failed_writes_no_index(prepared: IndexWriting, tmp_path: Path) -> None:
    prepared.forget()
    prepared.write(tmp_path, beside=False)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_gone_when_the_server_ends_is_no_error(
    prepared: IndexWriting, slow: Slow, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    slow.may_go.set()
    prepared.write(tmp_path / "gone", beside=True)
    prepared.wait()
    assert capfd.readouterr().err == ""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no second process can be forked")
def test_a_second_process_writes_the_index_of_a_build_meanwhile(tmp_path: Path) -> None:
    writing, index = IndexWriting(), Other(os.getpid())
    writing.prepare(lambda: cast(SearchIndex, index), str(tmp_path))
    writing.write(tmp_path, beside=False)
    assert (tmp_path / "head.js").read_text("utf-8") == "another process"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no second process can be forked")
def test_what_a_second_process_could_not_write_is_written_by_the_first(tmp_path: Path) -> None:
    writing, index = IndexWriting(), Other(os.getpid(), fails=True)
    writing.prepare(lambda: cast(SearchIndex, index), str(tmp_path))
    writing.write(tmp_path, beside=False)
    assert (tmp_path / "head.js").read_text("utf-8") == "this process"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no second process can be forked")
def test_a_build_that_failed_ends_its_second_process(
    slow: Slow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[int] = []
    fork = os.fork

    def noting() -> int:
        started.append(fork())
        return started[-1]

    monkeypatch.setattr(os, "fork", noting)
    writing = IndexWriting()
    writing.prepare(lambda: cast(SearchIndex, slow), str(tmp_path))
    writing.forget()
    with pytest.raises(ProcessLookupError):
        os.kill(started[0], 0)
    assert not list(tmp_path.iterdir())
