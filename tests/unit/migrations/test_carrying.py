"""A migration loses nothing, whatever the file looks like, and keeps no step that says anything else."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.migrations import Migrated, carrying, migrate, numbered
from afterword.migrations.targets import plain
from afterword.reading import read_raw
from afterword.settings.limits import Limits
from afterword.text.edits import Edit
from tests.knowledge import EXAMPLE

SPACE = st.sampled_from(["", "", " ", "  # note", " # ü"])
END = st.sampled_from(["\n", "\n", "\r\n"])
VALUES = [
    "Ranker",
    "'A: quoted # one'",
    '"two\n    lines"',
    ">-\n  folded\n\n    more\n  text",
    "|2\n   kept",
    "[a, b]",
    "",
]
KEYS = ["date", "onset", "model", "models", "'root_cause'", "detected_by", "ticket", "incident_id", "aliases"]


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """Front matter of old and new names side by side, in odd forms."""
    keys = draw(st.lists(st.sampled_from(KEYS), unique=True, min_size=1, max_size=6))
    lines = [f"{key}: {draw(st.sampled_from(VALUES))}" for key in keys]
    items = draw(st.lists(st.sampled_from(["- a: 1\n  type: prevent", "- {type: detect, bug: x}", "# c", "- text"])))
    lines += ["action_items:", *items] if items else []
    end = draw(END)
    written = "".join(f"{line}{draw(SPACE) if line[-1] not in '>|' else ''}\n" for line in lines).replace("\n", end)
    return f"{draw(st.sampled_from(['', chr(0xFEFF)]))}---{end}{written}---{end}body".encode()


def carried(raw: bytes) -> Migrated:
    return migrate(raw, EXAMPLE, Limits(), 0, 1)


@given(files())
@settings(max_examples=75)
def test_every_text_comment_and_line_end_is_still_there(raw: bytes) -> None:
    done = carried(raw)
    before, after = (read_raw(one, EXAMPLE, Limits()).document for one in (raw, done.raw))
    if before is None:
        assert done == Migrated(raw)
        return
    assert after is not None
    assert sorted(texts(plain(after.root))) == sorted(
        {"prevent": "prevention", "detect": "detection"}.get(text, text) if done.done else text
        for text in texts(plain(before.root))
    )
    assert done.raw.count(b"# ") == raw.count(b"# ")
    assert done.raw.startswith(b"\xef\xbb\xbf") is raw.startswith(b"\xef\xbb\xbf")
    assert (b"\r\n" in raw) is (done.raw.count(b"\r\n") == done.raw.count(b"\n"))
    again = carried(done.raw)
    assert (again.raw, again.done) == (done.raw, ())
    assert {change.path[0] for change in again.left} == {change.path[0] for change in done.left}


def texts(data: Any) -> list[str]:
    if isinstance(data, str):
        return [data]
    return [text for below in (data.values() if isinstance(data, dict) else data) for text in texts(below)]


def test_a_step_that_would_say_something_else_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carrying, "edits", lambda *_: [Edit(4, 8, "title")])
    raw = b"---\ndate: 2024-01-01\n---\n"
    assert carried(raw).raw == raw
    assert [change.said for change in carried(raw).left] == ["It cannot be edited safely; edit it by hand"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"[tool.afterword]\n", b"[tool.afterword]\nschema_version = 2\n"),
        (b"[tool.afterword]", b"[tool.afterword]\nschema_version = 2\n"),
        (b"[tool.afterword] # x\r\ntitle = 'a'\r\n", b"[tool.afterword] # x\r\nschema_version = 2\r\ntitle = 'a'\r\n"),
        (b"[tool.afterword]\nschema_version=1 # n\n", b"[tool.afterword]\nschema_version=2 # n\n"),
        (b"[a]\n[tool.afterword.limits]\nid = 9\n", None),
        (b"a = '''\n[tool.afterword]\n'''\n[tool.afterword]\n", None),
        (b"[tool.afterword]\ntitle = '''\nschema_version = 1\n'''\n", None),
        (b"[project]\n", None),
        (b"[tool.afterword\n", None),
    ],
)
def test_the_number_is_written_where_it_is_sure_and_nowhere_else(before: bytes, after: bytes | None) -> None:
    assert numbered(before, 2) == after
