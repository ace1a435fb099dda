"""The dialogue of the guide is held as it stands there, over a real terminal, and leaves a review that passes."""

from __future__ import annotations

import re
from pathlib import Path

from afterword.corpus import load
from afterword.model import Review
from afterword.settings import load_settings
from tests.docs.documents import blocks, text_of
from tests.knowledge import run_command
from tests.made import knowledge_base
from tests.unit.cli.talk import Talk

QUESTIONS = 20
"""As many answers are given within five minutes at a quarter of a minute each, and most are a word or nothing."""

LATE_APRIL = "1776643200"

_ANSWER = re.compile(r"(?P<label>\.\.\.|[a-z_]+(?: \[[^\]]+\])?): ?(?P<answer>.*)")


def test_a_near_miss_is_written_and_passes_by_following_the_guide_alone(tmp_path: Path) -> None:
    base = knowledge_base(tmp_path / "base")
    (shown,) = [
        block
        for block in blocks(text_of("docs/guides/write-a-review.md"))
        if block.lines[0].startswith("Tab completes")
    ]
    asked = 0
    with Talk(base, "new", epoch=LATE_APRIL) as talk:
        for line in filter(None, shown.lines):
            if answered := _ANSWER.fullmatch(line):
                talk.hears("]: " if answered["label"] == "..." else f"\n{answered['label']}: ").says(answered["answer"])
                asked += 1
            elif line != "...":
                talk.hears(line)
        assert talk.ends() == 0
    assert asked <= QUESTIONS
    path = re.sub(r"Wrote ", "", shown.lines[-1])
    checked = run_command("check", "--strict", path, cwd=base, SOURCE_DATE_EPOCH=LATE_APRIL)
    assert (checked.returncode, checked.stdout) == (0, "Checked 1 review: all well-formed\n")
    text = (base / path).read_text("utf-8")
    (base / path).write_text(text.replace("\nstatus: draft\n", "\nstatus: in-review\n"), "utf-8")
    (entry,) = [one for one in load(load_settings(base)).entries if one.path == path]
    assert isinstance(entry.value, Review)
    assert entry.value.status == "in-review"
