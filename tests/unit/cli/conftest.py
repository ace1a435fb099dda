"""What the tests of several commands begin with."""

from __future__ import annotations

import pytest
from click.testing import Result

from tests.knowledge import EXAMPLE, PUBLISHED, Base, overlaid, page
from tests.unit.cli.invoke import invoke
from tests.unit.cli.late import FIELDS
from tests.unit.cli.scripted import Held, Line, Scripted


@pytest.fixture
def held(base: Base, monkeypatch: pytest.MonkeyPatch) -> Held:
    """Hold a dialogue by a script, with arguments of ``afterword new``."""

    def hold(lines: list[Line], *arguments: str) -> tuple[Result, Scripted]:
        scripted = Scripted(*lines)
        monkeypatch.setattr("afterword.cli.interview.terminal", lambda: scripted)
        monkeypatch.setattr("afterword.cli.new.is_asked", lambda: True)
        done = invoke(base.root, "new", *arguments)
        if isinstance(done.exception, AssertionError):
            raise done.exception
        assert scripted.lines == []
        return done, scripted

    return hold


@pytest.fixture
def late(base: Base) -> Base:
    """One published review whose only prevention is a month late."""
    base.write(EXAMPLE, page(overlaid(PUBLISHED, FIELDS)))
    return base
