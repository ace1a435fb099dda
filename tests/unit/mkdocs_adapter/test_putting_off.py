"""Pages are put off only where the engine says that it will let us answer for them."""

from __future__ import annotations

import click
import pytest

from afterword.mkdocs_adapter.putting_off import served_through_us


@pytest.mark.parametrize(
    ("said", "served"),
    [
        ({"livereload": True}, True),
        ({"livereload": False}, False),
        ({"livereload": False, "no_livereload": False}, True),
        ({"livereload": False, "no_livereload": True}, False),
    ],
    ids=["MkDocs", "MkDocs --no-livereload", "ProperDocs", "ProperDocs --no-livereload"],
)
def test_what_the_command_is_told_of_live_reload_decides(said: dict[str, bool], *, served: bool) -> None:
    context = click.Context(click.Command("serve"))
    context.params = dict(said)
    with context:
        assert served_through_us() is served


def test_a_program_that_serves_by_itself_may_not_ask_us() -> None:
    assert served_through_us() is False
