"""``afterword new --capture``: what the sources say of a draft, confirmed by a person or left in it as comments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from itertools import takewhile
from typing import Any

import click

from afterword.capture.offering import Offer
from afterword.capture.telling import sentence
from afterword.cli.answers import Back
from afterword.cli.asking import LEAVE
from afterword.cli.terminal import BACK, Terminal
from afterword.diagnostics import Path, Severity
from afterword.scaffold import Judging, Offered, problems_with, put, spelled, value_at
from afterword.text.printable import printable


def confirm(offers: Sequence[Offer], values: dict[str, Any], judging: Judging, terminal: Terminal) -> None:
    """Put the offers that a person confirms into the values; the end of the input leaves the rest."""
    if not offers:
        click.echo("\nThe sources say nothing that the draft does not have.")
        return
    click.echo(f"\n{click.style('What the sources say', bold=True)}")
    click.echo(f"  Enter takes it, `{LEAVE}` leaves it, `{BACK}` goes back; a single value can be typed anew.")
    asked: list[tuple[int, dict[str, Any]]] = []
    at = 0
    try:
        while at < len(offers):
            before = deepcopy(values)
            try:
                if _confirm(offers[at], values, judging, terminal):
                    asked.append((at, before))
                at += 1
            except Back:
                if asked:
                    at, before = asked.pop()
                    values.clear()
                    values.update(before)
    except EOFError:
        click.echo("\nThe rest is left out.")


def offered(offers: Sequence[Offer], values: Mapping[str, Any], judging: Judging) -> dict[str, Offered]:
    """The offers that the check would take, by field, to be left in a draft as comments."""
    found: dict[str, Offered] = {}
    made = deepcopy(dict(values))
    for offer in offers:
        if refusal(offer, made, judging):
            continue
        _take(offer, made, judging)
        reasons = found[offer.field].reasons if offer.field in found else ()
        found[offer.field] = Offered(value_at(made, (offer.field,)), (*reasons, f"{_shown(offer)}: {offer.reason}"))
    return found


def refusal(offer: Offer, values: Mapping[str, Any], judging: Judging) -> str:
    """What the check would say against an offer; empty if it would take it."""
    tried = deepcopy(dict(values))
    _take(offer, tried, judging)
    before = {(one.code, one.message) for one in problems_with(values, judging)}
    new = [
        one
        for one in problems_with(tried, judging)
        if one.severity is Severity.ERROR and one.code != "AW101" and (one.code, one.message) not in before
    ]
    return new[0].message if new else ""


def _confirm(offer: Offer, values: dict[str, Any], judging: Judging, terminal: Terminal) -> bool:
    """Ask about an offer; whether it was asked, because what the check refuses is only told. Raises ``Back``."""
    if why := refusal(offer, values, judging):
        click.echo(f"  Not offered: {printable(_shown(offer))}, because {sentence(why)}")
        return False
    before = [(path, value_at(values, path), text) for path, text in offer.values]
    had = ", ".join(f"{spelled(path)} is {value}" for path, value, text in before if value not in {None, text})
    click.echo(f"\n  {sentence(offer.reason[0].upper() + offer.reason[1:])}{f' Now {printable(had)}.' if had else ''}")
    single = len(offer.values) == 1
    while True:
        text = terminal.line(f"  {printable(_shown(offer))}", [LEAVE])
        if text == LEAVE:
            return True
        if not text:
            _take(offer, values, judging)
            return True
        if single:
            other = Offer(((offer.values[0][0], text),), offer.reason)
            if not (why := refusal(other, values, judging)):
                _take(other, values, judging)
                return True
            click.echo(f"  {sentence(why)}")
        else:
            click.echo(f"  Enter takes all of it, `{LEAVE}` leaves it; you can edit the draft afterwards.")


def _take(offer: Offer, values: dict[str, Any], judging: Judging) -> None:
    for path, text in offer.values:
        put(values, spelled(path), text, judging.contract.fields)


def _shown(offer: Offer) -> str:
    """The values with their fields, and before them the place that they share."""
    if len(offer.values) == 1:
        ((path, text),) = offer.values
        return f"{spelled(path)}: {text}"
    shared = _shared([path[:-1] for path, _ in offer.values])
    said = ", ".join(f"{spelled(path[len(shared) :])}: {text}" for path, text in offer.values)
    return f"{spelled(shared)}: {said}"


def _shared(paths: Sequence[Path]) -> Path:
    """The longest beginning that all paths have."""
    steps = takewhile(lambda step: len(set(step)) == 1, zip(*paths, strict=False))
    return tuple(step[0] for step in steps)
