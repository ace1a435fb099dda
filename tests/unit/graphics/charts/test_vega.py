"""Charts are drawn by a process of its own, which is there when it is needed and ends with ours."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from afterword.graphics.charts import vega

pytestmark = pytest.mark.slow

SAID = "\u00bd \u2014 \U0001f98a"
SPEC = json.dumps({"data": {"values": [{"a": SAID}]}, "mark": "text", "encoding": {"text": {"field": "a"}}})


def test_a_text_of_any_language_is_in_the_drawing() -> None:
    assert SAID in vega.drawn(SPEC)


def test_a_specification_that_cannot_be_drawn_is_an_error_and_the_next_is_drawn() -> None:
    with pytest.raises(ValueError, match="conversion failed"):
        vega.drawn('{"mark": 5}')
    assert vega.drawn(SPEC).startswith("<svg")


def test_an_interrupt_at_the_terminal_is_left_to_whoever_asked_for_the_drawing() -> None:
    vega.drawn(SPEC)
    vega._process(os.getpid()).send_signal(signal.SIGINT)
    assert vega.drawn(SPEC).startswith("<svg")


def test_after_the_process_was_killed_another_one_draws() -> None:
    vega.drawn(SPEC)
    vega._process(os.getpid()).kill()
    with pytest.raises(ValueError, match="ended with"):
        vega.drawn(SPEC)
    assert vega.drawn(SPEC).startswith("<svg")


def test_a_file_in_the_folder_of_the_knowledge_base_is_never_imported(tmp_path: Path) -> None:
    ours = f"import sys; sys.path[:] = {sys.path!r}; from afterword.graphics.charts.vega import drawn; drawn({SPEC!r})"
    for name in ("vl_convert", "json"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('imported')", "utf-8")
    command = [sys.executable, "-P", "-c", ours]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
