"""A draft is changed until the check takes it, and loses no more than it must."""

from __future__ import annotations

from datetime import date

from afterword.adopting.drafting import drafted
from afterword.check import check_file
from afterword.corpus import Entry, entry_of
from afterword.diagnostics import Diagnostic
from afterword.reading import read_raw
from afterword.rules import FileContext
from afterword.schema import REVIEW, Contract
from tests.made import SETTINGS

NEEDED = {
    "title": "Index was empty",
    "status": "draft",
    "kind": "incident",
    "severity": "sev4",
    "summary": "The rebuild wrote an empty index.",
    "onset": "2026-02-03",
}


def judge(text: str) -> tuple[Entry, tuple[Diagnostic, ...]]:
    contract = Contract(REVIEW)
    entry = entry_of(read_raw(text.encode(), "postmortems/2026-02-03-empty.md", SETTINGS.limits), contract)
    return entry, check_file(FileContext(entry, contract, SETTINGS, date(2026, 3, 1)))


def test_of_a_list_only_the_wrong_items_are_left_out() -> None:
    entries = [
        {"at": "yesterday", "event": "The rebuild began."},
        {"at": "2026-02-03", "event": "The index was empty."},
        {"at": "later", "event": "The old index was back."},
    ]
    draft = drafted({**NEEDED, "timeline": entries}, {}, "It was empty for two hours.\n", judge)
    assert draft.errors == ()
    assert [one["event"] for one in judge(draft.text)[0].data["timeline"]] == ["The index was empty."]
    assert [note.partition(" was left out")[0] for note in draft.notes] == ["`timeline.0`", "`timeline.2`"]


def test_a_field_that_every_draft_needs_is_never_left_out() -> None:
    draft = drafted({**NEEDED, "onset": "yesterday"}, {}, "It was empty for two hours.\n", judge)
    assert [error.pointer for error in draft.errors] == ["/onset"]
    assert "onset: yesterday" in draft.text
