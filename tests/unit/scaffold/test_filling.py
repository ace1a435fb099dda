"""Texts and pasted blocks are put into the narrative of a draft, and none of them is lost."""

from __future__ import annotations

from pathlib import Path

from afterword.model.unwritten import HEADINGS, WHAT_HAPPENED
from afterword.scaffold.filling import narrative
from afterword.text.edits import apply
from tests.knowledge import DRAFT, page
from tests.unit.reading.reader import document

FIRST, SECOND = "```text\n10:00 one\n```", "```text\n10:01 two\n```"
LAST = "What it teaches"


def filled(folder: Path, body: str, texts: dict[str, str], *blocks: str) -> str:
    text = page(DRAFT, body)
    return apply(text, narrative(document(folder, text), texts, blocks)).partition("\n---\n")[2].strip()


def test_a_block_follows_what_happened_and_without_that_it_ends_the_narrative(tmp_path: Path) -> None:
    body = f"## {WHAT_HAPPENED}\n\n{HEADINGS[WHAT_HAPPENED]}\n\n## {LAST}\n\nA lesson.\n"
    begun = f"## {WHAT_HAPPENED}\n\nIt was empty.\n\n{FIRST}\n\n## {LAST}\n\nA lesson."
    assert filled(tmp_path, body, {WHAT_HAPPENED: "It was empty."}, FIRST) == begun
    assert filled(tmp_path, body, {}, FIRST) == f"{body}\n{FIRST}"


def test_notes_below_a_hint_keep_their_heading_where_there_is_no_answer(tmp_path: Path) -> None:
    body = f"## {LAST}\n\n{HEADINGS[LAST]}\n\nAsk the team on call.\n\n## More\n\nMine."
    assert filled(tmp_path, body, {LAST: ""}) == f"## {LAST}\n\nAsk the team on call.\n\n## More\n\nMine."
    bare = f"## {LAST}\n\n{HEADINGS[LAST]}\n\n## More\n\nMine."
    assert filled(tmp_path, bare, {LAST: ""}) == "## More\n\nMine."


def test_a_block_that_an_answer_has_too_takes_no_other_one_away(tmp_path: Path) -> None:
    body = f"## {LAST}\n\n{HEADINGS[LAST]}\n"
    assert filled(tmp_path, body, {LAST: FIRST}, FIRST, SECOND) == f"## {LAST}\n\n{FIRST}\n\n{SECOND}"
