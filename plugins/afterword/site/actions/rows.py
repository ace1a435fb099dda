"""An action as a table shows it, on its review and on the pages of all actions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from afterword.analysis.actions import urgency
from afterword.diagnostics import counted
from afterword.model import STATES, Action, Review
from afterword.pages import addresses
from afterword.rendering import Markup, plain
from afterword.rendering.html import NOTHING, element, joined, quiet
from afterword.rendering.links import Linker, outside
from afterword.rendering.words import spoken_day
from afterword.site import generic
from afterword.site.context import Site
from afterword.text.slug import slug

OWN_STATES = {"overdue": "Overdue", "not-reported": "Not reported"}
"""States that no vocabulary holds, because they follow from the day and from silence."""

OWN_MEANINGS = {
    "overdue": "Open or in progress after its due date.",
    "not-reported": "A public report mentions it without its status.",
}
"""What each of them says of an action."""

STILL_OPEN = ("overdue", "open", "in-progress")
"""The states of what is still to be done, the most urgent first."""


class ActionRow(NamedTuple):
    """One row: the action, its owner, due date, status and evidence.

    ``what`` is the title with the details, ``area`` has the outcome with it, and ``state`` what makes it urgent.
    ``mark`` says of a review that statistics leave out why they do.
    ``data`` is what a filter reads; ``owned`` and ``dated`` say whether the review names an owner and a date.
    A column that nobody fills is left out.
    """

    id: str
    anchor: str
    title: Markup
    what: Markup
    area: Markup
    owner: Markup
    due: Markup
    state: Markup
    state_note: str
    mark: Markup
    owned: bool
    dated: bool
    review: Markup = Markup()
    data: Markup | None = None


def merged(rows: Iterable[ActionRow]) -> list[ActionRow]:
    """Rows that differ only in their review as one row, in the place of the first, with all of their reviews."""
    found: dict[object, list[ActionRow]] = {}
    for row in rows:
        alike = (row.what, row.area, row.owner, row.due, row.state, row.mark)
        found.setdefault(alike, []).append(row)
    return [
        same[0]._replace(review=joined((row.review for row in same), f"<br>{quiet('and')} ")) for same in found.values()
    ]


def state_title(site: Site, state: str) -> str:
    """How a reader meets a state."""
    return OWN_STATES.get(state) or site.fields.at("actions", "*", "status").label(state)


def state_meaning(site: Site, state: str) -> str:
    """What a state says of an action."""
    terms = site.fields.at("actions", "*", "status").terms
    return OWN_MEANINGS.get(state) or (terms[state].description if state in terms else "")


def by_state(site: Site, actions: list[Action]) -> dict[str, list[Action]]:
    """Actions by their state on the day of the site, the most urgent state first; empty states are absent."""
    found: dict[str, list[Action]] = {state: [] for state in STATES}
    for action in actions:
        found[action.state(site.as_of)].append(action)
    return {
        state: sorted(rows, key=lambda action: urgency(action, site.as_of)) for state, rows in found.items() if rows
    }


def action_row(site: Site, to: Linker, action: Action, more: tuple[generic.LabelledValue, ...] = ()) -> ActionRow:
    """An action for a table on a page; ``more`` holds fields that this view does not know."""
    if more:
        row = _row(site, action, more)
    else:
        row = site.once(("action", action.review_id, action.id), lambda: _row(site, action, ()))
    review = site.corpus.by_id[action.review_id]
    return row._replace(review=to.to(addresses.review(review.id), review.title, anchor=row.anchor))


def _row(site: Site, action: Action, more: tuple[generic.LabelledValue, ...]) -> ActionRow:
    """What a row says on any page."""
    item = site.fields.at("actions", "*")
    review = site.corpus.by_id[action.review_id]
    state, note, due = action.state(site.as_of), state_note(action, site.as_of), _due(action)
    nobody = plain("not reported") if review.provenance == "public-report" else NOTHING
    details = (quiet(joined((f"{label}:", text), " ")) for label, text in (*_details(site, action), *more))
    outcome = (quiet(item.at("outcome").label(action.outcome)),) if action.outcome else ()
    urgent = (element("em", note, "aw-late"),) if note else ()
    return ActionRow(
        id=action.id,
        anchor=addresses.action_anchor(action.id),
        title=plain(action.title),
        what=joined((action.title, *details), "<br>"),
        area=joined((item.at("area").label(action.area), *outcome), "<br>"),
        owner=plain(action.owner) if action.owner else nobody,
        due=due or nobody,
        state=joined(
            (element("strong", state_title(site, state), f"aw-state aw-state-{slug(state)}"), *urgent), "<br>"
        ),
        state_note=note,
        mark=_mark(site, review),
        owned=bool(action.owner),
        dated=due is not None,
    )


def _mark(site: Site, review: Review) -> Markup:
    fields = site.fields.children
    found: list[Markup] = []
    if review.illustrative:
        found.append(element("strong", fields["provenance"].label(review.provenance), "aw-badge aw-illustrative"))
    if review.withdrawn:
        found.append(element("strong", fields["status"].label(review.status), f"aw-badge aw-{review.status}"))
    return joined(("", *found), " ")


def _due(action: Action) -> Markup | None:
    if action.due:
        return plain(spoken_day(action.due))
    # A day that nobody wrote says where it comes from.
    if action.target is None:
        return None
    return joined((spoken_day(action.target), quiet("from the service level")), "<br>")


def state_note(action: Action, as_of: date) -> str:
    """What makes a state urgent: how late it is, or that a risk should have been looked at again."""
    if late := action.days_late(as_of):
        return f"{counted(late, 'day')} late"
    return "risk review overdue" if action.risk_unreviewed(as_of) else ""


def _details(site: Site, action: Action) -> tuple[generic.LabelledValue, ...]:
    item = site.fields.at("actions", "*")
    found: list[generic.LabelledValue] = []
    if action.evidence:
        found.append((item.at("evidence").title, plain(action.evidence)))
    for name, day in (("closed", action.closed), ("review_by", action.review_by)):
        if day:
            found.append((item.at(name).title, plain(spoken_day(day))))
    if action.tracker:
        found.append((item.at("tracker").title, outside(action.tracker, action.tracker.rstrip("/").rsplit("/", 1)[-1])))
    return tuple(found)
