"""``afterword new --pattern`` at work: the page of a new pattern, without a review."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

import click

from afterword.cli.answers import Back
from afterword.cli.asking import LeftOut
from afterword.cli.common import CouldNotRun
from afterword.cli.pattern_names import patterns_given
from afterword.cli.pattern_pages import answered_about, known_ids, written
from afterword.cli.resuming import command, stopped
from afterword.cli.to_run import to_run
from afterword.corpus import Loaded
from afterword.diagnostics import Path, listed
from afterword.scaffold import (
    PATTERN_ANSWER,
    Judging,
    NewPattern,
    answer_key,
    asked_of_a_pattern,
    exemplified,
    name_of,
    new_pattern,
)
from afterword.schema import PATTERN
from afterword.text.nearest import suggest
from afterword.text.printable import printable


def pattern_alone(
    title: str, given: Sequence[str], typed: Mapping[Path, str], loaded: Loaded, judging: Judging, *, asks: bool
) -> int:
    """Make the page; return the exit code. Raises ``CouldNotRun``, and ``ClickException`` if the check rejects it."""
    if not title.strip():
        raise CouldNotRun('--pattern needs the title of the pattern, such as "Labels made by rules"')
    contract, name = loaded.contracts[PATTERN], name_of(title)
    if name in (known := known_ids(loaded)):
        raise CouldNotRun(f"There is a pattern `{name}` already; name it in the `patterns` of the review")
    told, rest = patterns_given([f"{PATTERN_ANSWER}.{name}.{pair.strip()}" for pair in given], contract)
    if rest:
        field = rest[0].removeprefix(f"{PATTERN_ANSWER}.{name}.").partition("=")[0]
        names = [one.name for one in asked_of_a_pattern(contract)]
        allowed = listed(f"`{one}`" for one in names)
        near = suggest(field, names)
        raise CouldNotRun(f"--set {printable(field, 60)}: what is set of a pattern is {allowed}.{near}")
    if title != name:
        told.setdefault(answer_key(name, "title"), title)
    if asks:
        told = _asked(name, told, typed, loaded, judging)
    pattern = new_pattern(name, told, contract, judging.as_of)
    if pattern.missing:
        raise CouldNotRun(_what_is_missing(pattern, told, loaded))
    with written([pattern], loaded, judging):
        near = suggest(name, known)
    if near:
        click.echo(f"  There is a name like it: {near.strip()}")
    click.echo(f"Next: name it in a review, `patterns: [{name}]`, and run `{to_run('check')}`.")
    return 0


def _asked(
    name: str, told: dict[Path, str], typed: Mapping[Path, str], loaded: Loaded, judging: Judging
) -> dict[Path, str]:
    from afterword.cli.interview import about_patterns

    patterns = about_patterns(judging, loaded)
    answers = patterns.answers
    answers.given.update(told)
    answers.offer({answer_key(name, str(path[-1])): text for path, text in typed.items()})
    while True:
        try:
            answers.begin()
            patterns.page(name)
        except Back as back:
            if not answers.back(back.typed):
                click.echo("  This is the first question.")
        except LeftOut:
            click.echo("Nothing was written.")
            sys.exit(0)
        except (EOFError, KeyboardInterrupt):
            stopped(answered_about(name, answers.given, answers.half_typed), judging.settings.reviews_dir)
        else:
            return answers.given


def _what_is_missing(pattern: NewPattern, told: Mapping[Path, str], loaded: Loaded) -> str:
    """What to set, with an example of each from a page that is there."""
    patterns = loaded.corpus().patterns
    examples = {
        answer_key(pattern.name, field.name): str(next(iter(exemplified(field, patterns).examples), "..."))
        for field in pattern.missing
    }
    names = listed(f"`{field.name}`" for field in pattern.missing)
    example = command(answered_about(pattern.name, {**examples, **told}))
    return f"The page of the pattern `{pattern.name}` needs {names}. Set them, as in this example:\n  {example}"
