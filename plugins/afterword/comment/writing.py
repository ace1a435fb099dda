"""The whole comment: a marker by which it is found again, what changed, a section for each review, what is left out."""

from __future__ import annotations

from datetime import date
from typing import Final

import click

from afterword.check import Report
from afterword.comment.changes import REMOVED, Changes
from afterword.comment.section import Sections, spoken
from afterword.corpus import Loaded
from afterword.diagnostics import counted
from afterword.reporters.text import summary
from afterword.schema import PATTERN, REVIEW
from afterword.text.harmless import code

MARKER: Final = "<!-- afterword: comment -->"
"""The first line. No author can write it: an angle bracket of theirs is always an entity."""

LARGEST: Final = 65_536
"""How many characters a platform takes; bytes are counted, which are never fewer."""

NOTHING: Final = "No review and no pattern is changed here."
_ROOM_TO_CLOSE: Final = 1_500
_NAMED: Final = 20


def comment_on(report: Report, base: Loaded, as_of: date, room: int = LARGEST) -> str:
    """The comment on what ``report`` checked, compared with the knowledge base of the base branch."""
    changes = Changes(base, report.loaded)
    if not changes.every:
        return f"{MARKER}\n### Afterword\n\n{NOTHING}\n"
    sections = Sections(changes, report, as_of)
    parts = [f"{MARKER}\n### Afterword\n\n{changes.spoken()}. {click.unstyle(summary(report))}.\n"]
    parts += _elsewhere(changes, report)
    used = sum(len(part.encode()) + 1 for part in parts) + _ROOM_TO_CLOSE
    reviews = [change for change in changes.of_kind(REVIEW) if change.how != REMOVED]
    shown = 0
    for change in reviews:
        section = f"{sections.of(change)}\n"
        if used + len(section.encode()) + 1 > room:
            break
        used += len(section.encode()) + 1
        parts.append(section)
        shown += 1
    if more := len(reviews) - shown:
        parts.append(
            f"{counted(more, 'more review')} would not fit here: "
            "`afterword check` and `afterword progress` tell of them.\n"
        )
    parts.append("`afterword explain CODE` says why a rule is there.\n")
    return "\n".join(parts)


def _elsewhere(changes: Changes, report: Report) -> list[str]:
    """What is told beside the reviews: files that are gone, pages of the register, findings in untouched files."""
    gone = [change.entry.path for change in changes.every if change.how == REMOVED]
    pages = [change.entry.path for change in changes.of_kind(PATTERN) if change.how != REMOVED]
    touched = {change.entry.path for change in changes.every}
    rest = [found for found in report.diagnostics if found.path not in touched]
    lines = [f"{word}: {_names(paths)}" for word, paths in (("Removed", gone), ("In the register", pages)) if paths]
    if found := [one for one in report.diagnostics if one.path in set(pages)]:
        lines.append(f"Findings in the register: {spoken(found)}")
    if rest:
        lines.append(f"Findings in files that are not changed here: {spoken(rest)}")
    return [f"<p>{'<br>'.join(lines)}</p>\n"] if lines else []


def _names(paths: list[str]) -> str:
    more = f" and {len(paths) - _NAMED} more" if len(paths) > _NAMED else ""
    return ", ".join(map(code, paths[:_NAMED])) + more
