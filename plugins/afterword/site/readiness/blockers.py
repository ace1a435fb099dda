"""The actions that block a release, as lists show them."""

from __future__ import annotations

from collections.abc import Sequence

from afterword.analysis.readiness import Held
from afterword.corpus.facets import Group
from afterword.diagnostics import counted
from afterword.pages import addresses
from afterword.rendering import Markup, element, literal, plain
from afterword.rendering.html import joined
from afterword.rendering.links import Linker
from afterword.rendering.words import spoken_day
from afterword.settings.waivers import Waiver
from afterword.site.context import Site


def blocker(site: Site, to: Linker, held: Held, why: str = "", waiver: Waiver | None = None) -> Markup:
    """The row of an action, with the waiver that lets releases pass.

    ``why`` says in one sentence why an action of another model is about this one.
    """
    return site.once(("blocker", to.place, held.name, why, waiver), lambda: _row(to, held, why, waiver))


def pattern_groups(site: Site, patterns: Sequence[str]) -> list[Group]:
    """The groups of patterns; one of which the site has no group is left out."""
    found = (site.group("patterns", name) for name in patterns)
    return [group for group in found if group]


def _row(to: Linker, held: Held, why: str, waiver: Waiver | None) -> Markup:
    anchor = addresses.action_anchor(held.action.id)
    title = to.to(addresses.review(held.review.id), held.action.title, "aw-title", anchor=anchor)
    owner = plain(held.action.owner or "not reported")
    late = element("em", Markup("{}; {}.").format(_when(held), owner), "aw-late")
    mark = (element("strong", "Illustrative", "aw-badge aw-illustrative"),) if held.review.illustrative else ()
    notes = [Markup("{} in “{}”").format(literal(held.name), plain(held.review.title))]
    if why:
        notes.append(plain(why))
    if waiver:
        notes.append(Markup("Waived until {}: {}").format(spoken_day(waiver.until), plain(waiver.reason)))
    lines = (title, joined((late, *mark), " "), *(element("em", note, "aw-note") for note in notes))
    return Markup("<li>{}\n</li>").format(joined(lines, "\n"))


def _when(held: Held) -> str:
    day, late = spoken_day(held.day), counted(held.days_late, "day")
    return f"Risk accepted until {day}, {late} ago" if held.risk else f"Due {day}, {late} late"
