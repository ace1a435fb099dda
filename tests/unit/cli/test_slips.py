"""``--set`` and ``fix`` take what has one meaning, show it, and leave the rest to a person."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.knowledge import EXAMPLE, PUBLISHED, Base, page
from tests.unit.cli.invoke import invoke

NAME = "postmortems/2025-03-01-it-failed.md"


@pytest.mark.parametrize("value", ["SEV2", "Sev 2", "P2"])
def test_set_takes_a_slip_and_shows_it(value: str, base: Base) -> None:
    done = invoke(
        base.root, "new", "It failed", "--set", f"severity={value}", "--set", "onset=2025-03-01", "--no-input"
    )
    assert done.exit_code == 0
    assert done.stderr == f"Took severity={value} as `sev2`.\n"
    assert "\nseverity: sev2\n" in (base.root / NAME).read_text("utf-8")


def test_set_refuses_what_can_mean_two_things(base: Base) -> None:
    done = invoke(base.root, "new", "It failed", "--set", "onset=02/03/2025", "--no-input")
    assert done.exit_code == 2
    assert "`onset` is `02/03/2025`, which can mean `2025-03-02` or `2025-02-03`; set one" in done.stderr


@pytest.fixture
def fixed(base: Base) -> Callable[[str], str]:
    def fix(text: str) -> str:
        base.write(EXAMPLE, page(text))
        invoke(base.root, "fix")
        return (base.root / EXAMPLE).read_text("utf-8")

    return fix


@pytest.mark.parametrize("value", ["SEV3", "Sev 3", "P3", "S3"])
def test_fix_takes_the_same_slips(value: str, fixed: Callable[[str], str]) -> None:
    assert "\nseverity: sev3\n" in fixed(PUBLISHED.replace("severity: sev3", f"severity: {value}"))


def test_fix_leaves_what_only_most_people_mean(fixed: Callable[[str], str]) -> None:
    assert "\nseverity: high\n" in fixed(PUBLISHED.replace("severity: sev3", "severity: high"))
