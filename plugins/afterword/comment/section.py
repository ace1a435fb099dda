"""The section of a comment about one review: its checklist, similar incidents, its patterns, and its problems.

It is a block of HTML without an empty line, so that nothing in it is read as Markdown. Text of an author is escaped
with ``harmless`` or ``code``.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from afterword.analysis.recall import Hit, Recall
from afterword.check import Report, by_file
from afterword.comment.changes import ADDED, Change, Changes
from afterword.comment.past import became, checks, unfinished
from afterword.corpus import Entry, readable
from afterword.corpus.completeness import completeness
from afterword.diagnostics import Diagnostic, Severity, counted
from afterword.model import Review
from afterword.schema import REVIEW
from afterword.text.harmless import code, harmless

NEAR: Final = 3
FINDINGS: Final = 5
LISTED: Final = 2
"""How many unfinished actions, and how many checks, are listed of a past incident."""

_TITLE, _CLAUSE = 160, 300
_QUOTED = re.compile("“([^”`]*)”")


@dataclass(frozen=True)
class Sections:
    """Writes the sections of a comment, as of a day."""

    changes: Changes
    report: Report
    as_of: date

    def of(self, change: Change) -> str:
        """The section about one review."""
        return "\n".join(line for line in self._lines(change) if line)

    def _lines(self, change: Change) -> Iterator[str]:
        entry = change.entry
        review = entry.value if isinstance(entry.value, Review) else None
        title = self.report.loaded.cover({entry.path})(str(entry.data.get("title", "")))
        yield f"<h4>{harmless(title, _TITLE)} {code(entry.path)}</h4>"
        yield f"<p>{'New' if change.how == ADDED else change.how.capitalize()}{self._labels(review)}</p>"
        yield from self._checklist(review)
        yield from self._past(entry)
        yield from self._register(review)
        yield from self._findings(entry.path)

    def _labels(self, review: Review | None) -> str:
        if review is None:
            return ", but it cannot be read as a review; see its problems."
        fields = self.report.loaded.contracts[REVIEW].fields.children
        labels = [fields[name].label(review.data[name]) for name in ("severity", "kind", "status")]
        aside = " Illustrative: not counted in statistics." if review.illustrative else ""
        return f": {html.escape(', '.join(labels))}.{aside}"

    def _checklist(self, review: Review | None) -> Iterator[str]:
        contract = self.report.loaded.contracts[REVIEW]
        how_far = completeness(review, contract) if review else None
        if how_far is None:
            return
        following = html.escape(contract.fields.children["status"].label(how_far.following).lower())
        filled = f"{len(how_far.present)} of {how_far.demanded} fields are filled in"
        yield f"<p><b>Needed for the status “{following}”</b>: {filled}.</p>"
        if how_far.missing:
            rows = (
                f"{code(field.name)} {harmless(field.prompt or field.description, _CLAUSE)}"
                for field in how_far.missing
            )
            yield _listed(rows)

    def _past(self, entry: Entry) -> Iterator[str]:
        review = readable(entry, self.report.loaded.contracts[REVIEW])
        hits = self._recall.similar_to_review(review, NEAR) if review is not None else ()
        if near := [hit for hit in hits[:NEAR] if hit.shown]:
            yield "<p><b>Similar past incidents</b>, with the state of their actions:</p>"
            yield _listed(self._hit(entry.path, hit) for hit in near)

    def _hit(self, path: str, hit: Hit) -> str:
        past = hit.review
        cover = self.changes.base.cover({past.path})
        reasons = "; ".join(_QUOTED.sub(r"`\1`", reason.words.rstrip(".")) for reason in hit.reasons)
        why = f"{hit.called}: {harmless(self.report.loaded.cover({path})(cover(reasons)), _CLAUSE)}"
        aside = " (illustrative)" if past.illustrative else ""
        head = f"{harmless(cover(past.title), _TITLE)} {code(past.id)}{aside}"
        lines = [head, why, became(past, self.as_of), *self._unfinished(past, cover), *_asked(past, cover)]
        return "<br>".join(lines)

    def _unfinished(self, past: Review, cover: Callable[[str], str]) -> Iterator[str]:
        """The actions that could still prevent the next one."""
        for action in unfinished(past, self.as_of)[:LISTED]:
            late = f", {counted(days, 'day')} late" if (days := action.days_late(self.as_of)) else ""
            yield f"Still open{late}: {code(action.id)} {harmless(cover(action.title), _TITLE)}"

    def _register(self, review: Review | None) -> Iterator[str]:
        if review is None or not review.patterns:
            return
        yield "<p><b>Patterns</b></p>"
        yield _listed(self._pattern(review, name) for name in review.patterns)

    def _pattern(self, review: Review, name: str) -> str:
        pattern = self.changes.corpus_after.pattern_by_id.get(name)
        if pattern is None:
            return f"{code(name)} has no page yet."
        title = f"{harmless(self.report.loaded.cover({pattern.path})(pattern.title), _TITLE)} {code(name)}"
        others = sum(name in other.patterns for other in self.changes.corpus_after.counted if other.id != review.id)
        if name not in self.changes.corpus_before.pattern_by_id:
            title += ", a new pattern"
        if not others:
            return f"{title}: this is its first recorded incident."
        return f"{title}: {counted(others, 'other review')} {'has' if others == 1 else 'have'} it."

    def _findings(self, path: str) -> Iterator[str]:
        found = sorted(self._found.get(path, ()), key=lambda item: (list(Severity).index(item.severity), item.sort_key))
        if not found:
            return
        yield f"<p><b>Problems</b>: {spoken(found)}.</p>"
        more = len(found) - FINDINGS
        rest = [f"… and {more} more; the check annotates them on their lines."] if more > 0 else []
        yield _listed([*map(_finding, found[:FINDINGS]), *rest])

    @cached_property
    def _found(self) -> dict[str, list[Diagnostic]]:
        return by_file(self.report.diagnostics)

    @cached_property
    def _recall(self) -> Recall:
        return Recall.of(self.changes.past, self.changes.corpus_after.patterns)


def _asked(past: Review, cover: Callable[[str], str]) -> Iterator[str]:
    """The checks that it added for releases; one of them may have been missing here."""
    for check in checks(past)[:LISTED]:
        yield f"Check added after it: {harmless(cover(check), _CLAUSE)}"


def spoken(diagnostics: list[Diagnostic]) -> str:
    """Such as ``1 error, 2 warnings``."""
    numbers = {severity: sum(item.severity is severity for item in diagnostics) for severity in Severity}
    return ", ".join(counted(number, severity.value) for severity, number in numbers.items() if number)


def _finding(diagnostic: Diagnostic) -> str:
    message = harmless(diagnostic.message, _CLAUSE)
    advice = f"<br>{harmless(diagnostic.help, _CLAUSE)}" if diagnostic.help else ""
    return f"Line {diagnostic.span.line}, {diagnostic.severity.value} {code(diagnostic.code)}: {message}{advice}"


def _listed(rows: Iterable[str]) -> str:
    items = "\n".join(f"<li>{row}</li>" for row in rows)
    return f"<ul>\n{items}\n</ul>"
