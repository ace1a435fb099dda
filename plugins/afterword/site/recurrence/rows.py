"""A pair of incidents that share a cause, as the table of all pairs and the head of a review show it."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from afterword.analysis.recurrence import Outcome, Recurrence, age, most_serious
from afterword.pages import addresses
from afterword.rendering import Markup
from afterword.rendering.html import joined
from afterword.rendering.links import Linker
from afterword.site.context import Site
from afterword.site.lists.cards import filed_under


class PairRow(NamedTuple):
    """A row: the later incident, the earlier one, what they share, and what had become of the fix."""

    later: Markup
    later_date: str
    later_invented: bool
    earlier: Markup
    earlier_date: str
    earlier_invented: bool
    shared: str
    label: str
    css: str
    action: Markup
    age: str


def outcome_numbers(site: Site) -> Counter[Outcome]:
    """How many reviews of the figures repeat an earlier one, each by the most serious of its outcomes."""
    worst = map(most_serious, site.repeats.values())
    return Counter(one.outcome for one in worst if one.counted)


def fix_css(outcome: Outcome) -> str:
    """The classes by which an outcome is drawn."""
    return f"aw-fix aw-fix-{outcome.value}"


def pair_row(to: Linker, recurrence: Recurrence) -> PairRow:
    """A pair for the table on a page."""
    return PairRow(
        later=to.to(addresses.review(recurrence.later.id), recurrence.later.title),
        later_date=filed_under(recurrence.later),
        later_invented=recurrence.later.illustrative,
        earlier=to.to(addresses.review(recurrence.earlier.id), recurrence.earlier.title),
        earlier_date=filed_under(recurrence.earlier),
        earlier_invented=recurrence.earlier.illustrative,
        shared=recurrence.shared,
        label=recurrence.outcome.label,
        css=fix_css(recurrence.outcome),
        action=action_link(to, recurrence),
        age=age(recurrence),
    )


def action_link(to: Linker, recurrence: Recurrence) -> Markup:
    """The fix that the pair is judged by, as a link; nothing where there is none."""
    if recurrence.action is None:
        return Markup()
    anchor = addresses.action_anchor(recurrence.action.id)
    link = to.to(addresses.review(recurrence.earlier.id), recurrence.action.id, anchor=anchor)
    return joined((link, recurrence.action.title), " ")
