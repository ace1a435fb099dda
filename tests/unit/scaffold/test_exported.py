"""An exported incident is taken over as it says, and what cannot be taken is told under the export's own names."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.scaffold import NAMES, ExportError, Judging, read_export
from afterword.schema import REVIEW, Contract
from afterword.settings import Settings
from tests.knowledge import AS_OF, Base
from tests.unit.cli.invoke import invoke

JUDGING = Judging(Contract(REVIEW), Settings(Path("/nowhere")), AS_OF)
WHOLE: dict[str, Any] = {
    "title": "The ranker served an empty model",
    "summary": "For two hours every search was answered in the order of ids.",
    "kind": "incident",
    "severity": "sev2",
    "started": "2025-03-01T10:00:00.123Z",
    "detected": "2025-03-01T10:40:00Z",
    "mitigated": "2025-03-01T11:00:00+01:00",
    "resolved": "unknown",
    "timeline": [
        {"at": "2025-03-01T10:40:00Z", "event": "The alert rings.", "kind": "alert"},
        {"at": "2025-03-01T10:00:00Z", "event": "The release is rolled out."},
    ],
    "links": [{"title": "Channel of the incident", "url": "https://chat.example.org/c/1"}],
    "ids": ["INC-7"],
}


def taken(folder: Path, exported: object) -> dict[str, Any]:
    file = folder / "incident.json"
    file.write_bytes(exported if isinstance(exported, bytes) else json.dumps(exported).encode())
    return read_export(file, JUDGING)


def refused(folder: Path, exported: object) -> list[str]:
    with pytest.raises(ExportError) as caught:
        taken(folder, exported)
    return [line.removeprefix(f"{folder / 'incident.json'}: ") for line in str(caught.value).split("\n")]


def test_everything_an_export_says_is_in_the_draft(tmp_path: Path) -> None:
    values = taken(tmp_path, {**WHOLE, "mitigated": "2025-03-01T11:00:00Z"})
    assert set(values) == set(NAMES.values())
    assert values["onset"] == "2025-03-01T10:00:00Z"
    assert [entry["event"] for entry in values["timeline"]] == ["The release is rolled out.", "The alert rings."]
    assert values["sources"] == WHOLE["links"]
    assert values["aliases"] == ["INC-7"]


def test_what_is_null_or_empty_is_not_known(tmp_path: Path) -> None:
    assert taken(tmp_path, {"title": "x", "summary": None, "links": []}) == {"title": "x"}


def test_the_command_writes_a_draft_from_an_export_and_what_is_set_goes_before_it(base: Base) -> None:
    base.write("incident.json", b"\xef\xbb\xbf" + json.dumps({**WHOLE, "mitigated": None}).encode())
    arguments = ["new", "--from", "incident.json", "--set", "severity=sev1", "--no-input"]
    done = invoke(base.root, *arguments)
    assert (done.exit_code, done.stderr) == (0, "")
    name = "postmortems/2025-03-01-the-ranker-served-an-empty-model.md"
    assert base.problems(name) == ()
    assert "\nseverity: sev1\n" in (base.root / name).read_text("utf-8")
    assert invoke(base.root, *arguments).exit_code == 2


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (
            {"sverity": "sev1"},
            "Unknown key `sverity`. Did you mean `severity`? An export can have title,",
        ),
        ({"title": 7}, "`title` must be text"),
        ({"ids": "INC-7"}, "`ids` must be a list"),
        ({"ids": ["INC-7", 7]}, "`ids[2]` must be text"),
        ({"timeline": [{"at": "2025-03-01"}]}, "`timeline[1]` has no `event`"),
        ({"timeline": [["at"]]}, "`timeline[1]` must be an object with at, event and kind"),
        (
            {"timeline": [{"at": "2025", "event": "x", "who": "y"}]},
            "Unknown key `who`. An entry of",
        ),
        (
            {"severity": "P1"},
            "`severity` is `P1`, which is not one of the allowed values. It is called `sev1` here. Allowed: sev1,",
        ),
        ({"started": "yesterday"}, "`started` (field `onset`): `onset` is `yesterday`: it is not a date-time"),
        (
            {"started": "2025-03-01T10:00:00"},
            "`started` (field `onset`): `onset` is `2025-03-01T10:00:00`: the zone",
        ),
        ({"links": [{"title": "x", "url": "javascript:x"}]}, "`links` (field `sources`): `sources[1].url` is"),
        ({"timeline": [{"at": "2025", "event": "x", "kind": "alrt"}]}, "`timeline[1].kind` is `alrt`, which is not"),
        ({"title": "x" * 121}, "`title` has 121 characters; at most 120 allowed."),
        ({"title": "a\nb"}, "`title` has several lines; only one is allowed."),
        ({"summary": "a\u202eb"}, "Line "),
    ],
)
def test_what_cannot_be_taken_over_is_told(changed: dict[str, Any], told: str, tmp_path: Path) -> None:
    lines = refused(tmp_path, {"title": "x", **changed})
    assert told == "Line " or lines[0].startswith(told), lines


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "Line 1, column 1: not valid JSON"),
        (b'{"title": "x",}', "Line 1, column 15: not valid JSON"),
        (
            b'{"title": "a", "title": "b"}',
            "Not valid JSON: the key `title` is twice in the same object",
        ),
        (b'{"title": NaN}', "Not valid JSON: NaN is not a number"),
        (b'{"title": -Infinity}', "Not valid JSON: -Infinity"),
        (b'["title"]', "The file must contain one JSON object; allowed keys: title, summary"),
        (b'{"title": "\xff"}', "The file is not UTF-8; byte 12"),
        (b"[" * 200_000, "The JSON is nested too deeply"),
        (b" " * (1024 * 1024 + 1), "The file is larger than the limit of 1,048,576 bytes, which `file_bytes` sets"),
    ],
)
def test_what_is_not_sound_json_is_told_with_its_place(raw: bytes, told: str, tmp_path: Path) -> None:
    (line,) = refused(tmp_path, raw)
    assert line.startswith(told)


def test_a_file_that_is_not_there_is_told(base: Base) -> None:
    done = invoke(base.root, "new", "--from", "nothing.json")
    assert (done.exit_code, "nothing.json: The file cannot be read: no such file" in done.stderr) == (2, True)


def test_of_many_complaints_the_first_are_told_and_the_rest_is_counted(tmp_path: Path) -> None:
    lines = refused(tmp_path, {f"x{number}": 1 for number in range(30)})
    assert (len(lines), lines[-1]) == (21, "… and 10 more")


@pytest.mark.slow
def test_two_thousand_entries_are_taken_over_at_once(tmp_path: Path) -> None:
    timeline = [{"at": "2025-03-01T10:00:00Z", "event": f"Entry {number}."} for number in range(900)]
    assert len(taken(tmp_path, {"title": "x", "timeline": timeline})["timeline"]) == 900


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda some: (
        st.lists(some, max_size=3)
        | st.dictionaries(st.sampled_from(["at", "event", "kind", "title", "url"]), some, max_size=3)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(sorted(NAMES)), values, max_size=6))
def test_no_export_does_anything_but_pass_or_be_told(tmp_path: Path, exported: dict[str, Any]) -> None:
    with suppress(ExportError):
        assert set(taken(tmp_path, exported)) <= set(NAMES.values())
