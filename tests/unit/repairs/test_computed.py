"""What is missing and can be only one is written; everything else is left to its author."""

from __future__ import annotations

import pytest

from tests.knowledge import DRAFT, overlaid, page
from tests.unit.repairs.mending import left, mend, mended

ONSET = "onset: 2025-01-01\n"
NO_ONSET = DRAFT.replace(ONSET, "")


def actions(written: str) -> str:
    return page(f"{DRAFT}actions:\n{written}")


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("  - area: prevention\n    title: A\n", "  - id: A1\n    area: prevention\n    title: A\n"),
        (
            "- area: prevention # why\n  title: A\n-\n  # first\n  title: B\n  area: detection\n",
            "- id: A1\n  area: prevention # why\n  title: A\n-\n  # first\n  id: A2\n  title: B\n  area: detection\n",
        ),
        ("  - {area: prevention, title: A}\n", "  - {id: A1, area: prevention, title: A}\n"),
        (
            "".join(f"- {{{id_}area: process, title: A}}\n" for id_ in ("id: A1, ", "", "id: A3, ", "")),
            "".join(f"- {{id: A{number}, area: process, title: A}}\n" for number in (1, 2, 3, 4)),
        ),
    ],
)
def test_an_action_without_an_id_gets_the_next_that_is_free(written: str, right: str) -> None:
    assert mended(actions(written)) == actions(right)
    assert left(actions(written)) == []


def test_line_ends_stay_those_of_the_file() -> None:
    written = actions("  - area: prevention\n    title: A\n").replace("\n", "\r\n")
    assert mended(written) == actions("  - id: A1\n    area: prevention\n    title: A\n").replace("\n", "\r\n")
    assert mended(page(NO_ONSET).replace("\n", "\r\n")) == page(NO_ONSET + ONSET).replace("\n", "\r\n")


def test_a_file_whose_lines_end_in_two_ways_is_left() -> None:
    written = page(NO_ONSET).replace("\n", "\r\n", 1)
    assert mended(written) == written
    assert left(written) == ["The lines end in two different ways"]


def test_a_missing_onset_is_the_date_in_the_name() -> None:
    assert mended(page(NO_ONSET)) == page(NO_ONSET + ONSET)
    assert [told for _, told in mend(page(NO_ONSET)).repaired] == [
        "Set `onset` to 2025-01-01, the date in the file name"
    ]


@pytest.mark.parametrize("clock", ["first_signal", "detected", "resolved"])
def test_the_date_in_the_name_may_be_that_of_another_clock(clock: str) -> None:
    written = page(f"{NO_ONSET}{clock}: 2025-01-01\n")
    assert mended(written) == written
    assert left(written) == ["The date in the file name may belong to another time, such as `detected`"]


def test_a_block_of_text_at_the_end_keeps_its_lines() -> None:
    fields = overlaid(NO_ONSET, "summary: |+\n  It was slow.\n\n")
    assert mended(page(fields)) == page(f"{fields}{ONSET}")


def test_front_matter_in_braces_is_left() -> None:
    written = page("{title: A, status: draft, kind: incident, severity: sev3, summary: A.}\n")
    assert mended(written) == written
    assert left(written) == ["The front matter cannot be edited safely; edit it by hand"]


def test_nothing_else_that_is_missing_is_made_up() -> None:
    written = page(DRAFT.replace("severity: sev3\n", ""))
    assert mended(written) == written
    assert left(written) == ["Needs your input"]


def test_an_action_that_lacks_more_gets_its_id_all_the_same() -> None:
    written = actions("  - area: prevention\n")
    assert mended(written) == actions("  - id: A1\n    area: prevention\n")
    assert left(written) == ["Needs your input"]
