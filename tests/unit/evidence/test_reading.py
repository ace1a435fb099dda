"""A file of evidence is read back as it was written; any other is refused with a reason, whatever is in it."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.evidence.form import digest, dump
from afterword.evidence.reading import UnusableError, read, read_bytes
from afterword.evidence.snapshot import FLAGS, Point, Registered, Series, Snapshot
from afterword.schema import evidence_contract
from afterword.secrecy import secret_in
from afterword.settings import Settings
from afterword.settings.limits import Limits
from tests.evidence_made import WINDOW, evidence, written

PLAIN = "precision {slice=mobile}, in ratio, a breach below 0.9, flagged late: 09:00 0.95, 10:00 none, 11:00 0.41"
TEXTS = st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF), min_size=1, max_size=40).filter(str.isprintable)
LINES = TEXTS.filter(lambda text: bool(text.strip()))
NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.none()


@st.composite
def snapshots(draw: Callable[[Any], Any]) -> Snapshot:
    whole = WINDOW.end - WINDOW.start
    names = draw(st.lists(LINES, max_size=4, unique=True))
    found = []
    for name in names:
        offsets = sorted(draw(st.sets(st.integers(0, int(whole.total_seconds())), max_size=20)))
        points = tuple(Point(WINDOW.start + timedelta(seconds=at), draw(NUMBERS)) for at in offsets)
        limit = draw(st.none() | st.floats(-1e9, 1e9))
        flags = draw(st.sets(st.sampled_from(sorted(FLAGS.keys() - {"empty"}))))
        labels = tuple(sorted(draw(st.dictionaries(LINES, TEXTS, max_size=3)).items()))
        breach = draw(st.sampled_from(["above", "below"])) if limit is not None else None
        found.append(Series(name, "q", labels, None, limit, None, breach, 60, points, tuple(sorted(flags))))
    registry = tuple(Registered(name, draw(st.none() | LINES), None, None, WINDOW.start, (), "x") for name in names[:1])
    return evidence("")._replace(
        series=tuple(found), registry=registry, missing=tuple((name, "it is gone") for name in names)
    )


@given(snapshots())
def test_what_is_written_is_read_back(snapshot: Snapshot) -> None:
    assert read_bytes(dump(snapshot)) == snapshot


@given(
    st.binary(max_size=200)
    | st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=5),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=9), inner),
    ).map(lambda value: json.dumps(value).encode())
)
def test_any_other_content_is_refused_with_a_reason(raw: bytes) -> None:
    with pytest.raises(UnusableError, match=r"^\w+ .*[^.]$"):
        read_bytes(raw)


@given(st.data())
def test_a_part_that_is_changed_is_refused_or_means_the_same(data: st.DataObject) -> None:
    raw = written(PLAIN)
    at = data.draw(st.integers(0, len(raw) - 1))
    changed = raw[:at] + data.draw(st.binary(max_size=3)) + raw[at + data.draw(st.integers(0, 3)) :]
    try:
        found = read_bytes(changed)
    except UnusableError:
        return
    assert (found.window, found.series, found.registry) == (evidence(PLAIN).window, evidence(PLAIN).series, ())


def changed(change: Callable[[dict[str, Any]], object], *, summed: bool = True) -> bytes:
    plain = json.loads(written(PLAIN))
    change(plain)
    if summed:
        plain["sha256"] = digest(plain)
    return json.dumps(plain).encode()


def first(plain: dict[str, Any]) -> dict[str, Any]:
    series: dict[str, Any] = plain["series"][0]
    return series


FORM = "does not have the form of a file of evidence: "

REFUSED: dict[str, tuple[bytes, str]] = {
    "no JSON": (b"{", "is not JSON: Expecting property name enclosed in double quotes in line 1"),
    "no text": (b"\xff\xfe{}", "is not UTF-8 at byte 0"),
    "no object": (b"[]", f"{FORM}the file is a list or a table, which cannot stand there"),
    "nothing": (b"", "is not JSON: Expecting value in line 1"),
    "NaN": (b'{"a": NaN}', "has `NaN`, which is no number of JSON; write null"),
    "infinity": (b'{"a": -Infinity}', "has `-Infinity`, which is no number of JSON; write null"),
    "a number without end": (b'{"a": 1e999}', "has the number `1e999`, which is too large"),
    "a number of many digits": (b'{"a": 1' + b"0" * 5000 + b"}", f"has the number `1{'0' * 39}…`, which is too large"),
    "a key twice": (b'{"a": 1, "a": 2}', "has the key `a` twice"),
    "nesting": (b"[" * 100_000, "is nested too deeply"),
    "some nesting": (b"[" * 40 + b"]" * 40, "is nested too deeply"),
    "a hidden sign": ('{"a": "\u202e"}'.encode(), "has the hidden character U+202E right-to-left override in line 1"),
    "an escape that hides one": (b'{"a": "\\u202e"}', "has an escape of U+202E, which nobody could see"),
    "a control in a key": (b'{"\\u001b[2J": 1}', "has an escape of U+001B, which nobody could see"),
    "half of a character": (b'{"a": "\\ud800"}', "has an escape of U+D800, which nobody could see"),
    "a newer version": (
        changed(lambda plain: plain.update(version=2)),
        "has version 2, and this Afterword reads 1",
    ),
    "a field of its own": (
        changed(lambda plain: first(plain).update(colour="red")),
        "does not have the form of a file of evidence: `series[1]` has an unknown field `colour`",
    ),
    "a number as text": (
        changed(lambda plain: first(plain)["points"].append(["2025-01-01T12:00:00Z", "NaN"])),
        f'{FORM}`series[1].points[4][2]` is `"NaN"`, which cannot stand there',
    ),
    "a time without a zone": (
        changed(lambda plain: plain.update(captured_at="2025-01-02T00:00:00")),
        f'{FORM}`captured_at` is `"2025-01-02T00:00:00"`, which cannot stand there',
    ),
    "a time that does not exist": (
        changed(lambda plain: plain.update(captured_at="2025-02-30T00:00:00Z")),
        "has a time that does not exist: day is out of range for month",
    ),
    "times in disorder": (
        changed(lambda plain: first(plain)["points"].reverse()),
        "has points of `precision` that are not in the order of time",
    ),
    "a time twice": (
        changed(lambda plain: first(plain)["points"].append(first(plain)["points"][-1])),
        "has points of `precision` that are not in the order of time",
    ),
    "a time outside": (
        changed(lambda plain: first(plain)["points"].append(["2025-01-09T12:00:00Z", 1.0])),
        "has points of `precision` outside of its window",
    ),
    "a window that runs backwards": (
        changed(lambda plain: plain["window"]["incident"].reverse()),
        "has a window that ends before it begins: `incident`",
    ),
    "a slice twice": (
        changed(lambda plain: plain["series"].append(first(plain))),
        "has the same slice of `precision` 2 times",
    ),
    "an id of another review": (
        changed(lambda plain: plain.update(id="2025-02-02-another/prod")),
        "has the id `2025-02-02-another/prod`, which is not one of the review `2025-01-01-example`",
    ),
    "one that supersedes itself": (changed(lambda plain: plain.update(supersedes=plain["id"])), "supersedes itself"),
    "a changed number": (
        changed(lambda plain: first(plain)["points"][0].__setitem__(1, 0.99), summed=False),
        "was changed after it was captured: its numbers no longer fit its sum",
    ),
    "a changed threshold": (
        changed(lambda plain: first(plain).update(threshold=0.3), summed=False),
        "was changed after it was captured: its numbers no longer fit its sum",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_is_refused_with_what_is_wrong_and_what_to_do(case: str) -> None:
    raw, reason = REFUSED[case]
    with pytest.raises(UnusableError) as caught:
        read_bytes(raw)
    assert re.sub(r"\s+", " ", str(caught.value)) == reason
    assert caught.value.advice.endswith(".")
    assert caught.value.altered is ("changed after" in reason)


def test_a_file_is_read_once_until_it_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, settings = tmp_path / "prod.json", Settings(root=tmp_path)
    file.write_bytes(written(PLAIN))
    once = read(file, settings)
    monkeypatch.setattr(os, "open", lambda *_: pytest.fail("it is opened again"))
    assert read(file, settings) is once
    monkeypatch.undo()
    file.write_bytes(written("precision: 10:00 0.5"))
    assert read(file, settings).series[0].points[0].value == 0.5


def test_a_large_file_a_folder_and_a_link_are_not_read(tmp_path: Path) -> None:
    settings = Settings(root=tmp_path, limits=replace(Limits(), evidence_bytes=100))
    (tmp_path / "large.json").write_bytes(b" " * 101)
    (tmp_path / "folder.json").mkdir()
    (tmp_path / "link.json").symlink_to("/dev/zero")
    (tmp_path / "linked").symlink_to(tmp_path, target_is_directory=True)
    reasons = {
        "large.json": "has 101 bytes",
        "folder.json": "is not a regular file, or is behind a link",
        "link.json": "is not a regular file, or is behind a link",
        "linked/large.json": "is not a regular file, or is behind a link",
    }
    for name, reason in reasons.items():
        with pytest.raises(UnusableError, match=f"^{reason}$"):
            read(tmp_path / name, settings)
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "none.json", settings)


def test_an_example_of_the_form_has_no_secret_and_the_words_of_the_flags_are_those_of_the_schema() -> None:
    assert secret_in(written(PLAIN).decode()) is None
    assert evidence_contract().fields.at("series", "*", "flags").terms.keys() == FLAGS.keys()
