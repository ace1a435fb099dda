"""``afterword new --capture`` at work: ask the sources about a draft, offer what they say, and cite it in the draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from afterword.capture.choosing import Choice, NoSuchSource
from afterword.capture.keeping import Kept
from afterword.capture.offering import offers
from afterword.capture.telling import sentence
from afterword.cli.capturing import gathered, written_and_cited
from afterword.cli.common import CouldNotRun, this_moment
from afterword.cli.offers import confirm, offered
from afterword.cli.one_review import review_named
from afterword.cli.terminals import terminal
from afterword.cli.to_run import to_run
from afterword.corpus import entry_of
from afterword.diagnostics import Diagnostic
from afterword.evidence.window import Margins, NoWindowError, window_of
from afterword.model import Review
from afterword.reading import read_raw
from afterword.scaffold import Judging, Offered, draft, file_name, stand_in
from afterword.settings import Settings
from afterword.text.printable import printable


@dataclass(frozen=True)
class BroughtIn:
    """What the sources gave for a draft, what of it is left in the draft as comments, and how much is missing."""

    kept: tuple[Kept, ...] = ()
    offered: Mapping[str, Offered] = field(default_factory=dict)
    missing: int = 0

    def awaited(self, problem: Diagnostic) -> bool:
        """Whether a problem of the draft is only that a file of these is not there yet: it is written after it."""
        return problem.code == "AW406" and any(f"`{one.path}`" in problem.message for one in self.kept)

    def cited_in(self, file: Path, settings: Settings) -> int:
        """Keep what was captured beside the draft at a path, and cite it there; how much is left to a person."""
        if not self.kept:
            return self.missing
        review = review_named(str(file), settings)
        # A draft may get another day or title in the dialogue, and never another one than here.
        same = [one for one in self.kept if one.snapshot.review == review.id]
        _, _, left = written_and_cited(same, review, settings)
        return self.missing + left + len(self.kept) - len(same)


def bring_in(values: dict[str, Any], judging: Judging, *, asks: bool) -> BroughtIn:
    """Ask the sources about a draft; what a person confirms is put into its values.

    Whatever goes wrong is told, and never stands in the way of the draft.
    """
    settings = judging.settings
    try:
        tasks = Choice().tasks(settings)
    except NoSuchSource as error:
        raise CouldNotRun(str(error)) from None
    review, now = _review(values, judging), this_moment()
    if review is None or "onset" not in values:
        click.echo(
            f"Nothing was captured: the draft has no `onset` yet. Once it has, run `{to_run('capture')}`.", err=True
        )
        return BroughtIn(missing=1)
    try:
        window = window_of(review, Margins(), now)
    except NoWindowError as error:
        click.echo(f"Nothing was captured: {sentence(str(error))}", err=True)
        return BroughtIn(missing=1)
    kept, failed = gathered(tasks, review, window, settings, now)
    snapshots = [one.snapshot for one in kept]
    found = offers(snapshots, review, values, judging.contract.fields.at("models", "*", "kpis", "*").children)
    for snapshot in snapshots:
        for metric, why in snapshot.missing:
            click.echo(f"{snapshot.source.name}, {printable(metric)}: missing. {sentence(why)}", err=True)
    missing = failed + sum(len(snapshot.missing) for snapshot in snapshots)
    if not asks:
        return BroughtIn(tuple(kept), offered(found, values, judging), missing)
    confirm(found, values, judging, terminal())
    return BroughtIn(tuple(kept), missing=missing)


def _review(values: Mapping[str, Any], judging: Judging) -> Review | None:
    """The review that the draft would be."""
    fields = judging.contract.fields.children
    missing = {name: stand_in(one, judging.as_of) for name, one in fields.items() if one.required}
    whole = {**missing, **values}
    raw = draft(judging.contract, whole).encode("utf-8", "surrogatepass")
    path = f"{judging.settings.reviews}/{file_name(whole)}"
    entry = entry_of(read_raw(raw, path, judging.settings.limits), judging.contract)
    return entry.value if isinstance(entry.value, Review) else None
