"""What may be said of a release: never more than the record shows, and the gate decides nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from afterword.analysis.readiness import Past, Verdict, answers, gate, verdict
from afterword.analysis.readiness.checklist import checklist_of
from afterword.settings.waivers import waiver
from tests.made import AS_OF, action
from tests.unit.analysis.readiness.past import LATE, corpus, of

SILENT = {"id": "A1", "area": "prevention", "title": "Nobody knows"}


def said(model: str = "Ranker", waivers: tuple[Any, ...] = (), **data: Any) -> tuple[Verdict, bool, str]:
    """The verdict, whether the gate is open, and the answer in words."""
    found = checklist_of(Past.of(corpus(of("2025-01-01-a", **data)), AS_OF), model, serving="online")
    judged = gate(found, waivers)
    return verdict(found, judged), judged.open, answers.may_ship(found, judged)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"actions": [LATE]}, Verdict.HELD),
        ({"actions": [action(status="done")]}, Verdict.CLEAR),
        ({"actions": [SILENT]}, Verdict.NOT_KNOWN),
        ({"provenance": "public-report"}, Verdict.NOT_KNOWN),
        ({"actions": [LATE], "provenance": "public-report"}, Verdict.NOT_KNOWN),
        ({"model": "Another"}, Verdict.NO_PAST),
    ],
)
def test_only_a_record_of_our_own_without_gaps_is_called_clear(data: dict[str, Any], expected: Verdict) -> None:
    found, lets_pass, words = said(data.pop("model", "Ranker"), **data)
    assert found is expected
    assert lets_pass is (expected is not Verdict.HELD)
    assert expected.label.casefold() in words.partition(": ")[0].casefold()
    assert "yes" not in words.lower()


def test_a_waiver_is_told_as_one_and_not_as_clear() -> None:
    found, lets_pass, _ = said(waivers=(waiver("2025-01-01-a#A1", "So agreed", AS_OF),), actions=[LATE])
    assert (found, lets_pass) == (Verdict.WAIVED, True)


def test_what_is_overdue_says_how_much_of_it_can_hold_a_release() -> None:
    late = [LATE, {**LATE, "id": "A2", "area": "process"}]
    found = checklist_of(Past.of(corpus(of("2025-01-01-a", actions=late)), AS_OF), "Ranker")
    assert answers.unfinished(found) == "2 actions from its own reviews; 2 overdue: 1 prevention and 1 process change."
    assert answers.may_ship(found, gate(found)) == "Release blocked: 1 overdue prevention."


@pytest.mark.parametrize(
    ("filed", "told"),
    [
        ({"area": "detection"}, "1 detection"),
        ({"area": "process", "outcome": "monitoring"}, "1 detection"),
        ({"area": "process", "outcome": "ownership"}, "1 process change"),
        ({"area": "mitigation"}, "1 mitigation"),
    ],
)
def test_what_is_overdue_is_told_as_what_it_is_and_never_as_nothing(filed: dict[str, str], told: str) -> None:
    late = [{**LATE, **filed}, action("A2", status="done")]
    found = checklist_of(Past.of(corpus(of("2025-01-01-a", actions=late)), AS_OF), "Ranker")
    judged = gate(found)
    assert judged.open
    assert answers.unfinished(found) == f"1 action from its own reviews; 1 overdue: {told}."
    assert answers.may_ship(found, judged).endswith(f"Overdue, but no reason to block: {told}.")
    assert "Nothing overdue" not in answers.may_ship(found, judged)
