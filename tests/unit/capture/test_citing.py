"""A citation is one edit at its place: comments, order, line ends and style of the review stay as they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.capture.citing import Citation, Cited, cited_in, what_of
from afterword.corpus import entry_of
from afterword.evidence.snapshot import Origin, Point, Registered, Series
from afterword.evidence.snapshot import Snapshot as Evidence
from afterword.files.atomic_file import Snapshot
from afterword.migrations.targets import plain
from afterword.model import Review
from afterword.reading import read_raw
from afterword.schema import REVIEW, Contract
from afterword.settings import Settings
from tests.knowledge import EXAMPLE, PUBLISHED, overlaid, page
from tests.unit.capture.stub import NOW, ONSET, WINDOW

CONTRACT = Contract(REVIEW)
SETTINGS = Settings(root=Path("/nowhere"))
ROW = Citation("Measurements of precision from prod", "evidence/2025-01-01-example/prod.json")
OTHER = Citation('It\'s "0.41": a #1, {bad} [value]', "evidence/2025-01-01-example/other.json")


def cited(raw: bytes, *rows: Citation) -> Cited:
    return cited_in(Snapshot(raw, 0o644, (0, 0), ()), EXAMPLE, rows or (ROW,), SETTINGS, CONTRACT)


def added(before: str, after: str) -> str:
    """What an edit has put in; nothing else differs."""
    head = next((at for at, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(before))
    tail = len(before) - head
    assert after.endswith(before[head:] if tail else "")
    return after[head : len(after) - tail]


def told(fields: str, *rows: Citation) -> str:
    """The fields after the citation, which every reader takes."""
    before = page(overlaid(PUBLISHED, fields))
    done = cited(before.encode(), *rows)
    assert done.why == ""
    after = done.raw.decode()
    added(before, after)
    entry = entry_of(read_raw(done.raw, EXAMPLE, SETTINGS.limits), CONTRACT)
    assert isinstance(entry.value, Review)
    listed = entry.data["diagnosis"]["evidence"]
    assert [row["file"] for row in listed[-len(rows or (ROW,)) :]] == [row.file for row in rows or (ROW,)]
    return after


LAYOUTS = {
    "none": ("", "diagnosis:\n  evidence:\n    - kind: metric\n      what: Measurements of precision from prod\n"),
    "without evidence": (
        "diagnosis:\n  data_drift: {answer: no}  # so it was\n  # and more\n",
        "  # and more\n  evidence:\n    - kind: metric\n",
    ),
    "wide": (
        "diagnosis:\n      data_drift: {answer: no}\n",
        "      data_drift: {answer: no}\n      evidence:\n        - kind: metric\n",
    ),
    "in brackets": (
        "diagnosis: {data_drift: {answer: no}}\n",
        "diagnosis: {data_drift: {answer: no}, evidence: [{kind: metric, what: Measurements",
    ),
    "a list": (
        "diagnosis:\n  evidence:\n    - kind: log\n      what: A log\n",
        "      what: A log\n    - kind: metric\n      what: Measurements",
    ),
    "a list at the margin of its key": (
        (
            "diagnosis:\n  evidence:\n  - kind: log\n    what: A log  # of the night\n    # link: none\n"
            "  data_drift: {answer: no}\n"
        ),
        "    # link: none\n  - kind: metric\n    what: Measurements of precision from prod\n",
    ),
    "a wide dash": (
        "diagnosis:\n  evidence:\n    -   kind: log\n        what: A log\n",
        "    -   kind: metric\n        what: Measurements",
    ),
    "items in brackets": (
        "diagnosis:\n  evidence:\n    - {kind: log, what: A log}\n",
        "    - {kind: metric, what: Measurements of precision from prod, file: ",
    ),
    "all in brackets": (
        "diagnosis: {evidence: [{kind: log, what: A log}], data_drift: {answer: no}}\n",
        "[{kind: log, what: A log}, {kind: metric, what: Measurements",
    ),
    "brackets over lines": (
        "diagnosis:\n  evidence: [\n    {kind: log, what: A log},  # first\n  ]\n",
        "    {kind: log, what: A log}, {kind: metric,",
    ),
    "a text in a block at the end": (
        "diagnosis:\n  evidence:\n    - kind: log\n      what: >-\n        A log\n        # and no comment\n",
        "        # and no comment\n    - kind: metric\n",
    ),
    "quoted keys": (
        '"diagnosis":\n  "evidence":\n    - "kind": log\n      "what": \'A "log"\'\n',
        '      "what": \'A "log"\'\n    - kind: metric\n',
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
def test_a_row_is_put_in_in_the_style_of_its_neighbours(layout: str) -> None:
    fields, wanted = LAYOUTS[layout]
    assert wanted in told(fields)


@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
def test_two_rows_with_any_signs_are_put_in_after_one_another(layout: str) -> None:
    told(LAYOUTS[layout][0], ROW, OTHER)


def test_a_new_group_stands_where_the_schema_has_it() -> None:
    after = told("")
    assert after.index("\ntimeline:") < after.index("\ndiagnosis:") < after.index("\ntrigger:")


@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
def test_line_ends_and_a_mark_at_the_start_stay(layout: str) -> None:
    before = b"\xef\xbb\xbf" + page(overlaid(PUBLISHED, LAYOUTS[layout][0])).replace("\n", "\r\n").encode()
    done = cited(before)
    assert done.why == ""
    text = done.raw.decode()
    assert text.count("\n") == text.count("\r\n")
    added(before.decode(), text)


def test_a_file_that_is_cited_already_is_not_cited_again() -> None:
    once = cited(page(PUBLISHED).encode()).raw
    assert cited(once).raw == once


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ("diagnosis: {evidence: [" + ", ".join(["{kind: log, what: A log}"] * 50) + "]}\n", "would cause AW1"),
        ("severity: sev9\n", "is not well-formed"),
    ],
)
def test_what_cannot_be_cited_is_told_and_the_review_stays(fields: str, why: str) -> None:
    before = page(overlaid(PUBLISHED, fields)).encode()
    done = cited(before)
    assert (done.raw, done.uncited, done.differs) == (before, (ROW,), False)
    assert why in done.why


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["precision"], "Measurements of precision from prod"),
        (["b", "a", "a"], "Measurements of b and a from prod"),
        (list("abcdef"), "Measurements of a, b, c, d and 2 more from prod"),
        (
            [f"{letter * 80}" for letter in "abcdef"],
            f"Measurements of {'a' * 80}, {'b' * 80}, {'c' * 80} and 3 more from prod",
        ),
    ],
)
def test_a_citation_names_what_a_line_can_hold(names: list[str], said: str) -> None:
    series = tuple(Series(name, "q", points=(Point(ONSET, 1.0),)) for name in names)
    source = Origin("prod", "prometheus")
    assert what_of(Evidence("r/prod", "r", source, WINDOW, NOW, "afterword", series)) == said
    registry = tuple(Registered(name) for name in names)
    of_models = what_of(Evidence("r/prod", "r", source, WINDOW, NOW, "afterword", registry=registry))
    assert of_models.startswith("Versions of ")
    assert max(len(said), len(of_models)) <= 300


WORD = st.text(st.sampled_from("ab #:'\"{}[],-é☃\\"), min_size=1, max_size=12).filter(str.strip)
NOTE = st.sampled_from(["", "  # a note", "\n  # below\n  #   deeper", "\n\n"])


@given(WORD, NOTE, st.booleans(), st.booleans(), st.sampled_from(["\n", "\r\n"]))
def test_whatever_stands_around_it_stays(word: str, note: str, flow: bool, first: bool, end: str) -> None:
    quoted = "'" + word.replace("'", "''") + "'"
    row = f"{{kind: log, what: {quoted}}}"
    evidence = f"  evidence: [{row}]{note}\n" if flow else f"  evidence:\n    - kind: log\n      what: {quoted}{note}\n"
    other = "  data_drift: {answer: no}\n"
    group = f"diagnosis:\n{evidence}{other}" if first else f"diagnosis:\n{other}{evidence}"
    before = page(overlaid(PUBLISHED, group)).replace("\n", end)
    done = cited(before.encode(), ROW, Citation(word, OTHER.file))
    reading = read_raw(done.raw, EXAMPLE, SETTINGS.limits)
    original = read_raw(before.encode(), EXAMPLE, SETTINGS.limits)
    assert done.why == ""
    assert reading.document is not None
    assert original.document is not None
    made, had = plain(reading.document.root), plain(original.document.root)
    assert isinstance(made, dict)
    assert isinstance(had, dict)
    rows = made["diagnosis"]["evidence"]
    assert rows[-1] == {"kind": "metric", "what": word, "file": OTHER.file}
    del rows[-2:]
    assert made == had
    for line in before.split(end):
        assert flow or line in done.raw.decode().split(end)
