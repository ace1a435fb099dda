"""For each model: what it has taught us, what is still open, what blocks its release, and what to check first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from afterword.analysis.readiness import Held, ModelReadiness, Relevance, Verdict, answers, verdict
from afterword.analysis.readiness.data import VERSION, readiness_data
from afterword.analysis.readiness.verdict import only_reported
from afterword.corpus.facets import Group
from afterword.pages import addresses
from afterword.pages.json_page import json_page
from afterword.pages.page import Page
from afterword.rendering.links import Linker
from afterword.rendering.words import spoken_day
from afterword.site.actions.rows import action_row, merged
from afterword.site.actions.unfinished import unfinished_actions
from afterword.site.context import Site
from afterword.site.makers import makes_pages
from afterword.site.readiness.blockers import blocker, pattern_groups
from afterword.site.readiness.checks import check_values
from afterword.site.readiness.close import close_rows

MOST_MODELS: Final = 200
MOST_ACTIONS: Final = 40

_FACET = "models"
_WAIVERS: Final = "guides/stop-a-release.md"

_STATES: Final = {Verdict.HELD: "overdue", Verdict.WAIVED: "accepted-risk", Verdict.CLEAR: "verified"}
"""The action state whose colour each verdict has; any other verdict is grey."""


@makes_pages
def readiness_pages(site: Site) -> Iterator[Page]:
    """The page of all models, one for each model, and the same as data."""
    found = ((site.group(_FACET, model), judged) for model, judged in site.readiness.items())
    rows = sorted(((group, judged) for group, judged in found if group), key=_urgency)
    yield site.page(
        addresses.READINESS,
        "readiness.html.j2",
        title="Readiness",
        description="Which checks each model must pass before a release, and what blocks it.",
        make=lambda to: {
            "rows": [_line(to, group, judged) for group, judged in rows[:MOST_MODELS]],
            "total": len(rows),
            "shut": sum(not judged.gate.open and not judged.illustrative for _, judged in rows),
            "real": sum(not judged.illustrative for _, judged in rows),
            "guide_link": to.to(_WAIVERS, "Stop a release", anchor="waivers") if _WAIVERS in site.files else None,
        },
    )
    for group, judged in rows:
        yield _page(site, group, judged)
        yield json_page(f"readiness/{group.slug}", readiness_data(judged.checklist, judged.gate))
    yield json_page("readiness", _listing(site, rows))


def _urgency(row: tuple[Group, ModelReadiness]) -> tuple[bool, bool, int, int, str]:
    group, judged = row
    found = judged.checklist
    return (
        judged.illustrative,
        judged.gate.open,
        -len(found.own_unfinished),
        -len(found.reviews),
        group.title.casefold(),
    )


def _line(to: Linker, group: Group, judged: ModelReadiness) -> Mapping[str, Any]:
    found = judged.checklist
    return {
        "link": to.to(addresses.readiness(group.slug), group.title),
        "gate": _gate(judged),
        "reviews": len(found.reviews),
        "own": len(found.tied(Relevance.OWN)),
        "unfinished": len(found.own_unfinished),
        "illustrative": judged.illustrative,
    }


def _gate(judged: ModelReadiness) -> tuple[str, str, str]:
    """The state of the gate: its word, its class, and what a reader should know beside it."""
    found, said = judged.checklist, verdict(judged.checklist, judged.gate)
    notes = {
        Verdict.HELD: _overdue(judged.gate.held),
        Verdict.WAIVED: f"until {spoken_day(min(w.until for _, w in judged.gate.waived))}"
        if judged.gate.waived
        else "",
        Verdict.NOT_KNOWN: "public reports only" if only_reported(found) else f"{len(found.silent)} not reported",
    }
    late = answers.late_others(found) if said is Verdict.CLEAR else ""
    if late:
        return "Not blocked", "aw-state aw-state-not-reported", f"overdue: {late}"
    return said.label, f"aw-state aw-state-{_STATES.get(said, 'not-reported')}", notes.get(said, "")


def _overdue(held: Sequence[Held]) -> str:
    """How many preventions are overdue, and how many of them are inherited."""
    inherited = sum(bool(one.patterns) for one in held)
    if not inherited:
        return f"{len(held)} overdue"
    own = f"{len(held) - inherited} own, " if inherited < len(held) else ""
    return f"{len(held)} overdue ({own}{inherited} from other models)"


def _page(site: Site, group: Group, judged: ModelReadiness) -> Page:
    found = judged.checklist
    why = {one.review.id: one.why for one in found.close}
    late = (*judged.gate.held, *(held for held, _ in judged.gate.waived))
    told = {held.review.id for held in late}

    def make(to: Linker) -> Mapping[str, Any]:
        return {
            "judged": judged,
            "verdict": verdict(found, judged.gate).value,
            "taught": answers.taught(found),
            "unfinished": answers.unfinished(found),
            "may_ship": answers.may_ship(found, judged.gate),
            "held": [blocker(site, to, held) for held in judged.gate.held if not held.patterns],
            "held_close": [blocker(site, to, held, why[held.review.id]) for held in judged.gate.held if held.patterns],
            "waived": [
                blocker(site, to, held, why.get(held.review.id, ""), waiver) for held, waiver in judged.gate.waived
            ],
            "close": close_rows(site, to, found, told),
            "own_open": unfinished_actions(site, to, found.reviews),
            "kept_rows": merged([action_row(site, to, action) for action in found.kept[:MOST_ACTIONS]]),
            **check_values(site, to, found),
            "data_link": to.to(addresses.data(f"readiness/{group.slug}"), "JSON"),
            "index_link": to.to(addresses.READINESS, "All models"),
            "model_link": to.to(site.group_page(_FACET, group), f"History of {group.title}"),
            "patterns": [site.group_link(to, "patterns", group) for group in pattern_groups(site, found.patterns)],
            "waived_until": (site.as_of + timedelta(days=14)).isoformat(),
            "waiver_link": to.to(addresses.READINESS, "waiver", anchor="waiver"),
        }

    return site.page(
        addresses.readiness(group.slug),
        "readiness_model.html.j2",
        title=f"Readiness: {group.title}",
        description=f"Which checks {group.title} must pass before a release, and what blocks it.",
        parent=addresses.READINESS,
        make=make,
    )


def _listing(site: Site, rows: Sequence[tuple[Group, ModelReadiness]]) -> dict[str, Any]:
    models = [
        {
            "model": group.value,
            "url": site.place(addresses.readiness(group.slug)),
            "api": addresses.data(f"readiness/{group.slug}"),
            "illustrative": judged.illustrative,
            "open": judged.gate.open,
            "verdict": verdict(judged.checklist, judged.gate).value,
            "may_ship": answers.may_ship(judged.checklist, judged.gate),
            "held_by": [held.name for held in judged.gate.held],
            "reviews": len(judged.checklist.reviews),
            "checks": len(judged.checklist.checks),
            "unfinished": len(judged.checklist.unfinished),
        }
        for group, judged in rows
    ]
    return {"version": VERSION, "as_of": site.as_of.isoformat(), "count": len(models), "models": models}
