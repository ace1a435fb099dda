"""``afterword new``: a draft that passes at once, from the prompts or from the command line."""

from __future__ import annotations

import pytest

from tests.knowledge import Base
from tests.unit.cli.invoke import invoke

NAME = "2025-03-01-the-ranker-was-empty.md"
GIVEN = ["The ranker was empty", "--set", "onset=2025-03-01T10:00Z", "--set", "severity=sev2"]


def test_a_draft_is_written_and_passes(base: Base) -> None:
    done = invoke(base.root, "new", *GIVEN, "--no-input")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == (
        f"Wrote postmortems/{NAME}\n"
        f"Next: fill in the fields as the comments explain, then run `afterword check postmortems/{NAME}`.\n"
    )
    assert base.problems(f"postmortems/{NAME}") == ()


def test_what_is_not_given_gets_its_default(base: Base) -> None:
    assert invoke(base.root, "new", "--no-input").exit_code == 0
    text = (base.root / "postmortems" / "2026-01-31-to-be-written.md").read_text("utf-8")
    assert "\nstatus: draft\n" in text
    assert "\nkind: incident\n" in text
    assert "\nonset: 2026-01-31\n" in text


def test_a_file_that_is_there_is_never_touched(base: Base) -> None:
    file = base.write(f"postmortems/{NAME}", "mine")
    done = invoke(base.root, "new", *GIVEN, "--no-input")
    assert (done.exit_code, file.read_text()) == (2, "mine")
    assert "already exists; choose another title or onset" in done.stderr


@pytest.mark.parametrize(
    ("pair", "code", "message"),
    [
        ("severty=sev1", 2, "There is no field `severty`. Did you mean `severity`?"),
        ("models.0.nme=x", 2, "There is no field `nme` in `models.0.nme`. Did you mean `name`?"),
        ("severity", 2, "--set needs PATH=VALUE, not `severity`"),
        ("=x", 2, "There is no field ``"),
        ("severity=high", 1, "`severity` is `high`, which is not one of the allowed values"),
        ("detected=2025-02-30", 1, "there is no day 2025-02-30"),
        ("models=x", 1, "`models[1]` must be a mapping"),
        ("impact.counted.0.count=-1", 1, "`impact.counted[1].count` is `-1`; it must be at least 0"),
        ("title=", 1, "`title` has no characters"),
    ],
)
def test_what_would_be_wrong_is_told_and_never_left_behind(pair: str, code: int, message: str, base: Base) -> None:
    done = invoke(base.root, "new", *GIVEN, "--set", pair, "--no-input")
    assert done.exit_code == code
    assert message in done.stderr
    assert list((base.root / "postmortems").iterdir()) == []


def test_numbers_lists_and_groups_can_be_given(base: Base) -> None:
    sets = ["classes=bad-update, other", "models.0.name=A, B", "impact.who=All", "impact.counted.0.what=x"]
    arguments = [part for pair in [*sets, "impact.counted.0.count=42"] for part in ("--set", pair)]
    done = invoke(base.root, "new", *GIVEN, *arguments, "--no-input")
    assert (done.exit_code, done.stderr) == (0, "")
    text = (base.root / "postmortems" / NAME).read_text("utf-8")
    assert "\nclasses:\n  - bad-update\n  - other\n" in text
    assert "\nmodels:\n  - name: A, B\n" in text
    assert "\n      count: 42\n" in text


def test_the_folder_is_made_where_it_is_missing(base: Base) -> None:
    (base.root / "postmortems").rmdir()
    assert invoke(base.root, "new", *GIVEN, "--no-input").exit_code == 0
