"""A failure that no known pattern fits gets a pattern of its own, in the dialogue and without one."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.knowledge import DRAFT, EXAMPLE, PATTERN_PAGE, PUBLISHED, Base, page
from tests.unit.cli.invoke import invoke
from tests.unit.cli.scripted import BACK, END, KEEP, STOP, Held, Line
from tests.unit.cli.test_forgiving import FIRST, MODEL
from tests.unit.cli.test_forgiving import REST as FORGIVEN

pytestmark = pytest.mark.slow

NEW = "docs/patterns/labels-made-by-rules.md"
WITHOUT = page(PUBLISHED.replace("patterns: [evaluation-blind-spot]\n", "").replace("published", "in-review"))
NAMED: list[Line] = [("patterns", "Labels made by rules"), ("patterns", KEEP), ("title", KEEP)]
ANSWERS: list[Line] = [
    ("summary", "The labels come from rules, so the model learns the rules."),
    ("signals", "A label jumps, on the day of a new rule."),
    ("prevention", "People check a sample, every month."),
    ("readiness_checks", ""),
]
SET = [f"--set=pattern.labels-made-by-rules.{name}={text or ANSWERS[-2][1]}" for name, text in ANSWERS]


@pytest.fixture
def asked(held: Held, base: Base) -> Held:
    """A review that lacks only its patterns is continued."""
    base.write(EXAMPLE, WITHOUT)
    return lambda lines, *arguments: held(lines, "--continue", EXAMPLE, *arguments)


def problems(base: Base) -> list[tuple[str, str]]:
    return [(found.path, found.code) for found in base.report().diagnostics]


def test_a_new_pattern_is_named_in_the_dialogue_and_its_page_passes_with_the_review(asked: Held, base: Base) -> None:
    done, scripted = asked([*NAMED, *ANSWERS, ("save", "")])
    assert done.exit_code == 0, done.output
    assert "If none fits, name a new one in your own words" in done.output
    assert "Taken as `labels-made-by-rules`." in done.output
    assert "There is no pattern `labels-made-by-rules`." in done.output
    assert f"its page is `{NEW}`" in done.output
    assert "For example: Users report what no dashboard shows." in done.output  # of a page that is there
    assert ("title", "Labels made by rules") in scripted.typed
    assert f"Wrote {NEW}, the page of the new pattern." in done.output
    assert "which is `published` now" in done.output
    assert problems(base) == [("docs/patterns/evaluation-blind-spot.md", "AW407")]
    text = (base.root / NEW).read_text("utf-8")
    assert text.startswith(
        "---\ntitle: Labels made by rules\nsummary: The labels come from rules, so the model learns the rules.\n"
        "layers:\n  - infrastructure\nsignals:\n  - A label jumps, on the day of a new rule.\n"
        "prevention:\n  - People check a sample, every month.\n"
        "readiness_checks:\n  - People check a sample, every month.\nreviewed: 2026-01-31\n---\n"
    )
    assert "\n  - labels-made-by-rules\n" in (base.root / EXAMPLE).read_text("utf-8")


def test_the_page_says_what_its_keeper_looks_at_and_which_known_pattern_is_near(asked: Held, base: Base) -> None:
    base.write("docs/patterns/cold-cache.md", PATTERN_PAGE.replace("layers: [evaluation]", "layers: [infrastructure]"))
    done, _ = asked([*NAMED, *ANSWERS, ("save", "")])
    assert done.exit_code == 0, done.output
    story = (base.root / NEW).read_text("utf-8").partition("## What a keeper of the patterns looks at")[2]
    assert "such as [Evaluation blind spot](cold-cache.md)?" in story
    assert "evaluation-blind-spot.md" not in story


def test_a_slip_is_met_with_the_nearest_known_pattern_before_a_new_one_is_made(asked: Held, base: Base) -> None:
    done, _ = asked([("patterns", "blind-spot-evaluation"), ("patterns", "evaluation-blind-spot"), ("save", "")])
    assert done.exit_code == 0, done.output
    assert "There is no pattern `blind-spot-evaluation`." in done.output
    assert len([*(base.root / "docs/patterns").iterdir()]) == 1


def test_a_known_and_a_new_pattern_are_named_together(asked: Held, base: Base) -> None:
    both = "evaluation-blind-spot, Labels made by rules"
    done, _ = asked([("patterns", both), ("patterns", KEEP), ("title", KEEP), *ANSWERS, ("save", "")])
    assert done.exit_code == 0, done.output
    text = (base.root / EXAMPLE).read_text("utf-8")
    assert "\n  - evaluation-blind-spot\n  - labels-made-by-rules\n" in text
    assert problems(base) == []


def test_the_answers_about_a_new_pattern_can_be_changed_by_going_back_and_at_the_end(asked: Held, base: Base) -> None:
    back: list[Line] = [*NAMED, ANSWERS[0], ("signals", BACK), ("layers", BACK)]
    again: list[Line] = [("summary", "Rules make the labels."), ("layers", "data"), *ANSWERS[1:]]
    end: list[Line] = [("save", "pattern.labels-made-by-rules.signals"), ("signals", "It jumps."), ("save", "")]
    done, scripted = asked([*back, *again, *end])
    assert done.exit_code == 0, done.output
    assert ("summary", ANSWERS[0][1]) in scripted.typed
    text = (base.root / NEW).read_text("utf-8")
    assert "\nsummary: Rules make the labels.\n" in text
    assert "\nlayers:\n  - data\nsignals:\n  - It jumps.\n" in text


def test_going_back_to_the_question_leaves_the_new_pattern_for_a_known_one(asked: Held, base: Base) -> None:
    done, _ = asked([*NAMED[:2], ("title", BACK), ("patterns", "evaluation-blind-spot"), ("save", "")])
    assert done.exit_code == 0, done.output
    assert not (base.root / NEW).exists()


def test_a_dash_drops_the_new_pattern_and_asks_for_the_patterns_again(asked: Held, base: Base) -> None:
    dropped: list[Line] = [*NAMED, ("summary", "-"), ("patterns", "evaluation-blind-spot"), ("save", "")]
    done, _ = asked(dropped)
    assert done.exit_code == 0, done.output
    assert not (base.root / NEW).exists()
    assert problems(base) == []


def test_ctrl_c_writes_nothing_and_the_command_it_prints_goes_on_where_it_was(asked: Held, base: Base) -> None:
    done, _ = asked([*NAMED, ANSWERS[0], ("signals", f"A label ju{STOP}")])
    assert done.exit_code == 2
    assert not (base.root / NEW).exists()
    assert (base.root / EXAMPLE).read_text("utf-8") == WITHOUT
    words = shlex.split(done.stderr.splitlines()[-1])
    assert words[:4] == ["afterword", "new", "--continue", EXAMPLE]
    done, scripted = asked([*ANSWERS[1:], ("save", "")], *words[4:])
    assert done.exit_code == 0, done.output
    assert scripted.typed[0] == ("signals", "A label ju")
    assert ANSWERS[0][1] in (base.root / NEW).read_text("utf-8")


def test_ctrl_c_in_a_new_review_loses_nothing_of_its_new_pattern(held: Held, base: Base) -> None:
    lines = [*FIRST, *MODEL, *FORGIVEN, ("save", "patterns"), *NAMED, ANSWERS[0], ("signals", STOP)]
    done, _ = held(lines)
    assert done.exit_code == 2
    words = shlex.split(done.stderr.splitlines()[-1])
    done, _ = held([*ANSWERS[1:], ("save", "")], *words[2:])
    assert done.exit_code == 0, done.output
    assert ANSWERS[0][1] in (base.root / NEW).read_text("utf-8")
    assert "labels-made-by-rules" in (base.root / "postmortems/2025-03-01-it-failed.md").read_text("utf-8")


def test_ctrl_d_keeps_the_review_and_prints_how_the_page_is_made(asked: Held, base: Base) -> None:
    done, _ = asked([*NAMED, ANSWERS[0], ("signals", END)])
    assert not (base.root / NEW).exists()
    assert "labels-made-by-rules" not in (base.root / EXAMPLE).read_text("utf-8")
    (command,) = [line for line in done.output.splitlines() if "afterword new --pattern" in line]
    more = ["--set", "signals=It jumps, once.", "--set=prevention=A sample.", "--set=readiness_checks=Who looks?"]
    made = invoke(base.root, *shlex.split(command)[1:], *more, "--no-input")
    assert made.exit_code == 0, made.output
    assert ANSWERS[0][1] in (base.root / NEW).read_text("utf-8")


def test_a_new_review_and_its_new_pattern_are_written_together(held: Held, base: Base) -> None:
    first: list[Line] = [("title", "It failed"), ("kind", "near-miss"), ("severity", "sev3"), ("summary", "It failed.")]
    done, _ = held([*first, ("onset", "2025-03-01"), ("classes", END)], "--set", "patterns=labels-made-by-rules", *SET)
    assert done.exit_code == 0, done.output
    assert not (base.root / NEW).exists()  # its layers are not known yet
    assert (
        "# patterns:\n#   - labels-made-by-rules\n" in (base.root / "postmortems/2025-03-01-it-failed.md").read_text()
    )
    assert "afterword new --pattern labels-made-by-rules --set" in done.output


def test_a_script_makes_the_page_with_the_review(base: Base) -> None:
    fields = ["--set=onset=2025-03-01", "--set=patterns=labels-made-by-rules", "--set=root_causes.0.layer=data"]
    done = invoke(base.root, "new", "It failed", *fields, *SET, "--no-input")
    assert done.exit_code == 1
    assert "`statement: " in done.output
    assert not (base.root / NEW).exists()  # neither of the two is written where one of them is rejected
    fields.append("--set=root_causes.0.statement=Nobody looks.")
    done = invoke(base.root, "new", "It failed", *fields, *SET, "--no-input")
    assert done.exit_code == 0, done.output
    assert "\nlayers:\n  - data\n" in (base.root / NEW).read_text("utf-8")
    assert base.call("check").returncode == 0


def test_a_page_is_made_without_a_review_and_never_over_a_file(base: Base) -> None:
    given = [f"--set={name}={text or 'Who looks?'}" for name, text in [*ANSWERS, ("layers", "data, process")]]
    done = invoke(base.root, "new", "--pattern", "Labels made by rules", *given, "--no-input")
    assert done.exit_code == 0, done.output
    assert f"Wrote {NEW}, the page of the new pattern." in done.output
    assert "`patterns: [labels-made-by-rules]`" in done.output
    before = (base.root / NEW).read_bytes()
    again = invoke(base.root, "new", "--pattern", "Labels made by RULES", *given, "--no-input")
    assert again.exit_code == 2
    assert "There is a pattern `labels-made-by-rules` already" in again.output
    assert (base.root / NEW).read_bytes() == before


def test_a_script_that_says_too_little_is_told_the_rest_with_examples_that_work(base: Base) -> None:
    done = invoke(base.root, "new", "--pattern", "Labels made by rules", "--set=summary=Rules make them.", "--no-input")
    assert done.exit_code == 2
    assert "needs `layers`, `signals`, `prevention` and `readiness_checks`" in done.output
    example = invoke(base.root, *shlex.split(done.output.splitlines()[-1])[1:])
    assert example.exit_code == 0, example.output
    assert "\nsummary: Rules make them.\n" in (base.root / NEW).read_text("utf-8")


def test_a_field_that_a_pattern_does_not_have_is_met_with_the_one_that_is_meant(base: Base) -> None:
    done = invoke(base.root, "new", "--pattern", "Labels", "--set=signal=It jumps.", "--no-input")
    assert done.exit_code == 2
    assert "Did you mean `signals`?" in done.output


def test_the_page_is_asked_for_alone_and_ctrl_c_gives_the_answers_back(held: Held, base: Base) -> None:
    done, _ = held([ANSWERS[0], ("layers", f"da{STOP}")], "--pattern", "Labels made by rules")
    assert done.exit_code == 2
    assert not (base.root / NEW).exists()
    words = shlex.split(done.stderr.splitlines()[-1])
    done, scripted = held([("layers", "data"), *ANSWERS[1:]], *words[2:])
    assert done.exit_code == 0, done.output
    assert scripted.typed[0] == ("layers", "da")
    assert "\nlayers:\n  - data\n" in (base.root / NEW).read_text("utf-8")


def test_the_check_names_the_command_that_makes_the_page(base: Base) -> None:
    base.write(EXAMPLE, page(f"{DRAFT}patterns: [labels-made-by-rules]\n"))
    (found,) = [one for one in base.problems() if one.code == "AW402"]
    (command,) = re.findall(r"`(afterword new [^`]+)`", found.help)
    done = invoke(base.root, *shlex.split(command)[1:], "--no-input")
    assert "needs `summary`, `layers`, `signals`" in done.output
    made = invoke(base.root, *shlex.split(done.output.splitlines()[-1])[1:])
    assert made.exit_code == 0, made.output
    assert base.problems() == ()


def test_a_review_that_already_names_a_pattern_without_a_page_is_asked_about_it(held: Held, base: Base) -> None:
    base.write(EXAMPLE, WITHOUT.replace("worked_well", "patterns: [labels-made-by-rules]\nworked_well"))
    done, _ = held([("title", ""), *ANSWERS, ("save", "")], "--continue", EXAMPLE)
    assert done.exit_code == 0, done.output
    assert problems(base) == [("docs/patterns/evaluation-blind-spot.md", "AW407")]


def test_without_any_pattern_the_first_one_is_made_by_answering(asked: Held, base: Base) -> None:
    (base.root / "docs/patterns/evaluation-blind-spot.md").unlink()
    done, _ = asked([*NAMED, *ANSWERS, ("save", "")])
    assert done.exit_code == 0, done.output
    assert problems(base) == []


def test_the_name_of_a_page_that_cannot_be_read_is_taken_and_its_file_stays(asked: Held, base: Base) -> None:
    broken: Path = base.write(NEW, "---\ntitle: Labels\n---\n")
    done, _ = asked([("patterns", "labels-made-by-rules"), ("save", "")])
    assert done.exit_code == 0, done.output
    assert broken.read_text("utf-8") == "---\ntitle: Labels\n---\n"


def test_a_name_that_the_site_needs_for_itself_is_made_longer(asked: Held, base: Base) -> None:
    done, _ = asked([("patterns", "Index"), *NAMED[1:], *ANSWERS, ("save", "")])
    assert done.exit_code == 0, done.output
    assert (base.root / "docs/patterns/index-pattern.md").exists()
