"""The result of `afterword actions --sync`, for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlsplit

import click

from afterword.diagnostics import counted, listed
from afterword.text.printable import printable
from afterword.trackers import Asked, Skipped, Synced, Ticket, UnknownReason


def syncs_text(outcomes: Sequence[Synced], answers: Asked, *, would: bool = False) -> str:
    """Each action that changes or is left for a person, then the totals, and once for all what was not asked about."""
    lines = []
    for file in outcomes:
        path = click.style(printable(file.path), bold=True)
        kept = f" (not written: {file.unwritten})" if file.unwritten else ""
        colour = "yellow" if file.unwritten else "green"
        lines += [f"{path}: {click.style(id_, fg=colour)} {what}{kept}" for id_, what in file.changed]
        lines += [f"{path}: {click.style(id_, fg='yellow')} left: {why}" for id_, why in file.left if why]
        if file.unwritten and not file.changed:
            lines.append(f"{path}: {file.unwritten}")
    written = [file for file in outcomes if file.differs]
    changes = sum(len(file.changed) for file in written)
    left = sum(len(file.left) + (len(file.changed) or 1 if file.unwritten else 0) for file in outcomes)
    read = sum(isinstance(answer, Ticket | UnknownReason) for answer in answers.values())
    elsewhere = [url for url, answer in answers.items() if answer is None]
    asked = len(answers) - len(elsewhere)
    parts = [f"Read {f'{read:,} of ' if read < asked else ''}{counted(asked, 'ticket')}"]
    verb = "would change" if would else "changed"
    parts.append(
        f"{verb} {counted(changes, 'action')} in {counted(len(written), 'file')}" if changes else "nothing to change"
    )
    total = ": ".join(parts) + (f"; {left:,} left for you" if left else "")
    lines.append(click.style(total, fg="yellow" if left else "green", bold=True))
    skipped = Counter((one.tracker, str(one.reason)) for one in answers.values() if isinstance(one, Skipped))
    lines += [
        f"Skipped: {counted(count, 'ticket')} on {tracker}, where others had no answer. {reason}."
        for (tracker, reason), count in skipped.items()
    ]
    if elsewhere:
        lines.append(
            f"Skipped: {counted(len(elsewhere), 'ticket')} on trackers that [tool.afterword.trackers] does not list. "
            f"They are on {printable(listed(sorted({urlsplit(url).netloc for url in elsewhere})), 300)}."
        )
    return "\n".join([*lines, ""])
