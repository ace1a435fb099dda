"""Where a status and a day are written, in every notation that authors use, and that nothing else moves."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.corpus import entry_of
from afterword.reading import read_raw
from afterword.schema import REVIEW, Contract
from afterword.text.edits import apply_to_bytes
from afterword.trackers.following import Change
from afterword.trackers.rewriting import NotRewritten, edits_for, expected
from tests.knowledge import DRAFT, EXAMPLE, page
from tests.made import SETTINGS

DONE = Change("done", date(2026, 1, 20))
OPEN = Change("open", None)


@cache
def contract() -> Contract:
    return Contract(REVIEW)


def rewritten(actions: str, change: Change, position: int = 0, end: str = "\n") -> str:
    """The text of the actions after the edits; that the file means exactly what it should is asserted."""
    raw = page(DRAFT + actions).replace("\n", end).encode()
    entry = entry_of(read_raw(raw, EXAMPLE, SETTINGS.limits), contract())
    assert entry.document is not None
    made = apply_to_bytes(raw, edits_for(entry.document, position, change))
    after = entry_of(read_raw(made, EXAMPLE, SETTINGS.limits), contract())
    assert after.data == expected(dict(entry.data), position, change)
    text = made.decode()
    before = text.partition("actions:")[0]
    assert raw.decode().startswith(before)
    return text[len(before) :].partition(f"---{end}")[0]


BLOCK = """\
actions:
  # The first one.
  - id: A1  # as agreed
    area: prevention
    status: open  # since March
    title: >-
      Files are
      validated
"""


def test_a_status_changes_where_it_stands_and_the_day_comes_below_it() -> None:
    assert rewritten(BLOCK, DONE) == BLOCK.replace(
        "status: open  # since March\n", "status: done  # since March\n    closed: 2026-01-20\n"
    )


def test_line_ends_of_windows_stay() -> None:
    windows = BLOCK.replace("\n", "\r\n")
    assert rewritten(BLOCK, DONE, end="\r\n") == windows.replace(
        "status: open  # since March\r\n", "status: done  # since March\r\n    closed: 2026-01-20\r\n"
    )


def test_a_status_that_is_not_there_comes_behind_the_id() -> None:
    without = BLOCK.replace("    status: open  # since March\n", "")
    assert rewritten(without, DONE) == without.replace(
        "# as agreed\n", "# as agreed\n    status: done\n    closed: 2026-01-20\n"
    )


def test_in_brackets_everything_stays_on_its_line() -> None:
    flow = "actions:\n  - {id: A1, area: prevention, title: Files, status: 'open', owner: x}  # short\n"
    assert rewritten(flow, DONE) == flow.replace("'open'", "'done', closed: 2026-01-20")


def test_quotes_stay() -> None:
    quoted = 'actions:\n- "id": "A1"\n  "area": process\n  title: T\n  "status": "in-progress"\n'
    assert rewritten(quoted, DONE) == quoted.replace('"in-progress"\n', '"done"\n  closed: 2026-01-20\n')


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "{id: A1, area: process, title: T, status: done, closed: 2026-01-02}",
            "{id: A1, area: process, title: T, status: open}",
        ),
        (
            "{closed: 2026-01-02, id: A1, area: process, title: T, status: done}",
            "{id: A1, area: process, title: T, status: open}",
        ),
    ],
)
def test_work_that_begins_again_loses_its_day_in_brackets(before: str, after: str) -> None:
    assert rewritten(f"actions: [{before}]\n", OPEN) == f"actions: [{after}]\n"


def test_work_that_begins_again_loses_its_day_on_lines() -> None:
    text = (
        "actions:\n  - id: A1\n    area: process\n    status: done\n    closed: 2026-01-02  # at last\n    title: T\n"
    )
    assert rewritten(text, OPEN) == "actions:\n  - id: A1\n    area: process\n    status: open\n    title: T\n"


def test_a_day_at_the_head_of_an_item_is_left() -> None:
    with pytest.raises(NotRewritten, match="is the first field"):
        rewritten(
            "actions:\n  - closed: 2026-01-02\n    id: A1\n    area: process\n    title: T\n    status: done\n", OPEN
        )


def test_only_the_action_that_is_meant_is_touched() -> None:
    two = BLOCK + BLOCK.removeprefix("actions:\n").replace("A1", "A2")
    changed = rewritten(two, DONE, 1)
    assert changed.startswith(BLOCK)
    assert changed.count("status: done") == 1


FIELDS = st.permutations(["id", "area", "title", "status", "closed", "owner"])
VALUES = {"id": "A1", "area": "process", "title": "T", "status": "done", "closed": "2026-01-02", "owner": "x"}
CHANGES = st.builds(Change, st.sampled_from(["open", "in-progress"]), st.none()) | st.builds(
    Change, st.sampled_from(["done", "dropped"]), st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1))
)


@given(
    FIELDS,
    st.sets(st.sampled_from(["status", "closed", "owner"])),
    st.booleans(),
    CHANGES,
    st.sampled_from(["\n", "\r\n"]),
)
def test_whatever_the_order_and_the_notation_the_file_means_what_it_should(
    order: list[str], absent: set[str], brackets: bool, change: Change, end: str
) -> None:
    pairs = [f"{name}: {VALUES[name]}" for name in order if name not in absent]
    text = f"{{{', '.join(pairs)}}}\n" if brackets else "\n    ".join(pairs) + "\n"
    try:
        rewritten(f"actions:\n  - {text}", change, end=end)
    except NotRewritten as left:
        assert "is the first field" in str(left)  # noqa: PT017
