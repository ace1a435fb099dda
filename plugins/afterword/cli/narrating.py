"""The questions about the narrative of a review whose template nobody has replaced yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import click

from afterword.cli.asking import LEAVE, Asking
from afterword.cli.pasted import as_block, is_log
from afterword.diagnostics import Path
from afterword.model.unwritten import HEADINGS, WHAT_HAPPENED
from afterword.scaffold import spelled
from afterword.secrecy import find
from afterword.text.placeholders import is_placeholder
from afterword.text.slug import slug

NARRATIVE = "narrative"


def key_of(heading: str) -> Path:
    """What the text below a heading is called, as ``--set`` takes it: ``narrative.what-happened``."""
    return (NARRATIVE, slug(heading))


def unwritten_in(body: str) -> tuple[str, ...]:
    """The headings of a narrative whose hints are still there."""
    return tuple(heading for heading, hint in HEADINGS.items() if hint in body)


def narrate(asking: Asking, headings: tuple[str, ...]) -> None:
    """Ask for the text below each heading; an empty answer leaves the heading out, but for what happened."""
    for heading in headings:
        path, needed = key_of(heading), heading == WHAT_HAPPENED
        if asking.known(path, needed=needed) is None:
            asking.answers.take(path, _text(asking, heading, asking.answers.begun(path), needed=needed))


def narrated(answers: Mapping[Path, str]) -> dict[str, str]:
    """The answers by heading."""
    return {heading: answers[key_of(heading)] for heading in HEADINGS if key_of(heading) in answers}


def _text(asking: Asking, heading: str, typed: str, *, needed: bool) -> str:
    mark = "" if needed else " (optional; an empty answer leaves the heading out)"
    click.echo(f"\n{click.style(heading, bold=True)}{mark}\n  {HEADINGS[heading]}")
    kept = ""
    while True:
        text = asking.line(NARRATIVE, (), typed)
        if found := find(text, asking.choices.secrecy):
            click.echo(f"  ✗ It has {found[0].what}, which a review must not have. Take it out.")
            typed = text
        elif text == LEAVE and not needed:
            return ""
        elif text and text != kept and is_placeholder(text):
            click.echo("  This says nothing. Write what is known; an empty answer leaves the heading out.")
            typed = kept = text
        elif text or not needed:
            return as_block(text) if "\n" in text and is_log(text) else text
        else:
            click.echo("  This text is required for readers who were not there.")


def texts_given(pairs: Sequence[str]) -> tuple[dict[Path, str], list[str]]:
    """The texts of the narrative among the pairs of ``--set``, and the other pairs."""
    known = {spelled(key_of(heading)): key_of(heading) for heading in HEADINGS}
    split = [(pair, pair.partition("=")) for pair in pairs]
    told = {known[path.strip()]: text.strip() for _, (path, _, text) in split if path.strip() in known}
    return told, [pair for pair, (path, _, _) in split if path.strip() not in known]
