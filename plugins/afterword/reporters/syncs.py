"""What became of actions whose tickets were asked about, for people."""

from __future__ import annotations

from collections.abc import Sequence

import click

from afterword.diagnostics import counted
from afterword.text.printable import printable
from afterword.trackers import Synced


def syncs_text(outcomes: Sequence[Synced], asked: int, elsewhere: int, *, would: bool = False) -> str:
    """Each action that changes or is left to a person, then the sum of both.

    ``asked`` tickets were asked about, and ``elsewhere`` lie on no tracker that the settings name.
    """
    lines = []
    for one in outcomes:
        path = click.style(printable(one.path), bold=True)
        kept = f" (not written: {one.unwritten})" if one.unwritten else ""
        colour = "yellow" if one.unwritten else "green"
        lines += [f"{path}: {click.style(id_, fg=colour)} {what}{kept}" for id_, what in one.changed]
        lines += [f"{path}: {click.style(id_, fg='yellow')} left: {why}" for id_, why in one.left]
        if one.unwritten and not one.changed:
            lines.append(f"{path}: {one.unwritten}")
    written = [one for one in outcomes if one.differs]
    changes = sum(len(one.changed) for one in written)
    left = sum(len(one.left) + (len(one.changed) or 1 if one.unwritten else 0) for one in outcomes)
    told = [f"Asked about {counted(asked, 'ticket')}"]
    verb = "would change" if would else "changed"
    told.append(
        f"{verb} {counted(changes, 'action')} in {counted(len(written), 'file')}" if changes else "nothing to change"
    )
    total = ": ".join(told) + (f"; {left:,} left for you" if left else "")
    lines.append(click.style(total, fg="yellow" if left else "green", bold=True))
    if elsewhere:
        lines.append(
            f"{counted(elsewhere, 'ticket')} not asked about: no tracker in [tool.afterword.trackers] has them."
        )
    return "\n".join([*lines, ""])
