"""What goes straight to data is what the careful way makes of it, and what has to be told never goes straight."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.reading import read_raw
from afterword.schema import PATTERN, REVIEW, Contract
from afterword.settings.limits import Limits
from tests.made import REPOSITORY

CONTRACT = Contract(REVIEW)
PAGES = [
    (kind, file.read_bytes())
    for kind, folder in ((REVIEW, "postmortems"), (PATTERN, "docs/patterns"))
    for file in sorted((REPOSITORY / folder).glob("*.md"))
]
STRANGE = [
    "a: &x 1",
    "a: *x",
    "a: !!str 1",
    "a: ! b",
    "&x a: b",
    "a: &x {b: c}",
    "a: &x [b]",
    "a: !!map {b: c}",
    '"\\u202e": b',
    'a: "\\u202e"',
    'a: "\\u00e9\\n"',
    "a: b\na: c",
    "<<: {a: b}",
    "A: b",
    "'a': b",
    "? a\n: b",
    "? [a]\n: b",
    "? {a: b}\n: c",
    "a",
    "- a",
    "[a]",
    "{a: b, c: [d, {e: f}]}",
    "a: b\n--- \nc: d",
    "%YAML 1.2\n--- \na: b",
    "a: b\n...",
    "...\na: b",
    "a: [b",
    "a: b: c",
    "a: >-\n  b\n\n    c\n",
    "a: |+\n  b\n\n",
    "a:\n",
    "a: {b: [{c: {d: [e]}}]}",
    "a: [1, 2, 3, 4, 5, 6, 7, 8]",
    "a: 'It''s'",
    "ab: " + "c" * 50,
    "a" * 13 + ": b",
    "# only a comment",
    "",
]
TIGHT = (
    Limits(),
    Limits(nesting=1),
    Limits(nesting=3),
    Limits(nodes=9),
    Limits(nodes=10),
    Limits(scalar=12),
    Limits(key=12),
)


def ways(front_matter: bytes, contract: Contract, limits: Limits) -> tuple[dict[str, Any] | None, Any]:
    """The data of both ways; ``None`` where the careful one has something to tell."""
    raw = b"---\n" + front_matter + b"\n---\n"
    careful = read_raw(raw, "p.md", limits).document
    reading = read_raw(raw, "p.md", limits, contract.straight)
    assert (reading.document is None) is (careful is None)
    return reading.data, contract.data(careful.root) if careful else None


@pytest.mark.slow
@pytest.mark.parametrize("kind", [REVIEW, PATTERN])
def test_every_page_of_this_repository_goes_straight(kind: str) -> None:
    contract = Contract(kind)
    for raw in (raw for one, raw in PAGES if one == kind):
        reading = read_raw(raw, "p.md", Limits(), contract.straight)
        assert reading.data is not None
        assert reading.document is not None
        assert reading.data == contract.data(reading.document.root)


@pytest.mark.parametrize("limits", TIGHT)
@pytest.mark.parametrize("front_matter", STRANGE)
def test_strange_spellings_are_read_alike(front_matter: str, limits: Limits) -> None:
    data, careful = ways(front_matter.encode(), CONTRACT, limits)
    assert data is None or data == careful


@given(
    page=st.sampled_from(PAGES[:12]),
    at=st.integers(0, 6_000),
    gone=st.integers(0, 4),
    typed=st.sampled_from(["", *":-#&*!|>'\"%@`{}[],?\\\n\t ", "\n  ", "\n- ", ": ", " #", "''", "\\u202e", "---\n"]),
)
def test_a_page_with_a_slip_in_it_is_read_alike(page: tuple[str, bytes], at: int, gone: int, typed: str) -> None:
    front_matter = page[1].removeprefix(b"---\n").partition(b"\n---\n")[0]
    changed = front_matter[:at] + typed.encode() + front_matter[at + gone :]
    data, careful = ways(changed, CONTRACT, Limits())
    assert data is None or data == careful
