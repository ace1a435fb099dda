"""What a change comes near: each past incident, why, and what became of its actions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any, Final, NamedTuple

import click

from afterword.analysis.risk import Near, Signal, unfinished_preventions
from afterword.diagnostics import counted
from afterword.model import Review
from afterword.pages import addresses
from afterword.reporters.hits import action_lines, facts
from afterword.reporters.json_report import dumped
from afterword.text.harmless import harmless_markdown
from afterword.text.printable import printable

MARKER: Final = "<!-- afterword: risk -->"
"""The first line of a comment. No author can write it, because their angle brackets are escaped."""

_CLAUSE: Final = 500


class Risk(NamedTuple):
    """The past incidents that a diff, which is ``called`` so, comes near among ``among`` reviews.

    ``left_out`` says what was not read or not searched, ``cover`` masks the secrets of a review in a text, and
    ``site`` is the address of the site with ``folders`` or flat pages.
    """

    called: str
    hits: Sequence[Near]
    among: int
    as_of: date
    left_out: Sequence[str]
    cover: Callable[[str, str], str]
    site: str = ""
    folders: bool = True

    def because(self, hit: Near) -> list[str]:
        """Why the change is near, and which preventions are unfinished."""
        said = [*map(_reason, hit.signals), *unfinished_preventions(hit.review, self.as_of)]
        return [self.cover(hit.review.path, one) for one in said]

    def address(self, review: Review) -> str:
        """The page of a review; empty where the site's address was not given."""
        page = addresses.review(review.id)
        return addresses.absolute(page, self.site, folders=self.folders) if self.site else ""


def risk_text(risk: Risk) -> str:
    """The incidents as text for the terminal."""
    return "".join(f"{line}\n" for line in _lines(risk))


def risk_json(risk: Risk) -> str:
    """``version``, ``asked``, ``as_of``, ``among``, ``left_out`` and ``hits``; scores are from 0 to 1."""
    shape = {
        "version": 1,
        "asked": risk.called,
        "as_of": risk.as_of.isoformat(),
        "among": risk.among,
        "left_out": [*risk.left_out],
        "hits": [_shape(hit, risk) for hit in risk.hits],
    }
    return dumped(shape)


def risk_markdown(risk: Risk) -> str:
    """The incidents as a comment on a pull request; what authors wrote makes no link and no mention in it."""
    lines = [MARKER, f"### {_headline(risk)}", ""]
    for hit in risk.hits:
        review = hit.review
        title, address = _safe(risk.cover(review.path, review.title)), risk.address(review)
        lines.append(
            f"- **{f'[{title}]({address})' if address else title}** {_safe(review.path)} · {' · '.join(facts(review))}"
        )
        lines += [f"  - {_safe(said)}" for said in risk.because(hit)]
        lines.append(f"  - {became(review, risk.as_of)}")
    lines += ["", *map(_safe, risk.left_out)] if risk.left_out else []
    return "\n".join(lines) + "\n"


def became(review: Review, as_of: date) -> str:
    """Such as ``Its actions: 1 overdue, 2 open, 1 verified``."""
    there = {state: number for state, number in action_counts(review, as_of).items() if number}
    return (
        f"Its actions: {', '.join(f'{number} {state}' for state, number in there.items())}"
        if there
        else ("No action is on record that is open or done")
    )


def action_counts(review: Review, as_of: date) -> dict[str, int]:
    """How many actions of a review are overdue, still open, done and verified; those in progress are open."""
    states = Counter(action.state(as_of) for action in review.actions)
    return {
        "overdue": states["overdue"],
        "open": states["open"] + states["in-progress"],
        "done": states["done"],
        "verified": states["verified"],
    }


def _headline(risk: Risk) -> str:
    searched = counted(risk.among, "review")
    if not risk.hits:
        return f"This change comes near no past incident; {searched} searched."
    return f"This change comes near {counted(len(risk.hits), 'past incident')}, of {searched}:"


def _lines(risk: Risk) -> Iterator[str]:
    yield click.style(_headline(risk), bold=True)
    for place, hit in enumerate(risk.hits, 1):
        review = hit.review
        yield ""
        yield f"{place}. {click.style(printable(risk.cover(review.path, review.title)), bold=True)}"
        yield f"   {' · '.join([printable(review.path), *facts(review), f'score {hit.score:.2f}'])}"
        if address := risk.address(review):
            yield f"   {printable(address)}"
        for said in risk.because(hit):
            yield f"   - {printable(said, _CLAUSE)}"
        yield from action_lines(review, risk.as_of, partial(risk.cover, review.path))
    for said in risk.left_out:
        yield from ("", printable(said))


def _reason(signal: Signal) -> str:
    place = signal.place
    if place is None:
        return signal.words
    return f"{signal.words}, at {place.path}{f':{place.line}' if place.line else ''}"


def _shape(hit: Near, risk: Risk) -> dict[str, Any]:
    review = hit.review
    places = dict.fromkeys(one.place for one in hit.signals if one.place is not None)
    return {
        "id": review.id,
        "path": review.path,
        "title": risk.cover(review.path, review.title),
        "url": risk.address(review) or None,
        "kind": review.kind,
        "severity": review.severity,
        "when": review.when.text if review.when else None,
        "provenance": review.provenance,
        "score": round(hit.score, 4),
        "because": risk.because(hit),
        "places": [{"path": one.path, "line": one.line or None, "removed": one.removed} for one in places],
        "actions": action_counts(review, risk.as_of),
    }


def _safe(text: str) -> str:
    return harmless_markdown(text, _CLAUSE)
