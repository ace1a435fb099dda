"""The whole comment: a marker, the changes, a section for each review, and what did not fit."""

from __future__ import annotations

import html
from datetime import date
from typing import Final

import click

from afterword.check import Report, told, what_is_untold
from afterword.comment.changes import MOVED, REMOVED, RENAMED, Changes
from afterword.comment.section import Sections, spoken
from afterword.corpus import Loaded
from afterword.diagnostics import counted
from afterword.reporters.text import summary
from afterword.schema import PATTERN, REVIEW
from afterword.text.harmless import code

MARKER: Final = "<!-- afterword: comment -->"
"""The first line. No author can write it, because their angle brackets are escaped."""

LARGEST: Final = 65_536
"""How many characters a platform accepts; we count bytes, which are never fewer."""

NOTHING: Final = "No reviews or patterns are changed."
_ROOM_TO_CLOSE: Final = 1_500
_NAMED: Final = 20


def comment_on(report: Report, base: Loaded, as_of: date, room: int = LARGEST) -> str:
    """The comment on the knowledge base of ``report``, compared with that of the base branch, for its audience."""
    changes = Changes(base, report.loaded)
    none_left = not report.checked and not report.rejected
    report = told(report, as_of)
    if not (changes.every or changes.unread or changes.hidden):
        return f"{MARKER}\n### Afterword\n\n{NOTHING}\n"
    sections = Sections(changes, report, as_of)
    reviews_dir = code(f"{report.loaded.settings.reviews}/")
    outcome = f"No reviews found in {reviews_dir}" if none_left else click.unstyle(summary(report))
    parts = [f"{MARKER}\n### Afterword\n\n{changes.spoken() or NOTHING.rstrip('.')}. {outcome}.\n"]
    parts += _elsewhere(changes, report)
    used = sum(len(part.encode()) + 1 for part in parts) + _ROOM_TO_CLOSE
    reviews = [change for change in changes.of_kind(REVIEW) if change.how not in (MOVED, REMOVED)]
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
            f"{counted(more, 'more review')} did not fit here; run `afterword check` and `afterword progress`.\n"
        )
    parts.append("Run `afterword explain CODE` to see why a rule exists.\n")
    return "\n".join(parts)


def _elsewhere(changes: Changes, report: Report) -> list[str]:
    """The rest: renamed and removed files, patterns, and problems in unchanged files."""
    gone = [code(change.entry.path) for change in changes.every if change.how == REMOVED]
    renamed = [
        f"{code(change.before)} to {code(change.entry.path)}" for change in changes.every if change.how == RENAMED
    ]
    pages = [change.entry.path for change in changes.of_kind(PATTERN) if change.how != REMOVED]
    touched = {change.entry.path for change in changes.every}
    rest = [diagnostic for diagnostic in report.diagnostics if diagnostic.path not in touched]
    named = (
        ("Renamed", renamed),
        ("Removed", gone),
        ("Patterns", [*map(code, pages)]),
        ("New, but not read as a review or a pattern", [*map(code, changes.unread)]),
        ("Hidden files, new or changed, which git or other tools may obey", [*map(code, changes.hidden)]),
    )
    lines = [f"{word}: {_names(names)}" for word, names in named if names]
    if found := [problem for problem in report.diagnostics if problem.path in set(pages)]:
        lines.append(f"Problems in patterns: {spoken(found)}")
    if report.untold:
        lines.append(html.escape(what_is_untold(report)))
    if rest:
        lines.append(f"Problems in unchanged files: {spoken(rest)}")
    return [f"<p>{'<br>'.join(lines)}</p>\n"] if lines else []


def _names(names: list[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
