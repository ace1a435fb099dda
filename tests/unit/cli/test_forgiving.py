"""The dialogue of ``afterword new`` forgives: it goes back, shows all at the end, and loses and misplaces nothing."""

from __future__ import annotations

import re
import shlex

import pytest

from tests.knowledge import EXAMPLE, PUBLISHED, Base, page
from tests.unit.cli.invoke import invoke
from tests.unit.cli.scripted import BACK, END, KEEP, STOP, Held, Line

pytestmark = pytest.mark.slow

NAME = "postmortems/2025-03-01-it-failed.md"
FIRST: list[Line] = [
    ("title", "It failed"),
    ("kind", "near miss"),
    ("severity", "P3"),
    ("summary", "It failed for an hour."),
    ("onset", "2025-03-01"),
]
MODEL: list[Line] = [("classes", "other"), ("name", "Bot score"), ("version", "7"), ("serving", ""), ("owner", "")]
REST: list[Line] = [
    ("by", "monitoring"),
    ("how", ""),
    ("caught_by", "safeguard"),
    ("caught_at", "canary"),
    ("layer", "data"),
    ("statement", "Nothing compares the schemas."),
    ("layer", ""),
]
LOG = "2025-03-01T10:00:01Z INFO loader starts\n2025-03-01T10:00:02Z ERROR 38 % of the column is empty"


def fields(base: Base, name: str = NAME) -> str:
    return re.sub(r"^#(?!#).*\n", "", (base.root / name).read_text("utf-8"), flags=re.MULTILINE)


def test_back_opens_the_answer_before_and_keeps_the_later_ones(held: Held, base: Base) -> None:
    lines = [
        *FIRST[:4],
        ("onset", BACK),
        ("summary", BACK),
        ("severity", "sev2"),
        ("summary", KEEP),
        *FIRST[4:],
        *MODEL,
        *REST,
    ]
    done, scripted = held([*lines, ("save", "")])
    assert done.exit_code == 0, done.output
    assert ("severity", "sev3") in scripted.typed  # what was answered stands in the line
    assert "\nseverity: sev2\nclasses:\n  - other\nsummary: It failed for an hour.\n" in fields(base)
    assert base.problems(NAME) == ()


def test_back_at_the_first_question_says_so(held: Held) -> None:
    done, _ = held([("title", BACK), ("title", "It failed"), ("kind", END)])
    assert "This is the first question." in done.output


def test_every_answer_can_be_changed_at_the_end(held: Held, base: Base) -> None:
    done, scripted = held(
        [
            *FIRST, *MODEL, *REST,
            ("save", "1"), ("title", "It failed again"),
            ("save", "models.0.version"), ("version", "8"),
            ("save", "severty"), ("save", "severity"), ("severity", KEEP),
            ("save", "root_causes.1.layer"), ("layer", "process"), ("statement", "No one reviews it."), ("layer", ""),
            ("save", "trigger"), ("trigger", "A release."),
            ("save", BACK), ("trigger", "A new release."),
            ("save", ""),
        ]
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    assert "`severty` is neither a number above nor a field. Did you mean `severity`?" in done.output
    assert scripted.typed.count(("trigger", "A release.")) == 1
    text = fields(base, "postmortems/2025-03-01-it-failed-again.md")
    assert "\n    version: 8\n" in text
    assert "\n  - layer: process\n    statement: No one reviews it.\n" in text
    assert "\ntrigger: A new release.\n" in text


def test_another_kind_asks_only_what_is_new(held: Held, base: Base) -> None:
    more: list[Line] = [
        ("save", "kind"),
        ("kind", "incident"),
        ("last_good_version", "6"),
        ("name", ""),
        ("missed_signals", ""),
        ("who", "Everyone"),
        ("first_signal", END),
    ]
    done, _ = held([*FIRST, *MODEL, *REST, *more])
    assert done.exit_code == 0, done.output
    text = fields(base)
    assert "\nimpact:\n  who: Everyone\n" in text
    assert "\nkind: incident\n" in text
    assert "\nroot_causes:\n  - layer: data\n" in text  # what comes after the question that ended it


def test_an_entry_that_is_dropped_or_emptied_leaves_the_others(held: Held, base: Base) -> None:
    second: list[Line] = [("name", "Ranker"), ("version", "<"), ("name", KEEP), ("version", "1"), ("serving", "-")]
    lines = [*FIRST, *MODEL, *REST, ("save", "models"), *second]
    third: list[Line] = [("save", "models.1.name"), ("name", "Other"), ("version", ""), ("serving", ""), ("owner", "")]
    emptied: list[Line] = [("name", ""), ("save", "models.0.name"), ("name", "")]
    done, _ = held([*lines, *third, *emptied, ("save", "")])
    assert done.exit_code == 0, done.output
    assert "\nmodels:\n  - name: Other\nonset:" in re.sub(r"\n+", "\n", fields(base))


def test_a_log_that_is_pasted_goes_into_the_narrative_and_never_into_the_next_questions(held: Held, base: Base) -> None:
    lines = [*FIRST[:3], ("summary", LOG), ("summary", "It failed\nfor an hour."), ("onset", END)]
    done, _ = held(lines)
    assert "The 2 lines that you pasted go into the narrative" in done.output
    files = [path.read_text("utf-8") for path in (base.root / "postmortems").iterdir()]
    assert f"\n```text\n{LOG}\n```\n" in files[0]
    assert files[0].index("## What happened") < files[0].index("```text") < files[0].index("## Why it could happen")
    assert "\nsummary: It failed for an hour.\n" in files[0]


def test_a_paste_is_kept_wherever_it_falls_and_can_be_taken_back(held: Held, base: Base) -> None:
    base.write(EXAMPLE, page(PUBLISHED))
    cache: list[Line] = [("title", "The cache was empty again"), ("link", LOG), ("link", "")]
    second = LOG.replace("loader", "second loader")
    ends: list[Line] = [("save", second), ("save", "p1"), ("pasted", "-"), ("save", "")]
    done, _ = held([*cache, *FIRST[1:], *MODEL, *REST, *ends])
    assert done.exit_code == 0, done.output
    text = (base.root / "postmortems/2025-03-01-the-cache-was-empty-again.md").read_text("utf-8")
    assert text.count("```text") == 1
    assert second in text


def test_a_secret_in_a_paste_is_covered(held: Held, base: Base) -> None:
    key = "AKIA" + "QYLPMN5HHHFPZAM2"
    log = f"{LOG}\n2025-03-01T10:00:03Z INFO key {key} is used"
    done, _ = held([*FIRST[:3], ("summary", log), ("summary", END)])
    assert done.exit_code == 0, done.output
    assert "1 part that may be secret or personal covered" in done.output
    assert all(key not in path.read_text("utf-8") for path in (base.root / "postmortems").iterdir())


def test_ctrl_c_after_going_back_gives_every_answer_and_every_paste_back(held: Held, base: Base) -> None:
    lines = [*FIRST[:3], ("summary", LOG), *FIRST[3:], ("classes", BACK), ("onset", BACK), ("summary", BACK)]
    done, _ = held([*lines, ("severity", STOP)])
    assert done.exit_code == 2
    command = next(line for line in done.stderr.splitlines() if line.startswith("  afterword new "))
    words = re.sub(r"\$'((?:[^'\\]|\\.)*)'", lambda found: shlex.quote(unquoted(found[1])), command)
    assert invoke(base.root, *shlex.split(words)[1:], "--no-input").exit_code == 0
    text = (base.root / NAME).read_text("utf-8")
    assert "\nseverity: sev3\n" in text
    assert "\nonset: 2025-03-01\n" in text
    assert LOG in text


def unquoted(text: str) -> str:
    return text.replace("\\n", "\n").replace("\\t", "\t").replace("\\'", "'").replace("\\\\", "\\")


def test_what_was_begun_and_is_not_whole_stays_in_the_draft_as_a_comment(held: Held, base: Base) -> None:
    lines = [*FIRST, *MODEL, *REST[:4], ("layer", "data"), ("statement", END)]
    done, _ = held(lines)
    assert done.exit_code == 0, done.output
    text = (base.root / NAME).read_text("utf-8")
    assert "\n# Begun in the dialogue, and not complete:\n# root_causes:\n#   - layer: data\n" in text
    assert base.problems(NAME) == ()


def test_what_an_earlier_review_says_of_the_model_is_not_asked_again(held: Held, base: Base) -> None:
    known = PUBLISHED.replace("{name: Page ranker}", "{name: Bot score, serving: batch, owner: bots}")
    base.write(EXAMPLE, page(known))
    done, _ = held([*FIRST, MODEL[0], ("name", "bot-score"), MODEL[2], *REST, ("save", "")])
    assert "Taken as `Bot score`." in done.output
    assert "Owner: bots, as in the last review of this model." in done.output
    assert "\n    serving: batch\n    owner: bots\n" in fields(base)


def test_what_was_set_in_part_is_asked_for_whole(held: Held, base: Base) -> None:
    lines = [*FIRST, *MODEL, *REST[:4], ("statement", "Nothing compares the schemas."), ("save", "")]
    done, _ = held(lines, "--set=root_causes.0.layer=data")
    assert done.exit_code == 0, done.output
    assert "\nroot_causes:\n  - layer: data\n    statement: Nothing compares the schemas.\n" in fields(base)


def test_an_invented_review_is_offered_as_one(held: Held, base: Base) -> None:
    base.write(EXAMPLE, page(PUBLISHED.replace("kind: incident", "kind: incident\nprovenance: illustrative")))
    done, _ = held([("title", "The cache was empty again"), ("link", ""), ("kind", END)])
    assert "An invented example, not a past incident of yours." in done.output


def test_a_slip_that_can_mean_two_things_is_asked_about(held: Held, base: Base) -> None:
    lines = [*FIRST[:4], ("onset", "02/03/2025"), ("onset", "2"), ("classes", END)]
    done, _ = held(lines)
    assert "can mean several things" in done.output
    assert [path.name for path in (base.root / "postmortems").iterdir()] == ["2025-02-03-it-failed.md"]


def test_optional_questions_say_so(held: Held) -> None:
    done, _ = held([*FIRST, *MODEL[:2], ("version", END)])
    assert "Which version was in production? (optional)" in done.output
    assert "How bad was it, or how bad would it have been for a near miss?\n" in done.output
