"""A digest as Markdown, to send by mail or paste into a chat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from afterword.analysis.recurrence import Recurrence, age
from afterword.diagnostics import counted
from afterword.digest.contents import Digest
from afterword.model import Action, Review
from afterword.pages import addresses
from afterword.rendering.markdown import literal, plain
from afterword.rendering.words import spoken_day
from afterword.schema import Field


def digest_text(digest: Digest, fields: Field, *, title: str, address: str = "", folders: bool = True) -> str:
    """The whole digest. With the ``address`` of the site reviews are links; without it their ids are shown.

    With ``folders`` each page of the site is a folder with an index in it.
    """
    writer = _Writer(digest, fields, address, folders=folders)
    head = f"# {_safe(title)}: {spoken_day(digest.since + timedelta(days=1))} to {spoken_day(digest.until)}"
    parts = [part for part in writer.parts() if part]
    if not parts:
        parts = ["Nothing was published, completed or repeated in this period, and nothing is due."]
    return "\n\n".join([head, *parts]) + "\n"


class _Writer:
    def __init__(self, digest: Digest, fields: Field, address: str, *, folders: bool) -> None:
        self._digest = digest
        self._fields = fields
        self._address = address
        self._folders = folders
        self._by_id = digest.corpus.by_id

    def parts(self) -> Iterator[str]:
        digest = self._digest
        yield _part("Happened again", map(self._recurrence, digest.recurred))
        yield _part("Incidents", map(self._lesson, digest.learned))
        yield _part("Near misses", map(self._lesson, digest.caught))
        yield _part("Reviews in progress", map(self._review, digest.unwritten))
        yield _part("Done and verified", map(self._action, digest.ended("verified")))
        yield _part("Done, not yet verified", map(self._action, digest.ended("done")))
        yield _part("Dropped or accepted as a risk", map(self._action, digest.ended("dropped", "accepted-risk")))
        yield _part("Overdue", map(self._late, digest.overdue))
        yield _part("Accepted risks due for review", map(self._accepted, digest.accepted_until))
        yield _part("Due in the next 30 days", map(self._due, digest.due_soon))
        yield _part(
            "On this day in earlier years", (self._anniversary(years, review) for years, review in digest.anniversaries)
        )

    def _review(self, review: Review) -> str:
        label = "" if not review.illustrative else f" ({self._fields.at('provenance').label(review.provenance)})"
        if self._address:
            page = addresses.absolute(addresses.review(review.id), self._address, folders=self._folders)
            return f"[{_safe(review.title)}]({page}){label}"
        return f"{_safe(review.title)} ({literal(review.id)}){label}"

    def _lesson(self, review: Review) -> str:
        severity = self._fields.at("severity").label(review.severity)
        models = f" · {', '.join(_safe(name) for name in review.models)}" if review.models else ""
        return f"**{severity}** {self._review(review)}{models}\n  {_safe(review.data['summary'])}"

    def _recurrence(self, recurrence: Recurrence) -> str:
        return (
            f"{self._review(recurrence.later)}\n  **{recurrence.outcome.label}**: {_safe(_fix(recurrence))}.\n"
            f"  Earlier incident: {self._review(recurrence.earlier)}"
        )

    def _action(self, action: Action) -> str:
        owner = f" · {_safe(action.owner)}" if action.owner else ""
        return f"{_safe(action.title)}{owner} · {self._review(self._by_id[action.review_id])}"

    def _late(self, action: Action) -> str:
        days = (self._digest.until - action.deadline).days if action.deadline else 0
        return f"**{counted(days, 'day')} late**: {self._action(action)}"

    def _due(self, action: Action) -> str:
        return f"**{spoken_day(action.deadline)}**: {self._action(action)}" if action.deadline else self._action(action)

    def _accepted(self, action: Action) -> str:
        day = f"**since {spoken_day(action.review_by)}**: " if action.review_by else ""
        return f"{day}{self._action(action)}"

    def _anniversary(self, years: int, review: Review) -> str:
        return f"{counted(years, 'year')} ago: {self._review(review)}"


def _fix(recurrence: Recurrence) -> str:
    """The action meant to prevent it, with its age: ``A1, Files are validated: due 120 days before``."""
    return (
        f"{recurrence.action.id}, {recurrence.action.title}: {age(recurrence)}"
        if recurrence.action
        else age(recurrence)
    )


def _part(title: str, items: Iterable[str]) -> str:
    rows = [f"- {item}" for item in items]
    return "\n".join([f"## {title} ({len(rows)})", "", *rows]) if rows else ""


def _safe(text: object) -> str:
    """Plain text: no markup, and no mention on platforms where every ``@`` is one."""
    return literal(text) if "@" in str(text) else plain(text)
