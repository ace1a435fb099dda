"""``afterword new`` on a terminal: it asks what the schema demands, keeps what is typed, and links what is near."""

from __future__ import annotations

import re
import shlex

import pytest

from afterword.diagnostics import Severity
from tests.knowledge import EXAMPLE, PUBLISHED, Base, page
from tests.unit.cli.invoke import invoke
from tests.unit.cli.talk import CTRL_D, CTRL_U, TAB, Talk

pytestmark = pytest.mark.slow

NAME = "postmortems/2025-03-01-the-cache-was-empty-again.md"


@pytest.fixture
def known(base: Base) -> Base:
    """A knowledge base with an incident of the model ``Page ranker``."""
    base.write(EXAMPLE, page(PUBLISHED))
    return base


def text_of(base: Base, name: str = NAME) -> str:
    """What a draft holds, without its comments."""
    return re.sub(r"^#(?!#).*\n", "", (base.root / name).read_text("utf-8"), flags=re.MULTILINE)


def errors(base: Base) -> list[str]:
    """The codes of what rejects the draft; that it repeats a cause is advice."""
    return [found.code for found in base.problems(NAME) if found.severity is Severity.ERROR]


def test_a_near_miss_is_asked_what_its_meeting_needs_and_is_ready_for_it(known: Base) -> None:
    with Talk(known.root, "new") as talk:
        talk.answers(title="The cache was empty again")
        talk.hears("  1  The cache was empty (2025-01-01-example, ")
        talk.hears("shared words “cache”, “empty”").hears("1 action: 1 open")
        talk.hears("link: ").says("7").hears("`7` is not one of the numbers above")
        talk.hears("link: ").says(f"{CTRL_U}1")
        talk.hears("How is it related to “The cache was empty”?")
        talk.hears("relation [see-also]: ").says("recurrence-of")
        talk.hears("  near-miss  It was caught before it did harm.").answers(kind="near-mis")
        talk.hears("Taken as `near-miss`.")
        talk.answers(severity="Sev 3", summary="It was empty for an hour.", onset="2025-03-01T10:00")
        talk.hears("has no time zone, which you can type now. Enter takes `2025-03-01T10:00Z`.").hears(
            "onset [2025-03-01T10:00Z]: "
        )
        talk.says("+01:00").hears("Taken as `2025-03-01T10:00+01:00`.")
        talk.hears("5 more questions until it is ready for review.").answers(classes="latency-sla, other")
        talk.hears("Known so far: Page ranker.").hears("name: ").says(f"pa{TAB}")
        talk.answers(version="v7", serving="online", owner="", by="monitoring", how="")
        talk.answers(caught_by="safeguard", caught_at="can" + TAB)
        talk.answers(layer="infrastructure", statement="").hears("This field is required. `-` skips this entry.")
        talk.says("Nothing fills the cache.").answers(layer="data", statement="-").hears("Skipped.")
        talk.hears("Here is your review").hears("save: ").says("")
        assert talk.ends() == 0
    assert errors(known) == []
    text = text_of(known)
    assert "\nmodels:\n  - name: Page ranker\n    version: v7\n    serving: online\n" in text
    assert "\nclasses:\n  - latency-sla\n  - other\n" in text
    assert "\nnear_miss:\n  caught_by: safeguard\n  caught_at: canary\n" in text
    assert "\nroot_causes:\n  - layer: infrastructure\n    statement: Nothing fills the cache.\n" in text
    assert "\nrelated:\n  - id: 2025-01-01-example\n    relation: recurrence-of\n" in text
    known.write(NAME, (known.root / NAME).read_text("utf-8").replace("status: draft", "status: in-review"))
    assert errors(known) == []


def test_an_incident_is_asked_for_more_and_its_actions_are_numbered(known: Base) -> None:
    given = ["kind=incident", "severity=sev1", "summary=It failed.", "onset=2025-03-01T10:00Z", "classes=other"]
    given += ["detection.by=customer", "impact.who=All", "models.0.name=A", "root_causes.0.layer=data"]
    given += [
        "root_causes.0.statement=Nothing compared the two.",
        "timeline.0.at=2025-03-01T10:00Z",
        "timeline.0.event=x",
    ]
    given += [
        "first_signal=unknown",
        "detected=2025-03-01",
        "mitigated=2025-03-01",
        "resolved=unknown",
        "trigger=A release.",
    ]
    given += [
        "safeguards.0.name=x",
        "safeguards.0.outcome=absent",
        "lessons.untested=x",
        "worked_well=x",
        "feeds.capacity=x",
    ]
    with Talk(known.root, "new", "The cache was empty again", *(f"--set={one}" for one in given)) as talk:
        talk.hears("link: ").says("")
        talk.hears("6 more to publish; Ctrl-D saves now.")
        talk.hears("Six questions").hears("Had the input data drifted").answers(answer="unknown")
        for _ in range(5):
            talk.hears("One of yes, no, unknown or not-applicable.").answers(answer="")
        talk.answers(kind="")
        talk.hears("Which features").answers(feature="")
        talk.hears("Which data checks existed").answers(
            check="rows",
            threshold="1",
            observed="",
        )
        talk.answers(check="")
        talk.hears("Each question asks").answers(
            why="Why?",
            because="Since.",
        )
        talk.hears("\nwhy: ").says("").hears("at least 2 required").answers(why="And why?", because="Since that.")
        talk.hears("\nwhy: ").says("")
        talk.hears("  evaluation-blind-spot  The evaluation never looks").answers(patterns="evaluation-blnd-spot")
        talk.hears("Taken as `evaluation-blind-spot`.")
        talk.answers(area="prevention", title="The cache is filled first", owner="serv" + TAB, due="soon")
        talk.hears("it is not a day").hears("due: soon").says(f"{CTRL_U}2026-05-01")
        talk.hears("status [open]: ").says("")
        talk.answers(area="", save="")
        assert talk.ends() == 0
    assert "advice (AW603): The five whys end after 2 steps" in talk.said
    assert [found.code for found in known.problems(NAME)] == ["AW603"]
    text = text_of(known)
    assert (
        "\nactions:\n  - id: A1\n    area: prevention\n    title: The cache is filled first\n    owner: serving\n"
        in text
    )
    assert "\ndiagnosis:\n  data_drift:\n    answer: unknown\n\n" in text
    assert "\n  - why: And why?\n" in text


def test_ctrl_c_writes_nothing_and_gives_back_every_answer_as_a_command(known: Base) -> None:
    with Talk(known.root, "new") as talk:
        talk.answers(title="It's empty, `again`").hears("link: ").says("").answers(kind="near-miss")
        # Only the line editor completes a word: what it adds says that it has taken over the terminal.
        talk.hears("severity: ").says(f"se{TAB}", end="").hears("v")
        talk.stops().hears("Stopped; nothing was written.")
        assert talk.ends() == 2
        said = talk.said
    assert "--typed severity=sev" in said
    assert [path.name for path in (known.root / "postmortems").iterdir()] == [EXAMPLE.rpartition("/")[2]]
    command = shlex.split(next(line for line in said.splitlines() if line.startswith("  afterword new ")))
    assert invoke(known.root, *command[1:], "--no-input").exit_code == 0
    text = text_of(known, "postmortems/2026-01-31-it-s-empty-again.md")
    assert "title: It's empty, `again`\n" in text
    assert "kind: near-miss\n" in text


@pytest.mark.parametrize(("term", "enter"), [("dumb", "\n"), ("xterm", "\r")])
def test_the_answers_outlive_the_window_of_the_terminal(term: str, enter: str, known: Base) -> None:
    with Talk(known.root, "new", "It's empty, `again`", "--set=onset=2025-03-01", term=term) as talk:
        talk.hears("link:").says("", end=enter).hears("kind:").says("near-miss", end=enter)
        talk.hears("severity:").says("sev", end="").hears("sev")
        assert talk.hangs_up() == 2
    kept = known.root / "postmortems" / ".unfinished-answers.txt"
    assert kept.read_text().count(f"The dialogue was held in the folder {known.root}.\n") == 1
    command = shlex.split(next(line for line in kept.read_text().splitlines() if line.startswith("  afterword new ")))
    assert {"title=It's empty, `again`", "kind=near-miss"} < {*command}
    # The plain line editor drops what is half typed there.
    assert term == "dumb" or command[-2:] == ["--typed", "severity=sev"]
    done = invoke(known.root, *command[1:], "--no-input")
    assert (done.exit_code, len(known.report().corpus.reviews)) == (0, 2), done.output
    with Talk(known.root, "new", term=term) as talk:
        talk.hears(".unfinished-answers.txt:").hears("run the command in it").hears("title:").stops()
        assert talk.ends() == 2


def test_ctrl_d_ends_the_questions_and_writes_the_draft(known: Base) -> None:
    with Talk(known.root, "new", "The cache was empty again", "--set", "onset=2025-03-01") as talk:
        talk.hears("link: ").says("").answers(kind="incident").hears("severity: ").says(CTRL_D, end="")
        talk.hears("Unanswered fields are left in the draft as comments.")
        assert talk.ends() == 0
    assert known.problems(NAME) == ()


def test_a_name_that_is_taken_loses_no_answer(known: Base) -> None:
    known.write(NAME, "mine")
    with Talk(known.root, "new", "The cache was empty again", "--set", "onset=2025-03-01") as talk:
        talk.hears("link: ").says("").answers(kind="incident").hears("severity: ").says(CTRL_D, end="")
        talk.hears("afterword new --set").hears("kind=incident").hears("already exists")
        assert talk.ends() == 2
    assert (known.root / NAME).read_text() == "mine"


LOG = "2025-03-01T10:00:01Z INFO loader starts\n2025-03-01T10:00:02Z ERROR the column is empty"
PASTED = "\x1b[200~{}\x1b[201~"


@pytest.mark.parametrize(("term", "paste"), [("dumb", "{}"), ("xterm", PASTED)])
def test_pasted_lines_never_answer_the_next_questions(term: str, paste: str, known: Base) -> None:
    with Talk(known.root, "new", "The cache was empty again", "--set=onset=2025-03-01", term=term) as talk:
        talk.hears("link:").says("").hears("kind:").says("incident").hears("severity:").says("SEV2")
        talk.hears("Taken as `sev2`.").hears("summary:").says(paste.format(LOG))
        talk.hears("The 2 lines that you pasted go into the narrative").hears("summary:")
        talk.says(paste.format("It was empty\nfor an hour.")).hears("classes:").says(CTRL_D, end="")
        talk.hears("Wrote ")
        assert talk.ends() == 0
    text = (known.root / NAME).read_text("utf-8")
    assert f"\n```text\n{LOG}\n```\n" in text
    assert "\nsummary: It was empty for an hour.\n" in text
    assert known.problems(NAME) == ()


@pytest.mark.parametrize("back", ["<\n", "\x1b[5~"])
def test_a_key_goes_back_in_a_terminal_that_can(back: str, known: Base) -> None:
    with Talk(known.root, "new", "The cache was empty again", "--set=onset=2025-03-01", term="xterm") as talk:
        talk.hears("Page Up").hears("link:").says("").hears("kind:").says("incident").hears("severity:")
        talk.says(back, end="").hears("kind:").hears("incident").says(f"{CTRL_U}near-miss").hears("severity:")
        talk.says(CTRL_D, end="").hears("Wrote ")
        assert talk.ends() == 0
    assert "\nkind: near-miss\n" in text_of(known)
