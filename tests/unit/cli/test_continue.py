"""``afterword new --continue``: a draft is in review, and then published, by answering."""

from __future__ import annotations

import pytest

from tests.knowledge import DRAFT, EXAMPLE, NARRATIVE, PUBLISHED, Base, page
from tests.unit.cli.invoke import invoke
from tests.unit.cli.scripted import STOP, Held, Line

pytestmark = pytest.mark.slow

ASKED: list[Line] = [
    ("classes", "latency sla"),
    ("name", "Page ranker"),
    ("version", "v7"),
    ("last_good_version", "v6"),
    ("serving", "online"),
    ("owner", "serving"),
    ("name", ""),
    ("by", "monitoring"),
    ("how", ""),
    ("missed_signals", ""),
    ("who", "Readers of the pages"),
    ("layer", "infrastructure"),
    ("statement", "Nothing fills the cache."),
    ("layer", ""),
]
PUBLISHING: list[Line] = [
    ("first_signal", "2025-01-01"),
    ("detected", "2025-01-01"),
    ("mitigated", "2025-01-02"),
    ("reviewed", ""),
    ("name", "warm-up of the cache"),
    ("outcome", "absent"),
    ("name", ""),
    ("at", "2025-01-01"),
    ("event", "The cache is emptied."),
    ("at", ""),
    ("trigger", "A release emptied the cache."),
    ("patterns", "Evaluation blind-spot"),
    ("worked_well", "The alert came within minutes."),
    ("worked_well", ""),
    ("failed_assumptions", ""),
    ("untested", "A cold start under load."),
    ("untested", ""),
    ("weak_signals", ""),
    ("silent_failures", ""),
    ("surprises", ""),
    ("area", "prevention"),
    ("title", "The cache is filled first"),
    ("owner", ""),
    ("due", ""),
    ("status", ""),
    ("area", ""),
    ("owner", "serving"),
    ("due", "in 4 weeks"),
    ("area", ""),
    ("statement", ""),
    ("narrative", "TBD"),
    ("narrative", "The cache was empty, and pages took four seconds."),
    ("narrative", "-"),
    ("narrative", "Who emptied it."),
    ("narrative", ""),
]


@pytest.fixture
def held(held: Held) -> Held:
    """The same about a review that is there."""
    return lambda lines, *arguments: held(lines, "--continue", *arguments)


def text_of(base: Base) -> str:
    return (base.root / EXAMPLE).read_bytes().decode()


def test_a_draft_of_the_command_is_published_by_answering_alone(held: Held, base: Base) -> None:
    made = ["The cache was empty", "--set=severity=sev3", "--set=onset=2025-01-01", "--set=summary=It was empty."]
    assert invoke(base.root, "new", *made, "--no-input").exit_code == 0
    name = "2025-01-01-the-cache-was-empty"
    done, _ = held([*ASKED, ("save", "")], name)
    path = f"postmortems/{name}.md"
    assert (done.exit_code, done.output.splitlines()[-1]) == (0, f"Wrote {path}, which is `in-review` now.")
    assert base.problems(path) == ()
    done, _ = held([*PUBLISHING, ("save", "")], path)
    assert (done.exit_code, done.output.splitlines()[-1]) == (0, f"Wrote {path}, which is `published` now.")
    assert [found.code for found in base.problems(path)] == []
    text = (base.root / path).read_text("utf-8")
    assert "\nstatus: published\n" in text
    assert "\nclasses:\n  - latency-sla\n" in text
    assert (
        "\n## What happened\n\nThe cache was empty, and pages took four seconds.\n\n## What is not known\n\nWho" in text
    )
    assert "## What it teaches" not in text
    assert "# classes:" not in text  # an example gives way to the answer
    done, _ = held([], name)
    assert "has all that any status asks for" in done.output


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_other_byte_stays(held: Held, base: Base, end: str) -> None:
    noted = f"---\n# Ours.\n{DRAFT}visibility:   'internal'  # for now\n# The end.\n---\n\n{NARRATIVE}"
    base.write(EXAMPLE, noted.replace("\n", end))
    done, _ = held([*ASKED, ("save", "")], EXAMPLE)
    assert done.exit_code == 0, done.output
    text = text_of(base)
    before, after = noted.replace("\n", end).split(end), text.split(end)
    gone = [line for line in before if line not in after]
    assert gone == ["status: draft"]
    assert [line for line in after if line in before] == [line for line in before if line != "status: draft"]
    assert text.count("\r\n") == (text.count("\n") if end == "\r\n" else 0)


def test_what_an_action_lacks_is_asked_and_put_into_it(held: Held, base: Base) -> None:
    short = PUBLISHED.replace("status: published", "status: draft").replace("owner: serving, due: 2026-03-01, ", "")
    base.write(EXAMPLE, page(short))
    done, _ = held([("owner", "serving"), ("due", "1 March 2026"), ("save", "")], EXAMPLE)
    assert done.exit_code == 0, done.output
    assert "status: open, owner: serving, due: 2026-03-01}" in text_of(base)
    assert "\nstatus: in-review\n" in text_of(base)


def test_what_is_left_open_keeps_the_status_and_is_told(held: Held, base: Base) -> None:
    base.write(EXAMPLE, page(DRAFT))
    done, _ = held([("classes", ""), *ASKED[1:], ("save", "")], EXAMPLE)
    assert done.exit_code == 1
    assert "It stays `draft`; this is left before it is `in-review`:" in done.output
    assert "`classes`" in done.output
    assert "\nstatus: draft\n" in text_of(base)
    assert "\n  - name: Page ranker\n" in text_of(base)


def test_a_log_goes_into_the_narrative_that_is_there(held: Held, base: Base) -> None:
    base.write(EXAMPLE, page(DRAFT))
    log = "10:00:01 INFO starts\n10:00:02 ERROR ``` is in the file"
    done, _ = held([("classes", log), *ASKED, ("save", "")], EXAMPLE)
    assert done.exit_code == 0, done.output
    assert text_of(base).endswith(f"{NARRATIVE}\n````text\n{log}\n````\n")


def test_ctrl_c_changes_nothing_and_gives_the_answers_back(held: Held, base: Base) -> None:
    before = page(DRAFT)
    base.write(EXAMPLE, before)
    done, _ = held([("classes", "other"), ("name", "Page ranker"), ("version", STOP)], EXAMPLE)
    assert (done.exit_code, text_of(base)) == (2, before)
    start = f"\n  afterword new --continue {EXAMPLE} "
    assert f"{start}--set classes.0=other --set 'models.0.name=Page ranker'\n" in done.stderr


def test_an_answer_that_is_in_the_file_can_be_changed_at_the_end(held: Held, base: Base) -> None:
    base.write(EXAMPLE, page(DRAFT))
    done, scripted = held([*ASKED, ("save", "severity"), ("severity", "sev4"), ("save", "")], EXAMPLE)
    assert done.exit_code == 0, done.output
    assert ("severity", "sev3") in scripted.typed
    assert "\nseverity: sev4\n" in text_of(base)


@pytest.mark.parametrize(
    ("there", "emptied", "after"),
    [
        ("aliases: [INC-1, INC-2]  # ours\n", "aliases[1]", "aliases: [INC-2]  # ours\n"),
        ("aliases:\n  # ours\n  - A-1\n  - A-2  # theirs\n", "aliases.0", "aliases:\n  # ours\n  - A-2  # theirs\n"),
        ("aliases:\n  - INC-1\n# The end.\n", "aliases.0", "# The end.\n"),
        ("trigger: >-\n  A release\n  emptied it.\nworked_well: [x]\n", "trigger", "worked_well: [x]\n"),
        ("lessons:\n  untested: [x]\n  surprises: [y]\n", "lessons.untested.0", "lessons:\n  surprises: [y]\n"),
    ],
)  # fmt: skip
def test_an_answer_in_the_file_is_deleted_by_an_empty_one(
    there: str, emptied: str, after: str, held: Held, base: Base
) -> None:
    base.write(EXAMPLE, page(f"{DRAFT}{there}"))
    name = emptied.replace("[", ".").split(".")[0] if "lessons" not in emptied else "untested"
    lines: list[Line] = [("save", emptied), (name, ""), ("save", "")]
    done, _ = held([*ASKED, *lines], EXAMPLE)
    assert done.exit_code == 0, done.output
    assert "It is taken out of the file when you save." in done.output
    text = text_of(base)
    assert there not in text
    assert f"\n{after}" in text


def test_an_answer_that_the_check_needs_is_not_deleted(held: Held, base: Base) -> None:
    base.write(EXAMPLE, page(DRAFT))
    done, _ = held([*ASKED, ("save", "impact.who"), ("who", ""), ("save", "")], EXAMPLE)
    assert done.exit_code == 1
    base.write(EXAMPLE, page(PUBLISHED.replace("status: published", "status: in-review").replace("reviewed:", "# r:")))
    needed: list[Line] = [("save", "trigger"), ("trigger", ""), ("save", "")]
    done, _ = held([("reviewed", ""), *needed], EXAMPLE)
    assert "The check needs it, so it stays." in done.output
    assert done.exit_code == 0, done.output


def test_without_a_terminal_set_fills_it_in(base: Base) -> None:
    base.write(EXAMPLE, page(PUBLISHED.replace("status: published", "status: in-review").replace("reviewed:", "# r:")))
    done = invoke(base.root, "new", "--continue", EXAMPLE, "--set", "reviewed=8 January 2025")
    assert (done.exit_code, done.output.splitlines()[-1]) == (0, f"Wrote {EXAMPLE}, which is `published` now.")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--continue", "2025-01-01-exampl"), "Did you mean `2025-01-01-example`?"),
        (("A title", "--continue", EXAMPLE), "give it without TITLE"),
        (("--continue", EXAMPLE, "--set", "onset=02/03/2025"), "can mean"),
    ],
)
def test_what_cannot_be_continued_is_said(arguments: tuple[str, ...], message: str, base: Base) -> None:
    base.write(EXAMPLE, page(DRAFT))
    done = invoke(base.root, "new", *arguments)
    assert done.exit_code == 2
    assert message in done.stderr


def test_what_was_set_on_the_command_line_is_not_asked_again(held: Held, base: Base) -> None:
    base.write(EXAMPLE, page(PUBLISHED.replace("status: published", "status: in-review").replace("trigger: A", "# A")))
    done, _ = held([("save", "")], EXAMPLE, "--set=trigger=A release emptied the cache.")
    assert done.exit_code == 0, done.output
    assert "\ntrigger: A release emptied the cache.\n" in text_of(base)
