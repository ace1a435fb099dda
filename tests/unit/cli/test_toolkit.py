"""The line of input of the toolkit: pasted lines are one answer, keys go back, and a rejected answer can be edited."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from typing import Any

import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from afterword.cli.answers import Back
from afterword.cli.terminal import Terminal
from afterword.cli.terminals import terminal
from afterword.cli.toolkit import Toolkit

WORDS = ("near-miss", "incident")
PAGE_UP, SHIFT_TAB, CTRL_C, CTRL_D, CTRL_U = "\x1b[5~", "\x1b[Z", "\x03", "\x04", "\x15"


def answered(keys: str, typed: str = "") -> str:
    with create_pipe_input() as source:
        source.send_text(keys)
        return Toolkit(source, DummyOutput()).line("kind", WORDS, typed)


@pytest.mark.parametrize(
    ("keys", "typed", "text"),
    [
        ("incident\r", "", "incident"),
        ("nea\t\r", "", "near-miss"),
        ("near-miss, inc\t\r", "", "near-miss, incident"),
        ("\r", "was there", "was there"),
        ("!\r", "was there", "was there!"),
        (f"{CTRL_U}new\r", "was there", "new"),
        ("\x1b[200~one\r\ntwo\nthree\x1b[201~\r", "", "one\ntwo\nthree"),
    ],
)
def test_a_line_is_read(keys: str, typed: str, text: str) -> None:
    assert answered(keys, typed) == text


@pytest.mark.parametrize(("keys", "typed"), [(PAGE_UP, ""), (f"half{PAGE_UP}", "half"), (SHIFT_TAB, ""), ("<\r", "")])
def test_a_key_goes_back_and_keeps_what_is_typed(keys: str, typed: str) -> None:
    with pytest.raises(Back) as back:
        answered(keys)
    assert back.value.typed == typed


@pytest.mark.parametrize(("keys", "error"), [(CTRL_D, EOFError), (CTRL_C, KeyboardInterrupt)])
def test_ctrl_c_and_ctrl_d_end_it(keys: str, error: type[BaseException]) -> None:
    with pytest.raises(error):
        answered(keys)


def test_the_sign_for_back_works_after_what_stands_in_the_line() -> None:
    with pytest.raises(Back) as back:
        answered("<\r", "was there")
    assert back.value.typed == "was there"
    assert answered(f"{CTRL_U}n < 7\r", "was there") == "n < 7"


def test_ctrl_c_keeps_what_stands_in_the_line() -> None:
    with create_pipe_input() as source:
        source.send_text(f"half{CTRL_C}")
        line = Toolkit(source, DummyOutput())
        with pytest.raises(KeyboardInterrupt):
            line.line("summary")
    assert line.left == "half"


@pytest.fixture
def able(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    for stream in ("stdin", "stdout"):
        monkeypatch.setattr(f"sys.{stream}.isatty", lambda: True, raising=False)


@pytest.mark.usefixtures("able")
def test_a_dumb_terminal_gets_the_plain_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert type(terminal()) is Terminal


@pytest.mark.usefixtures("able")
def test_without_the_extra_there_is_the_plain_line(monkeypatch: pytest.MonkeyPatch) -> None:
    real: Callable[..., Any] = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.startswith("afterword.cli.toolkit"):
            raise ModuleNotFoundError(name="prompt_toolkit")
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    assert type(terminal()) is Terminal
