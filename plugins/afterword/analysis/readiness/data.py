"""A checklist and its gate as plain data: what the command prints as JSON and what the site publishes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from afterword.analysis.readiness import answers
from afterword.analysis.readiness.checklist import Check, Checklist
from afterword.analysis.readiness.close import Close
from afterword.analysis.readiness.destinations import Adoption
from afterword.analysis.readiness.gate import Gate, Held
from afterword.analysis.readiness.precedents import Precedent
from afterword.analysis.readiness.verdict import verdict
from afterword.model import Action, Review
from afterword.settings.waivers import Waiver

VERSION: Final = 1

Cover = Callable[[str, str], str]
"""Gets the path of a file and a text from it, and gives the text as it may be printed."""


def as_it_is(_: str, text: str) -> str:
    """The cover for what has passed the check, which lets no secret through."""
    return text


def readiness_data(checklist: Checklist, judged: Gate, cover: Cover = as_it_is) -> dict[str, Any]:
    """Everything about one model; texts of reviews pass through ``cover``.

    Each action is told once: by the gate if it blocks or is waived, and as unfinished otherwise.
    """
    judged_here = {held.name for held in judged.held} | {held.name for held, _ in judged.waived}
    unfinished = [row for row in checklist.unfinished if f"{row[0].review_id}#{row[0].id}" not in judged_here]
    return {
        "version": VERSION,
        "as_of": checklist.as_of.isoformat(),
        "model": checklist.model,
        "task": checklist.task,
        "serving": checklist.serving,
        "answers": {
            "taught": answers.taught(checklist),
            "unfinished": answers.unfinished(checklist),
            "may_ship": answers.may_ship(checklist, judged),
        },
        "gate": {
            "open": judged.open,
            "verdict": verdict(checklist, judged).value,
            "held_by": [_held(held, cover) for held in judged.held],
            "waived": [_waived(*pair, cover) for pair in judged.waived],
            "lapsed": [_waived(*pair, cover) for pair in judged.lapsed],
        },
        "reviews": [review.id for review in checklist.reviews],
        "patterns": list(checklist.patterns),
        "close": [_close(close, cover) for close in checklist.close],
        "more_close": checklist.more_close,
        "unfinished": [_action(action, checklist, cover) | {"patterns": list(p)} for action, p in unfinished],
        "kept": [_action(action, checklist, cover) for action in checklist.kept],
        "checks": [check_data(check, cover) for check in checklist.checks],
    }


def check_data(check: Check, cover: Cover = as_it_is) -> dict[str, Any]:
    """One check with its precedents and its adoptions."""
    return {
        "destination": check.destination,
        "check": cover(check.precedents[0].source.path, check.text),
        "stops": check.stops,
        "tie": check.relevance.name.lower().replace("_", "-"),
        "precedents": [_precedent(precedent) for precedent in check.precedents],
        "adopted_here": [adoption_data(adoption, cover) for adoption in check.here],
        "adopted_elsewhere": [adoption_data(adoption, cover) for adoption in check.elsewhere],
    }


def adoption_data(adoption: Adoption, cover: Cover = as_it_is) -> dict[str, Any]:
    """Since when a check is in force, what shows it, and which review says so."""
    evidence = adoption.evidence
    return {
        "review": adoption.review.id,
        "since": adoption.since.isoformat(),
        "evidence": cover(adoption.review.path, evidence) if evidence else None,
    }


def _precedent(precedent: Precedent) -> dict[str, Any]:
    source = precedent.source
    review = isinstance(source, Review)
    return {
        "kind": "review" if review else "pattern",
        "id": source.id,
        "severity": precedent.severity if review else None,
        "patterns": list(precedent.patterns),
    }


def _close(close: Close, cover: Cover) -> dict[str, Any]:
    return {
        "review": close.review.id,
        "like": close.like.id,
        "patterns": list(close.patterns),
        "why": cover(close.like.path, close.why),
    }


def _held(held: Held, cover: Cover) -> dict[str, Any]:
    return {
        "waive": held.name,
        "review": held.review.id,
        "action": held.action.id,
        "title": cover(held.review.path, held.action.title),
        "owner": cover(held.review.path, held.action.owner) if held.action.owner else None,
        "status": held.action.status,
        "day": held.day.isoformat(),
        "days_late": held.days_late,
        "patterns": list(held.patterns),
    }


def _waived(held: Held, waiver: Waiver, cover: Cover) -> dict[str, Any]:
    return _held(held, cover) | {"reason": waiver.reason, "until": waiver.until.isoformat()}


def _action(action: Action, checklist: Checklist, cover: Cover) -> dict[str, Any]:
    path = checklist.past.paths[action.review_id]
    return {
        "review": action.review_id,
        "action": action.id,
        "area": action.area,
        "title": cover(path, action.title),
        "owner": cover(path, action.owner) if action.owner else None,
        "due": action.deadline.isoformat() if action.deadline else None,
        "state": action.state(checklist.as_of),
        "days_late": action.days_late(checklist.as_of),
    }
