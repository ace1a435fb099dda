"""A pair of incidents that share a cause, as the table of all pairs and the head of a review show it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from afterword.analysis.recurrence import Outcome, Recurrence, age
from afterword.pages import addresses
from afterword.rendering import Markdown, plain
from afterword.rendering.links import Linker
from afterword.site.context import Site
from afterword.site.lists.cards import filed_under


@dataclass(frozen=True)
class PairRow:
    """A row: the later incident, the earlier one, what they share, and what had become of the fix."""

    later: Markdown
    later_date: str
    earlier: Markdown
    earlier_date: str
    shared: str
    label: str
    css: str
    action: Markdown
    age: str
    illustrative: bool


def outcome_numbers(site: Site) -> Counter[Outcome]:
    """How many reviews of the figures repeat an earlier one, each by the most serious of its outcomes."""
    real = [[one.outcome for one in rows if one.counted] for rows in site.repeats.values()]
    return Counter(min(outcomes, key=lambda outcome: outcome.rank) for outcomes in real if outcomes)


def fix_css(outcome: Outcome) -> str:
    """The classes by which an outcome is drawn."""
    return f"aw-fix aw-fix-{outcome.value}"


def pair_row(to: Linker, one: Recurrence) -> PairRow:
    """A pair for the table on a page."""
    return PairRow(
        later=to.to(addresses.review(one.later.id), one.later.title),
        later_date=filed_under(one.later),
        earlier=to.to(addresses.review(one.earlier.id), one.earlier.title),
        earlier_date=filed_under(one.earlier),
        shared=one.shared,
        label=one.outcome.label,
        css=fix_css(one.outcome),
        action=action_link(to, one),
        age=age(one),
        illustrative=not one.counted,
    )


def action_link(to: Linker, one: Recurrence) -> Markdown:
    """The fix that the pair is judged by, as a link; nothing where there is none."""
    if one.action is None:
        return Markdown("")
    anchor = addresses.action_anchor(one.action.id)
    link = to.to(addresses.review(one.earlier.id), one.action.id, anchor=anchor)
    return Markdown(f"{link} {plain(one.action.title)}")
