"""Repairs are kept where they leave a file with fewer problems, change no other byte, and are done after one run."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.diagnostics import Diagnostic
from afterword.repairs import Left, Repair, fix, offer
from afterword.rules import FileContext
from afterword.rules.fixes import spelling
from afterword.text.edits import Edit
from tests.knowledge import DRAFT, overlaid, page
from tests.unit.repairs.mending import context, found, left, mend, mended

WORDS = [
    "sev2",
    "Sev-2",
    "sev7",
    "draft",
    "drfat",
    "in-reveiw",
    "incident",
    "Incidnt",
    "near_miss",
    "'draft'",
    '"sev3"',
]
TIMES = ["2025-01-01T10:00Z", "2025-01-01 09:30", "2025-01-01T11:00", "2025-03-30T02:30", "2024-12-01", "unknown"]
SPACE = st.sampled_from(["", "", "", "  ", "\t", "   # note ", " # ü"])
END = st.sampled_from(["\n", "\n", "\r\n"])


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """Front matter with slips of every kind, with odd white space, comments, marks and line ends."""
    lines = [
        f"{draw(st.sampled_from(['title', 'titel']))}: The cache",
        f"status: {draw(st.sampled_from(WORDS))}",
        f"kind: {draw(st.sampled_from(WORDS))}",
        f"{draw(st.sampled_from(['severity', 'sevrity', 'severities']))}: {draw(st.sampled_from(WORDS))}",
        f"summary: {draw(st.sampled_from(['>-', 'Slow.', '|']))}",
        "  The cache was empty.",
        f"onset: {draw(st.sampled_from(TIMES))}",
        *draw(st.sampled_from([["timeline:"], ["timeline:", "# about"]])),
    ]
    for at in draw(st.lists(st.sampled_from(TIMES), min_size=1, max_size=4)):
        lines += draw(st.sampled_from([[f"- at: {at}", "  event: x"], ["  # c", f"- {{event: x, at: {at}}}", ""]]))
    written = "".join(f"{line}{draw(SPACE)}{draw(END)}" for line in lines)
    last = draw(st.sampled_from(["", "\n", "\r\n"]))
    return f"{draw(st.sampled_from(['', chr(0xFEFF)]))}---\n{written}---\n\nIt happened.  {last}".encode()


@given(files())
@settings(max_examples=60)
def test_to_fix_twice_is_to_fix_once(raw: bytes) -> None:
    once = fix(raw, context(raw))
    again = fix(once.raw, context(once.raw))
    assert (again.raw, again.repaired) == (once.raw, ())


@given(files())
@settings(max_examples=60)
def test_what_is_repaired_is_gone_and_nothing_but_demands_has_come(raw: bytes) -> None:
    done = fix(raw, context(raw))
    before = [one.code for one in found(raw)]
    after = [one.code for one in found(done.raw)]
    assert (done.raw != raw) is bool(done.repaired)
    if done.repaired and context(raw).entry.value is None:
        schema = {code for code in (*before, *after) if code.startswith(("AW0", "AW1"))} - {"AW101"}
        assert sum(code in schema for code in after) < sum(code in schema for code in before)


@given(files())
@settings(max_examples=60)
def test_no_byte_is_lost_but_those_of_words_that_were_wrong(raw: bytes) -> None:
    done = fix(raw, context(raw)).raw
    body = raw.index(b"It happened.")
    assert done.endswith(raw[body:])
    assert done.startswith(b"\xef\xbb\xbf") is raw.startswith(b"\xef\xbb\xbf")
    assert [done.count(kept) for kept in (b"#", b"\r\n", b"\n", b"'", b"note", b": ")] == [
        raw.count(kept) for kept in (b"#", b"\r\n", b"\n", b"'", b"note", b": ")
    ]
    # Every line is one of the old lines, but for words, times and the white space at its end.
    assert sorted(map(_shape, done.split(b"\n"))) == sorted(map(_shape, raw.split(b"\n")))


def _shape(line: bytes) -> bytes:
    key = re.sub(rb"(sev|tit|stat|kin)[a-z]*:", rb"\1:", line.replace(b"\xef\xbb\xbf", b""))
    value = re.sub(rb"(at|onset|stat|kin|sev): ?[^}#]*?(?=[}\s]*$|\s+#)", rb"\1:", key)
    return re.sub(rb"[ \t]+(?=\r?$)", b"", value)


def test_repairs_of_a_later_stage_follow_in_the_same_run() -> None:
    wrong = "status: drfat\nonset_precision: Day\n"
    entries = ["  - {at: 2025-01-01T11:00, event: b}\n", "  - {at: 2025-01-01T10:00, event: a}\n"]
    done = mended(page(overlaid(DRAFT, f"{wrong}timeline:\n{''.join(entries)}")))
    assert done.index("event: a") < done.index("event: b")
    assert left(done) == []


def test_a_legible_status_may_make_demands_audible() -> None:
    text = page(overlaid(DRAFT, "status: in-reveiw\n"))
    assert mended(text) == text.replace("in-reveiw", "in-review")
    assert set(left(text)) == {"Needs your input"}


def test_a_file_that_cannot_be_parsed_is_left_alone() -> None:
    text = page(DRAFT.replace("draft", "[draft  "))
    assert mended(text) == text
    assert left(text) == ["The file cannot be parsed, so nothing in it is changed"]


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("drafts", "The fix would cause another problem"),
        ("[draft", "With this fix, the file could not be read any more"),
    ],
)
def test_a_repair_that_does_harm_is_taken_back_and_the_good_ones_stay(
    monkeypatch: pytest.MonkeyPatch, written: str, reason: str
) -> None:
    known_value = spelling.known_value

    def harmful(file: FileContext, diagnostic: Diagnostic) -> Repair | Left:
        answer = known_value(file, diagnostic)
        if isinstance(answer, Repair) and diagnostic.pointer == "/status":
            return Repair("Write nonsense", (Edit(answer.edits[0].start, answer.edits[0].end, written),))
        return answer

    monkeypatch.setattr(spelling, "known_value", harmful)
    text = page(overlaid(DRAFT, "status: drfat\nseverity: SEV3\nkind: Incident\n"))
    done = mend(text)
    assert done.raw.decode() == text.replace("SEV3", "sev3").replace("Incident", "incident")
    assert [(one.pointer, why) for one, why in done.refused.items()] == [("/status", reason)]


def test_an_editor_is_offered_the_same_repair() -> None:
    text = page(overlaid(DRAFT, "status: drfat\n"))
    (problem,) = found(text.encode())
    start = text.index("drfat")
    assert offer(context(text.encode()), problem) == Repair(
        "Replace `drfat` with `draft`", (Edit(start, start + 5, "draft"),)
    )
