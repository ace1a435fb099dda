"""The banner of a review that repeats an earlier one."""

from __future__ import annotations

from afterword.analysis.recurrence import Outcome, Recurrence, age
from afterword.diagnostics import counted
from afterword.model import Review
from afterword.pages import addresses
from afterword.rendering import Markup, element, plain
from afterword.rendering.links import Linker
from afterword.site.context import Site
from afterword.site.lists.cards import filed_under
from afterword.site.recurrence.rows import action_link, fix_css
from afterword.site.review.facts import Banner


def repeat_banner(site: Site, to: Linker, review: Review) -> tuple[Banner, ...]:
    """The banner of a review that repeats an earlier one; none for any other."""
    found = site.repeats.get(review.id, ())
    if not found:
        return ()
    one = found[0]
    link = to.to(addresses.review(one.earlier.id), one.earlier.title)
    more = f"It also repeats {counted(len(found) - 1, 'other incident')}: " if len(found) > 1 else ""
    whole = to.to(addresses.RECURRENCE, "all recurrences" if more else "All recurrences")
    when, shared = plain(filed_under(one.earlier)), plain(one.shared)
    text = f"Same cause as {link} ({when}): {shared}. {_mark(one)}: {_fix(to, one)}. {more}{whole}."
    return (Banner(f"recurrence aw-banner-{one.outcome.value}", "Recurrence", Markup(text)),)


def _mark(recurrence: Recurrence) -> Markup:
    return element("em", recurrence.outcome.label, fix_css(recurrence.outcome))


def _fix(to: Linker, recurrence: Recurrence) -> str:
    action = action_link(to, recurrence)
    if recurrence.outcome is Outcome.NOT_REPORTED:
        return f"the status of {action or 'the fix'} at that time"
    return f"{action}, {age(recurrence)}" if action else age(recurrence)
