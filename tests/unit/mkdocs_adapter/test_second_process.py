"""A second process does its work where one can run, and a build goes on where none can."""

from __future__ import annotations

import errno
import gc
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from afterword.mkdocs_adapter.noticing import Notice
from afterword.mkdocs_adapter.second_process import SecondProcess

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no second process can be forked")


@pytest.fixture(autouse=True)
def _thawed() -> Iterator[None]:
    yield
    gc.unfreeze()


@pytest.fixture
def _unheard() -> Iterator[None]:
    """The signal of a child that ends is ignored, as some who start a build hand down."""
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    yield
    signal.signal(signal.SIGCHLD, before)


def test_what_it_wrote_is_there_when_it_has_succeeded(tmp_path: Path) -> None:
    assert SecondProcess(lambda _notice: (tmp_path / "made").touch()).succeeded()
    assert (tmp_path / "made").exists()


def test_one_that_fails_says_nothing_and_has_not_succeeded(capfd: pytest.CaptureFixture[str]) -> None:
    def fail(_notice: Notice) -> None:
        raise ValueError("the second process fails")

    assert not SecondProcess(fail).succeeded()
    assert capfd.readouterr() == ("", "")


def test_where_the_system_has_no_room_for_it_none_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> int:
        raise OSError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", full)
    process = SecondProcess(lambda _notice: None)
    process.stop()
    assert not process.succeeded()


@pytest.mark.usefixtures("_unheard")
def test_where_the_end_of_a_child_is_not_heard_of_its_work_is_done_again(tmp_path: Path) -> None:
    process = SecondProcess(lambda _notice: (tmp_path / "made").touch())
    assert not process.succeeded()
    assert (tmp_path / "made").exists()


@pytest.mark.usefixtures("_unheard")
def test_one_of_which_nobody_would_hear_can_be_stopped() -> None:
    process = SecondProcess(lambda _notice: signal.pause())
    process.stop()
    assert not process.succeeded()
