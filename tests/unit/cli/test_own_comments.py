"""What its author wrote into the comments of a draft is there after ``afterword new --continue``."""

from __future__ import annotations

import re

import pytest

from tests.knowledge import Base
from tests.unit.cli.invoke import invoke


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("name", "answer", "noted"),
    [
        ("trigger", "trigger=A release.", "# trigger: NOT the deploy at 09:50, rolled back (see OPS-12)\n"),
        ("detection", "detection.by=customer", "# detection:\n#   by: monitoring\n#   how: Ask the team on call.\n"),
        ("classes", "classes=other", "# classes:\n# - bad-update? They say no.\n#   Ask again.\n"),
    ],
)
def test_what_its_author_wrote_in_place_of_an_example_stays(
    name: str, answer: str, noted: str, end: str, base: Base
) -> None:
    assert invoke(base.root, "new", "A", "--set=onset=2025-01-01", "--no-input").exit_code == 0
    file = base.root / "postmortems/2025-01-01-a.md"
    example = re.search(rf"^# {name}:.*\n(?:#   .*\n)*", file.read_text("utf-8"), re.MULTILINE)
    assert example
    mine = file.read_text("utf-8").replace(example[0], noted)
    file.write_bytes(mine.replace("\n", end).encode())
    assert invoke(base.root, "new", "--continue", str(file), "--set", answer, "--no-input").exit_code == 1
    text = file.read_bytes().decode().replace(end, "\n")
    assert f"\n{name}:" in text.partition(f"\n{noted}")[0]
    assert [line for line in text.split("\n") if line in mine.split("\n")] == mine.split("\n")


def test_notes_below_an_example_stay_where_the_answer_takes_its_place(base: Base) -> None:
    assert invoke(base.root, "new", "A", "--set=onset=2025-01-01", "--no-input").exit_code == 0
    file = base.root / "postmortems/2025-01-01-a.md"
    example = re.search(r"^# trigger:.*\n", file.read_text("utf-8"), re.MULTILINE)
    assert example
    noted = "#   The deploy was rolled back before.\n# - see OPS-12\n"
    file.write_text(file.read_text("utf-8").replace(example[0], example[0] + noted), "utf-8")
    invoke(base.root, "new", "--continue", str(file), "--set", "trigger=A release.", "--no-input")
    text = file.read_text("utf-8")
    assert f"\ntrigger: A release.\n{noted}" in text
    assert example[0] not in text
