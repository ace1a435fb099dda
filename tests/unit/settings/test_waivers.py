"""Waivers in the settings and on the command line: what one must say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from afterword.settings import SettingsError, load_settings
from afterword.settings.waivers import Waiver, waiver

WHOLE = """
[[tool.afterword.waivers]]
action = "2025-01-01-example#A1"
reason = "The rollback would do more harm"
until = 2026-03-01
"""


def loaded(folder: Path, toml: str) -> tuple[Waiver, ...]:
    (folder / "pyproject.toml").write_text(toml)
    return load_settings(folder).waivers


def test_a_waiver_of_the_settings_is_read_whole(tmp_path: Path) -> None:
    wanted = Waiver("2025-01-01-example", "A1", "The rollback would do more harm", date(2026, 3, 1))
    assert loaded(tmp_path, WHOLE) == (wanted,)


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("reason =", "reasons =", "have no `reasons`. Did you mean `reason`? Each has action, reason and until."),
        ("until = 2026-03-01\n", "", "must each have `until`; one does not."),
        ("2026-03-01", '"2026-03-01"', "must give `until` as a date without quotation marks"),
        ("2026-03-01", "2026-03-01T10:00:00Z", "must give `until` as a date without quotation marks"),
        ('"The rollback would do more harm"', '" "', "for 2025-01-01-example#A1 has no reason"),
        ('"The rollback would do more harm"', "3", "must give `action` and `reason` as text."),
        ("#A1", "A1", "names the action '2025-01-01-exampleA1'; write REVIEW-ID#ACTION-ID"),
        ("[[tool.afterword.waivers]]", "[tool.afterword.waivers]", "are not a list of tables"),
    ],
)
def test_a_waiver_that_does_not_say_enough_is_refused(right: str, wrong: str, message: str, tmp_path: Path) -> None:
    assert right in WHOLE
    with pytest.raises(SettingsError) as caught:
        loaded(tmp_path, WHOLE.replace(right, wrong))
    assert str(caught.value).startswith(f"[[tool.afterword.waivers]] {message}")


def test_a_reason_of_several_lines_becomes_one() -> None:
    assert waiver("2025-01-01-example#A1", "One\n  two", date(2026, 3, 1)).reason == "One two"
