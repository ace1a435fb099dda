"""Each version has reviews as they were and as they are after their migration, byte for byte."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from afterword.check import check_file
from afterword.corpus import entry_of
from afterword.migrations import HISTORY, Key, Migrated, Move, Step, migrate, steps
from afterword.migrations.moving import title
from afterword.migrations.targets import targets
from afterword.reading import read_raw
from afterword.rules import FileContext
from afterword.schema import REVIEW, Contract
from afterword.settings.limits import Limits
from tests.knowledge import AS_OF, EXAMPLE
from tests.made import REPOSITORY, SETTINGS

HERE = Path(__file__).parent
FIELDS, NEWEST = Contract(REVIEW).fields, Contract(REVIEW).version
CASES = [(version, case) for version in HISTORY for case in sorted((HERE / f"v{version}").iterdir())]
IDS = [f"v{version}-{case.name}" for version, case in CASES]
each_case = pytest.mark.parametrize(("version", "case"), CASES, ids=IDS)


def carried(raw: bytes, version: int) -> Migrated:
    return migrate(raw, EXAMPLE, Limits(), version, version + 1)


@each_case
def test_a_review_is_carried_over_byte_for_byte(version: int, case: Path) -> None:
    done = carried((case / "before.md").read_bytes(), version)
    assert done.raw.decode() == (case / "after.md").read_text("utf-8")
    assert done.left == ()


@each_case
def test_line_ends_and_the_mark_of_the_file_are_kept(version: int, case: Path) -> None:
    before, after = ((case / name).read_bytes() for name in ("before.md", "after.md"))
    done = carried(b"\xef\xbb\xbf" + before.replace(b"\n", b"\r\n"), version)
    assert done.raw == b"\xef\xbb\xbf" + after.replace(b"\n", b"\r\n")


@each_case
def test_what_was_carried_over_is_not_touched_again(version: int, case: Path) -> None:
    after = (case / "after.md").read_bytes()
    assert carried(after, version) == Migrated(after)


@each_case
def test_the_schema_refuses_what_was_and_names_no_shape_of_what_is(version: int, case: Path) -> None:
    contract = Contract(REVIEW)

    def codes(raw: bytes) -> set[str]:
        entry = entry_of(read_raw(raw, EXAMPLE, SETTINGS.limits), contract)
        settings = replace(SETTINGS, schema_version=version)
        return {found.code for found in check_file(FileContext(entry, contract, settings, AS_OF))}

    assert "AW110" in codes((case / "before.md").read_bytes())
    # The schema is the newest one, and the review is that of the next version.
    after = migrate((case / "after.md").read_bytes(), EXAMPLE, Limits(), version + 1, NEWEST).raw
    # What only its author knows, such as the layer of a cause, is missing before and after.
    assert codes(after) & {"AW102", "AW103", "AW110"} == set()


@pytest.mark.parametrize("version", HISTORY)
def test_every_step_is_made_somewhere_and_has_its_reason(version: int) -> None:
    said = {
        (change.said, change.why)
        for number, case in CASES
        if number == version
        for change in carried((case / "before.md").read_bytes(), version).done
    }
    for step in HISTORY[version]:
        assert step.why.endswith(".")
        assert any(why == step.why for _, why in said), step
        if isinstance(step, Move):
            (target,) = targets(read_raw(_holding(step.at), EXAMPLE, Limits()).document, step.at)  # type: ignore[arg-type]
            assert (title(step, target), step.why) in said


def test_the_history_leads_without_a_gap_to_the_schema() -> None:
    assert list(HISTORY) == list(range(min(HISTORY), NEWEST))


def test_a_new_base_begins_with_the_newest_shape() -> None:
    starter = (REPOSITORY / "plugins/afterword/starter/pyproject.toml").read_text("utf-8")
    assert tomllib.loads(starter)["tool"]["afterword"]["schema_version"] == NEWEST


@pytest.mark.parametrize("version", HISTORY)
def test_every_step_leads_to_a_field_of_the_schema(version: int) -> None:
    """Of the newest one: where a later step moves the field again, its way is followed."""
    later = [*HISTORY[version], *steps(version + 1, NEWEST)]
    for number, step in enumerate(HISTORY[version]):
        place = _target(step)
        for next_one in later[number + 1 :]:
            if isinstance(next_one, Move) and f"{place}.".startswith(f"{next_one.at}."):
                place = _target(next_one) + place.removeprefix(next_one.at)
        FIELDS.at(*place.split("."))


def _target(step: Step) -> str:
    """Where a step leaves the value that it finds."""
    if isinstance(step, Move):
        return f"{step.at.rpartition('.')[0]}.{step.to}".lstrip(".")
    return f"{step.at}.{step.key}" if isinstance(step, Key) else step.at


def _holding(at: str) -> bytes:
    value = "x"
    for step in reversed(at.split(".")):
        value = f"[{value}]" if step == "*" else f"{{{step}: {value}}}"
    return f"---\n{value}\n---\n".encode()
