"""``afterword new --continue`` at work: ask, and fill in the answers."""

from __future__ import annotations

import shlex

import click

from afterword.cli.common import CouldNotRun, this_moment
from afterword.cli.interview import interview
from afterword.cli.narrating import narrated, texts_given
from afterword.cli.resuming import resume_with, stopped
from afterword.cli.setting import put_all
from afterword.cli.unfinished import Filled, finish, unfinished
from afterword.corpus import Loaded
from afterword.scaffold import Judging
from afterword.text.printable import printable


def continued(
    asked: str, given: tuple[str, ...], logs: list[str], loaded: Loaded, judging: Judging, *, asks: bool
) -> int:
    """``afterword new --continue`` as a whole; return the exit code."""
    one = unfinished(asked, judging)
    if one is None:
        click.echo(f"{printable(asked)} has all that any status asks for.")
        return 0
    values = one.data
    told, rest = texts_given(given)
    put_all(values, None, rest, judging, this_moment())
    start = f"--continue {shlex.quote(asked)}"
    answered = dict(told)
    if asks:
        dialogue = interview(values, judging, loaded, logs, one.wanted, one.headings)
        dialogue.answers.given.update(told)
        try:
            dialogue.hold()
        except KeyboardInterrupt:
            new = {name: value for name, value in values.items() if one.data.get(name) != value}
            stopped(new, dialogue.unfinished, logs, start, dialogue.answers.given)
        answered.update(dialogue.answers.given)
    try:
        return finish(one, Filled(values, narrated(answered), logs), loaded, judging)
    except CouldNotRun:
        new = {name: value for name, value in values.items() if one.data.get(name) != value}
        click.echo(resume_with(new, logs, start, answered), err=True)
        raise
