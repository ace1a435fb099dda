"""What the dialogue asks about before it takes an answer, and what was half typed when it was stopped."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

import pytest

from afterword.cli.answers import Back
from tests.knowledge import Base
from tests.unit.cli.scripted import END, KEEP, STOP, Held, Line, Scripted
from tests.unit.cli.test_forgiving import FIRST, MODEL, REST, fields

pytestmark = pytest.mark.slow


def test_a_line_that_was_half_typed_at_ctrl_c_is_offered_again(held: Held, base: Base) -> None:
    done, _ = held([*FIRST[:3], ("summary", f"It failed for{STOP}")])
    command = next(line for line in done.stderr.splitlines() if line.startswith("  afterword new "))
    assert command.endswith(" --typed 'summary=It failed for'")
    again = [("summary", "It failed for an hour."), *FIRST[4:], *MODEL, *REST, ("save", "")]
    done, scripted = held(again, *shlex.split(command)[2:])
    assert ("summary", "It failed for") in scripted.typed
    assert "\nsummary: It failed for an hour.\n" in fields(base)


def test_what_was_typed_before_going_back_outlives_ctrl_c(held: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    line = Scripted.line

    def goes_back(self: Scripted, label: str, words: Sequence[str] = (), typed: str = "") -> str:
        text = line(self, label, words, typed)
        if text == "half of it":
            raise Back(text)
        return text

    monkeypatch.setattr(Scripted, "line", goes_back)
    done, _ = held([*FIRST[:3], ("summary", "half of it"), ("severity", f"sev2{STOP}")])
    assert "--typed 'summary=half of it' --typed severity=sev2" in done.stderr


def test_a_time_without_its_day_or_its_zone_is_completed_by_the_times_of_the_review(held: Held, base: Base) -> None:
    onset: list[Line] = [("onset", "1 March 2025 10:00"), ("onset", "CET")]
    more: list[Line] = [("save", "detected"), ("detected", "10:30"), ("detected", ""), ("save", "")]
    done, _ = held([*FIRST[:4], *onset, *MODEL, *REST, *more])
    assert (
        "`1 March 2025 10:00` has no time zone, which you can type now. Enter takes `2025-03-01T10:00Z`." in done.output
    )
    assert "`10:30` has no day." in done.output
    text = fields(base)
    assert "\nonset: 2025-03-01T10:00+01:00\n" in text
    assert "\ndetected: 2025-03-01T10:30+01:00\n" in text


@pytest.mark.parametrize(
    ("name", "odd", "why"),
    [
        ("title", "TBD", "`TBD` says nothing"),
        ("name", "TBD", "`TBD` says nothing"),
        ("name", "57", "called `57`, which looks like a version"),
    ],
)
def test_an_answer_that_is_hardly_meant_is_asked_about_once(name: str, odd: str, why: str, held: Held) -> None:
    lines = [*FIRST, *MODEL[:2]]
    at = [asked for asked, _ in lines].index(name)
    done, scripted = held([*lines[:at], (name, odd), (name, KEEP), *lines[at + 1 :], ("version", END)])
    assert scripted.typed.count((name, odd)) == 1
    assert done.output.count(why) == 1


def test_a_question_that_is_passed_over_says_which_status_needs_it(held: Held) -> None:
    done, _ = held([*FIRST, ("classes", ""), *MODEL[1:], *REST, ("save", "")])
    assert "`classes` can wait, and is needed before the review is `in-review`." in done.output
    assert "Before it is `in-review` it still needs `classes`." in done.output


def test_the_last_look_numbers_as_messages_do_and_has_no_row_for_the_end_of_a_list(held: Held) -> None:
    done, _ = held([*FIRST, *MODEL, *REST, ("save", "root_causes[1].layer"), ("layer", "process"), ("save", "")])
    assert "  root_causes[1].layer  " in done.output
    assert "root_causes[2]" not in done.output
