"""Quick fixes, each by itself, and all of them at once: what ``afterword fix`` would make of the open text."""

from __future__ import annotations

import pytest

from afterword.lsp.base import Base as Seen
from afterword.lsp.code_actions import everything, quick_fixes
from afterword.lsp.messages import Words
from afterword.lsp.positions import Positions
from afterword.repairs import fix
from tests.knowledge import AS_OF, DRAFT, EXAMPLE, Base, overlaid, page

UNSORTED = """timeline:
  - {at: 2025-01-01T11:00Z, event: The first alert is raised.}
  - {at: 2025-01-01T10:00Z, event: The change is deployed.}
""".replace("raised.}", "raised.}  ")
BODY = "# Notes  \n\nA text.\n\n# More\n"
PLAIN = page(overlaid(DRAFT, UNSORTED), BODY)
ROUNDS = page(overlaid(DRAFT, f"status: drfat\n{UNSORTED}"), BODY)
"""Its timeline can be sorted only once its status is right and its line ends where its text does."""


@pytest.fixture
def seen(base: Base) -> Seen:
    return Seen(base.root, lambda: AS_OF)


@pytest.mark.parametrize("text", [PLAIN, PLAIN.replace("\n", "\r\n")], ids=["LF", "CRLF"])
def test_problems_of_one_place_have_each_its_fix(seen: Seen, text: str) -> None:
    problems = seen.check({EXAMPLE: text}).found[EXAMPLE]
    fixed = {problem for made in quick_fixes(seen.context(EXAMPLE, text), text) for problem in made.fixed}
    assert {problem.code for problem in problems} == {"AW011", "AW203", "AW506"}
    assert fixed == set(problems)


@pytest.mark.parametrize("text", [PLAIN, ROUNDS, ROUNDS.replace("\n", "\r\n"), "\ufeff" + ROUNDS], ids=repr)
def test_everything_is_what_the_command_would_write_in_one_edit(seen: Seen, text: str) -> None:
    made = everything(seen.context(EXAMPLE, text), text)
    assert made is not None
    (edit,) = Words(Positions(text)).edits(made)
    positions = Positions(text)
    start, end = (positions.offset(place.line, place.character) for place in (edit.range.start, edit.range.end))
    after = text[:start] + edit.new_text + text[end:]
    assert after.encode() == fix(text.encode(), seen.context(EXAMPLE, text)).raw
    assert EXAMPLE not in seen.check({EXAMPLE: after}).found
    assert everything(seen.context(EXAMPLE, after), after) is None


@pytest.mark.parametrize("text", ["---\n[", page(overlaid(DRAFT, "severity: sev9\n")), "", "\ud83d"])
def test_where_nothing_is_safe_nothing_is_fixed(seen: Seen, text: str) -> None:
    assert everything(seen.context(EXAMPLE, text), text) is None
    assert list(quick_fixes(seen.context(EXAMPLE, text), text)) == []
