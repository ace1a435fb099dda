"""A pair of incidents that share a cause, as the table of all pairs and the head of a review show it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from afterword.diagnostics import counted
from afterword.facets import slug
from afterword.model import Review
from afterword.recurrence import Outcome, Recurrence, age
from afterword.rendering import Markdown, plain
from afterword.rendering.links import Linker
from afterword.site import addresses
from afterword.site.cards import filed_under
from afterword.site.context import Site
from afterword.site.review_facts import Banner


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
    """How many reviews of the figures repeat an earlier one, each by the sharpest of its outcomes."""
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
        action=_action(to, one),
        age=age(one),
        illustrative=not one.counted,
    )


def repeat_banner(site: Site, to: Linker, review: Review) -> tuple[Banner, ...]:
    """What stands above a review that repeats an earlier one; nothing above any other."""
    found = site.repeats.get(review.id, ())
    if not found:
        return ()
    one = found[0]
    link = to.to(addresses.review(one.earlier.id), one.earlier.title)
    more = f"It also repeats {counted(len(found) - 1, 'other incident')}: " if len(found) > 1 else ""
    whole = to.to(addresses.RECURRENCE, "all recurrences" if more else "All recurrences")
    when, shared = plain(filed_under(one.earlier)), plain(one.shared)
    text = f"It shares its cause with {link} ({when}): {shared}. {_mark(one)}: {_fix(to, one)}. {more}{whole}."
    return (Banner(f"recurrence aw-banner-{one.outcome.value}", "Recurrence", Markdown(text)),)


def _mark(one: Recurrence) -> Markdown:
    return Markdown(f"*{one.outcome.label}*{{ .{' .'.join(fix_css(one.outcome).split())} }}")


def _fix(to: Linker, one: Recurrence) -> str:
    action = _action(to, one)
    if one.outcome is Outcome.NOT_REPORTED:
        return f"what had become of {action or 'the fix'} by then"
    return f"{action}, {age(one)}" if action else age(one)


def _action(to: Linker, one: Recurrence) -> Markdown:
    if one.action is None:
        return Markdown("")
    anchor = f"action-{slug(one.action.id)}"
    link = to.to(addresses.review(one.earlier.id), one.action.id, anchor=anchor)
    return Markdown(f"{link} {plain(one.action.title)}")
