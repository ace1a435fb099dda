"""``afterword capture`` says on a terminal what it waits for, and leaves nothing of it there."""

from __future__ import annotations

import io

import pytest

from afterword.capture.running import Task
from afterword.cli.capturing import gathered
from afterword.evidence.snapshot import Span, Window
from afterword.settings import load_settings
from tests.knowledge import Base
from tests.made import review
from tests.unit.capture.stub import NOW
from tests.unit.cli.fake_source import KIND, ONSET, TOKEN, laid, numbers, points, settings
from tests.unit.trackers.server import running


class Screen(io.StringIO):
    """A terminal, or a pipe."""

    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__()
        self.is_terminal = is_terminal

    def isatty(self) -> bool:
        return self.is_terminal


@pytest.mark.parametrize("is_terminal", [True, False])
def test_each_metric_is_named_while_it_is_asked_for_on_a_terminal_and_not_in_a_pipe(
    is_terminal: bool, base: Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("FAKE_TOKEN", TOKEN)
    monkeypatch.setattr("afterword.capture.running.kind_named", lambda _: KIND)
    screen = Screen(is_terminal=is_terminal)
    with running() as server:
        laid(base, settings(server.base, "precision", "recall"))
        for metric in ("precision", "recall"):
            numbers(server, metric, points(0.9))
        made = load_settings(base.root)
        tasks = [Task(source, source.metrics) for source in made.sources]
        monkeypatch.setattr("sys.stderr", screen)
        kept, failed = gathered(tasks, review(), Window(Span(ONSET, ONSET), Span(ONSET, NOW)), made, NOW)
    assert (len(kept), failed) == (1, 0)
    shown = [text for text in screen.getvalue().split("\r") if text.strip()]
    assert shown == (["prod: asking", "prod: asking for precision", "prod: asking for recall"] if is_terminal else [])
    assert screen.getvalue().rpartition("\r")[2] == ""
