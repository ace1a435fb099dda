"""The baseline: old problems may stay, new ones may not, and what is fixed must leave."""

from __future__ import annotations

import json

import pytest
from click.testing import Result
from junitparser import Failure, JUnitXml

from afterword.reporters.baseline import Baseline, Fingerprint
from tests.knowledge import DRAFT, EXAMPLE, Base, overlaid, page
from tests.unit.cli.invoke import invoke

FILE = "baseline.json"
OTHER = "postmortems/2025-01-02-other.md"
RATCHET = ("check", "--baseline", FILE)


def two_links(first: str = "gone.md", second: str = "lost.md") -> str:
    return f"See [it]({first}).\n\nAnd see [this]({second}).\n"


@pytest.fixture
def old(base: Base) -> Base:
    """A base with three old problems: two broken links and a warning."""
    fields = "patterns: [evaluation-blind-spot]\nonset_precision: minute\n"
    base.write(EXAMPLE, page(overlaid(DRAFT, fields), two_links()))
    done = invoke(base.root, "check", "--write-baseline", FILE)
    assert (done.exit_code, done.stdout) == (0, "Checked 1 review: no new problems; 3 known problems in the baseline\n")
    return base


def rewritten(base: Base, body: str, fields: str = "onset_precision: minute\n") -> Result:
    base.write(EXAMPLE, page(overlaid(DRAFT, f"patterns: [evaluation-blind-spot]\n{fields}"), body))
    return invoke(base.root, *RATCHET)


def test_old_problems_stand_and_are_counted(old: Base) -> None:
    done = invoke(old.root, *RATCHET, "--strict")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == "Checked 1 review: no new problems; 3 known problems in the baseline\n"


def test_an_edit_elsewhere_makes_nothing_old_look_new(old: Base) -> None:
    body = f"A new paragraph.\n\n{two_links()}"
    done = rewritten(old, body, "aliases: [INC-1]\nonset_precision: minute\n")
    assert (done.exit_code, done.stderr) == (0, "")


def test_a_new_problem_rejects_beside_the_old_ones(old: Base) -> None:
    done = rewritten(old, f"{two_links()}\nAnd [that](missing.md).\n")
    assert (done.exit_code, done.stderr) == (1, "")
    assert "missing.md" in done.stdout
    assert "gone.md" not in done.stdout
    assert done.stdout.endswith("Checked 1 review: 1 error in 1 file; 3 known problems in the baseline\n")


def test_the_same_problem_a_second_time_is_new(old: Base) -> None:
    done = rewritten(old, f"{two_links()}\nAnd [again](gone.md).\n")
    assert done.exit_code == 1
    assert done.stdout.endswith("1 error in 1 file; 3 known problems in the baseline\n")


def test_a_problem_in_place_of_an_old_one_is_new_and_the_old_one_mended(old: Base) -> None:
    done = rewritten(old, two_links(second="missing.md"))
    assert done.exit_code == 1
    assert "missing.md" in done.stdout
    assert f"{EXAMPLE}: AW503 is fixed: remove it from the baseline (1 of 1)\n" in done.stderr


def test_what_is_mended_must_leave_and_it_is_said_how(old: Base) -> None:
    done = rewritten(old, two_links(second=f"../{EXAMPLE}"), "onset: 2025-01-01\n")
    assert done.exit_code == 1
    assert done.stderr.splitlines() == [
        f"{EXAMPLE}: /onset_precision AW204 is fixed: remove it from the baseline (1 of 1)",
        f"{EXAMPLE}: AW503 is fixed: remove it from the baseline (1 of 1)",
        f"To remove fixed problems from it, run `afterword check --baseline {FILE} --write-baseline {FILE}`",
    ]
    assert invoke(old.root, *RATCHET, "--write-baseline", FILE).exit_code == 0
    assert invoke(old.root, *RATCHET).stdout == "Checked 1 review: no new problems; 1 known problem in the baseline\n"


def test_every_format_says_why_what_is_mended_rejects(old: Base) -> None:
    rewritten(old, two_links(second=f"../{EXAMPLE}"))
    made = {form: invoke(old.root, *RATCHET, "--format", form).stdout for form in ("junit", "gitlab", "json", "sarif")}
    first, advice = f"{EXAMPLE}: AW503 is fixed: remove it from the baseline (1 of 1)", f"--write-baseline {FILE}`"
    xml = JUnitXml.fromstring(made["junit"].encode())
    (failed,) = (one for suite in xml for case in suite for one in case.result if isinstance(one, Failure))
    assert (xml.failures, failed.message, (failed.text or "").endswith(advice)) == (1, first, True)
    (issue,) = json.loads(made["gitlab"])
    assert (issue["check_name"], issue["location"]["path"], first in issue["description"]) == ("baseline", FILE, True)
    assert json.loads(made["json"])["fixed"][0] == first
    (notified,) = json.loads(made["sarif"])["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert notified["message"]["text"].startswith(first)
    assert invoke(old.root, *RATCHET).stdout.endswith(
        "no new problems; 2 known problems in the baseline; some problems in the baseline are fixed\n"
    )


def test_taking_out_never_lets_in(old: Base) -> None:
    rewritten(old, two_links(second="missing.md"))
    done = invoke(old.root, *RATCHET, "--write-baseline", FILE)
    assert (done.exit_code, "missing.md" in done.stdout) == (1, True)
    assert len(json.loads((old.root / FILE).read_text("utf-8"))["problems"]) == 2


def test_what_is_found_more_often_does_not_raise_its_number() -> None:
    key = Fingerprint(EXAMPLE, "AW503", "", "0" * 16)
    once, twice = Baseline({key: 1}), Baseline({key: 2})
    assert (once.still(twice, ()), twice.still(once, ())) == (once, once)


def test_what_is_for_information_only_needs_no_baseline(base: Base) -> None:
    base.write(EXAMPLE, page(DRAFT))
    assert "AW407" in invoke(base.root, "check", "--write-baseline", FILE).stdout
    assert json.loads((base.root / FILE).read_text("utf-8"))["problems"] == []


def test_a_review_that_is_gone_leaves_the_baseline(old: Base) -> None:
    (old.root / EXAMPLE).unlink()
    old.write(OTHER, page(overlaid(DRAFT, "onset: 2025-01-02\npatterns: [evaluation-blind-spot]\n")))
    assert invoke(old.root, *RATCHET).stderr.count("is fixed") == 3


def test_what_was_not_looked_at_is_not_called_mended(old: Base) -> None:
    old.write(OTHER, page(overlaid(DRAFT, "onset: 2025-01-02\n")))
    for more in ([OTHER], ["--select", "AW2"], ["--ignore", "AW503"]):
        done = invoke(old.root, *RATCHET, *more)
        assert (done.exit_code, done.stderr) == (0, "")


def test_what_a_broken_file_hides_is_not_called_mended_nor_taken_out(old: Base) -> None:
    before = (old.root / FILE).read_bytes()
    done = rewritten(old, two_links(), "onset_precision: minute\nteam: search\n")
    assert (done.exit_code, done.stderr, "AW102" in done.stdout) == (1, "", True)
    assert invoke(old.root, *RATCHET, "--write-baseline", FILE).exit_code == 1
    assert (old.root / FILE).read_bytes() == before


def test_errors_of_the_schema_are_never_let_stand(old: Base) -> None:
    old.write(OTHER, page(overlaid(DRAFT, "onset: 2025-01-02\nteam: search\n")))
    done = invoke(old.root, "check", "--write-baseline", FILE)
    assert (done.exit_code, "AW102" in done.stdout) == (1, True)
    text = (old.root / FILE).read_text("utf-8")
    assert "AW102" not in text
    entry = {"path": OTHER, "code": "AW102", "pointer": "/team", "text": "0" * 16, "count": 9}
    data = json.loads(text)
    data["problems"].append(entry)
    old.write(FILE, json.dumps(data))
    assert "AW102" in invoke(old.root, *RATCHET).stdout


def test_a_secret_is_never_let_stand_and_an_address_leaves_no_trace(old: Base) -> None:
    token = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
    body = f"The token was {token}.\n\nAsk a.b@acme-widgets.com.\n"
    old.write(OTHER, page(overlaid(DRAFT, "onset: 2025-01-02\n"), body))
    done = invoke(old.root, "check", "--write-baseline", FILE)
    assert (done.exit_code, token in done.stdout + done.stderr) == (1, False)
    held = [one["code"] for one in json.loads((old.root / FILE).read_text("utf-8"))["problems"] if one["path"] == OTHER]
    assert [code[:3] for code in held] == ["AW8"]
    assert invoke(old.root, *RATCHET).exit_code == 1


def test_the_file_is_sorted_and_the_same_each_time_and_holds_no_words(old: Base) -> None:
    first = (old.root / FILE).read_bytes()
    assert b"gone.md" not in first
    problems = json.loads(first)["problems"]
    assert [(one["code"], one["count"]) for one in problems] == [("AW204", 1), ("AW503", 1), ("AW503", 1)]
    assert problems == sorted(problems, key=lambda one: (one["path"], one["code"], one["pointer"], one["text"]))
    assert len(first.decode().splitlines()) == 4 + len(problems) + 1
    invoke(old.root, "check", "--write-baseline", FILE)
    assert (old.root / FILE).read_bytes() == first
    assert sorted(path.name for path in old.root.iterdir()) == [FILE, "docs", "postmortems", "pyproject.toml"]


def test_positions_in_lists_are_left_out(base: Base) -> None:
    cause = "{layer: process, statement: Human error.}"
    other = "{layer: data, statement: The table has no owner.}"
    fields = f"patterns: [evaluation-blind-spot]\nroot_causes: [{cause}]\n"
    base.write(EXAMPLE, page(overlaid(DRAFT, fields)))
    invoke(base.root, "check", "--write-baseline", FILE)
    base.write(EXAMPLE, page(overlaid(DRAFT, fields.replace("[{", f"[{other}, {{"))))
    done = invoke(base.root, *RATCHET, "--strict")
    assert (done.exit_code, done.stdout) == (0, "Checked 1 review: no new problems; 1 known problem in the baseline\n")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "cannot be read: no such file or directory. Create one with --write-baseline."),
        ("{", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ("[]", "is not a baseline of this version"),
        ('{"version": 2, "problems": []}', "is not a baseline of this version"),
        ('{"version": 1, "problems": [{}]}', "has an invalid entry"),
        (
            '{"version": 1, "problems": [{"path": "a", "code": "b", "pointer": "", "text": "", "count": true}]}',
            "has an invalid entry",
        ),
    ],
)
def test_a_file_that_is_no_baseline_could_not_run(content: str | None, message: str, old: Base) -> None:
    (old.root / FILE).unlink()
    if content is not None:
        old.write(FILE, content)
    done = invoke(old.root, *RATCHET)
    assert (done.exit_code, done.stdout) == (2, "")
    assert message in done.stderr


@pytest.mark.parametrize("more", [[EXAMPLE], ["--select", "AW2"], ["--ignore", "AW2"]])
def test_a_part_is_never_written_as_the_whole(more: list[str], old: Base) -> None:
    done = invoke(old.root, "check", "--write-baseline", FILE, *more)
    assert (done.exit_code, "covers the whole knowledge base" in done.stderr) == (2, True)


def test_a_baseline_that_cannot_be_written_leaves_the_old_one(old: Base) -> None:
    done = invoke(old.root, "check", "--write-baseline", "gone/baseline.json")
    assert (done.exit_code, "cannot be written: no such file or directory" in done.stderr) == (2, True)
