"""``afterword new --continue`` at work: ask, and fill in the answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from afterword.cli.common import this_moment
from afterword.cli.interview import interview
from afterword.cli.narrating import narrated, texts_given
from afterword.cli.pattern_names import patterns_given
from afterword.cli.pattern_pages import new_ones, tell_unfinished, written
from afterword.cli.resuming import Answered, resume_with, stopped
from afterword.cli.setting import put_all
from afterword.cli.unfinished import Filled, Unfinished, finish, unfinished
from afterword.corpus import Loaded
from afterword.diagnostics import Path
from afterword.scaffold import Judging, spelled
from afterword.scaffold.removing import removed
from afterword.schema import PATTERN
from afterword.text.printable import printable


def continued(
    asked: str,
    given: tuple[str, ...],
    logs: list[str],
    typed: Mapping[Path, str],
    loaded: Loaded,
    judging: Judging,
    *,
    asks: bool,
) -> int:
    """``afterword new --continue`` as a whole; return the exit code."""
    one = unfinished(asked, judging)
    if one is None:
        click.echo(f"{printable(asked)} has all that any status asks for.")
        return 0
    values = one.data
    told, rest = texts_given(given)
    patterns, rest = patterns_given(rest, loaded.contracts[PATTERN])
    told.update(patterns)
    put_all(values, None, rest, judging, this_moment(), in_file=True)
    start, folder = ("--continue", asked), judging.settings.reviews_dir
    answered, begun = dict(told), dict[str, Any]()
    if asks:
        dialogue = interview(values, judging, loaded, logs, one.wanted, one.headings)
        dialogue.answers.given.update(told)
        dialogue.answers.offer(typed)
        try:
            dialogue.hold()
        except KeyboardInterrupt:
            answers = dialogue.answers
            left = Answered(_new(values, one), dialogue.unfinished, logs, start, answers.given, answers.half_typed)
            stopped(left, folder)
        answered.update(dialogue.answers.given)
        begun = dialogue.unfinished
    made = new_ones(values, answered, loaded, judging)
    try:
        with written(made, loaded, judging) as whole:
            code = finish(one, Filled(values, narrated(answered), logs), whole, judging)
    except click.ClickException:
        click.echo(resume_with(Answered(_new(values, one), begun, logs, start, answered), folder), err=True)
        raise
    tell_unfinished(begun, answered, loaded, judging)
    return code


def _new(values: Mapping[str, Any], one: Unfinished) -> dict[str, Any]:
    """The fields that differ from those in the file; an empty one at a path was taken out, and comes first."""
    before = one.data
    changed = {name: value for name, value in values.items() if before.get(name) != value}
    return {**{spelled(path): "" for path in removed(before, values)}, **changed}
