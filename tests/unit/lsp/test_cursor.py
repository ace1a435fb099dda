"""Where the cursor stands is told from the lines, whether they parse or not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.lsp.cursor import Cursor, cursor_at, front_matter_end


def at(text: str) -> Cursor | None:
    """The cursor at the sign ``|`` of a front matter."""
    before, _, after = f"---\n{text}".partition("|")
    lines = (before + after).split("\n")
    return cursor_at(lines, before.count("\n"), len(before.rpartition("\n")[2]))


def found(text: str) -> Cursor:
    cursor = at(text)
    assert cursor is not None
    return cursor


@pytest.mark.parametrize(
    ("text", "path", "word"),
    [
        ("sta|", "", "sta"),
        ("status: |", "status", ""),
        ("status:|", "status", ""),
        ("status: dr|aft  # so far", "status", "draft"),
        ('status: "dr|aft"', "status", "draft"),
        ('"status": |', "status", ""),
        ("detection:\n  |", "detection", ""),
        ("detection:\n  by: cust|", "detection by", "cust"),
        ("detection: {by: cust|", "detection by", "cust"),
        ("models:\n  - na|", "models *", "na"),
        ("models:\n- name: a|", "models * name", "a"),
        ("models:\n- name: a\n  ta|", "models *", "ta"),
        ("models:\n  - name: a\n    # note: b\n\n    task: |\n", "models * task", ""),
        ("models:\n  - kpis:\n      - name: a\n      - na|", "models * kpis *", "na"),
        ("feeds:\n  readiness:\n    - x\n  capacity:\n    - y|", "feeds capacity *", "y"),
        ("patterns: [a, b|", "patterns *", "b"),
        ("actions: [{id: A1, area: p|", "actions * area", "p"),
        ("actions: [{id: A1, area: prevention}, {|", "actions *", ""),
        ("actions:\n  - {id: A1,\n     area: |}", "actions * area", ""),
        ("actions: [\n  {id: 'A1, {', area: de|", "actions * area", "de"),
        ("impact: {cost: {labour_hours: 1}, who: |", "impact who", ""),
        ("related: [{id: \n|", "", ""),
        ("related: [{id: \n  |", "related * id", ""),
        ("a: [{\nsummary: |", "summary", ""),
    ],
)
def test_the_way_to_the_word_is_told(text: str, path: str, word: str) -> None:
    cursor = found(text)
    assert (" ".join(cursor.path), cursor.word) == (path, word)


@pytest.mark.parametrize(
    "text", ["# sta|", "title: a # st|", "---\n|", "title: a\n---\nsta|", "actions: [{id: A1, # ar|"]
)
def test_comments_and_the_narrative_are_no_place_for_fields(text: str) -> None:
    assert at(text) is None


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("title: a\n|\nkind: b", {"title", "kind"}),
        ("models:\n  - name: a\n    |\n    task: b\n  - serving: c", {"name", "task"}),
        ("models:\n  - name: a\n  - |", set()),
        ("actions: [{id: A1, title: b, |", {"id", "title"}),
        ("detection:\n  how: a\n  |\nimpact:\n  who: b", {"how"}),
    ],
)
def test_keys_that_the_group_holds_already_are_told(text: str, taken: set[str]) -> None:
    assert found(text).taken == taken


@pytest.mark.parametrize("text", ["sev|erity: sev2", "|severity: sev2", "a: {b: 1, sev|erity: x}", "- sev|erity: x"])
def test_a_key_with_its_colon_is_a_key(text: str) -> None:
    cursor = found(text)
    assert (cursor.key, cursor.word) == (True, "severity")


def test_without_a_closing_fence_everything_is_front_matter() -> None:
    assert front_matter_end(["---", "a: b", "# c"]) == 3
    assert front_matter_end(["\ufeff---", "a: b", "---", "c"]) == 2
    assert [front_matter_end(lines) for lines in ([], ["a: b"], ["+++"])] == [None, None, None]


PIECES = [
    "---",
    "\n",
    "\n  ",
    "\n- ",
    "- ",
    "a: ",
    "b:",
    "[",
    "{",
    "]",
    "}",
    ",",
    "'",
    '"',
    "# ",
    " ",
    "x",
    "🦊",
    "\t",
    "|",
    ">-",
]


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join), st.integers(0, 40), st.integers(0, 40))
@settings(max_examples=200)
def test_whatever_is_typed_a_word_lies_on_its_line(text: str, number: int, column: int) -> None:
    lines = f"---\n{text}".split("\n")
    if number >= len(lines):
        return
    column = min(column, len(lines[number]))
    cursor = cursor_at(lines, number, column)
    if cursor is not None:
        assert 0 <= cursor.start <= cursor.end <= len(lines[number])
        assert lines[number][cursor.start : cursor.end].strip("\"'") == cursor.word.strip("\"'")


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["[", "- ", "a: [", "  ", '"', "a: {b: ", "'a", ": "])
def test_a_line_of_unheard_of_length_is_not_looked_at(piece: str) -> None:
    lines = ["---", *([piece * 400] * 60), piece * 200_000]
    assert cursor_at(lines, 61, 1_500) is None
    beside = cursor_at(lines, 60, 1_500)
    assert beside is None or beside.end <= len(lines[60])
