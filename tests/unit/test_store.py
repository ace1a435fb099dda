"""What was kept comes back, and nothing else does."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from afterword import store as store_module
from afterword.store import Store, digest


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "base" / ".cache")


def names(store: Store) -> list[str]:
    return sorted(file.name for file in store.folder.iterdir())


def test_a_value_comes_back_as_it_was_put(store: Store) -> None:
    value = {"content": "<p>ä\n\u2028\ud800</p>", "toc": [{"name": "A", "children": []}], "title": None}
    store.put("page", value)
    assert store.get("page") == value
    assert names(store) == [".gitignore", "page.json"]


def test_what_was_never_kept_is_not_there(store: Store) -> None:
    assert store.get("page") is None


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff\xfe", b"[]", b"{}", b"null", b"7", b"[" * 100_000])
def test_what_cannot_be_read_is_not_there_and_is_written_anew(store: Store, raw: bytes) -> None:
    store.put("page", "old")
    (store.folder / "page.json").write_bytes(raw)
    assert store.get("page") is None
    store.put("page", "new")
    assert store.get("page") == "new"


def test_what_another_edition_wrote_is_not_read(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.put("page", "old")
    monkeypatch.setattr(store_module, "edition", lambda: "another")
    assert store.get("page") is None


def test_a_value_under_a_foreign_name_is_not_read(store: Store) -> None:
    store.put("page", "old")
    (store.folder / "page.json").rename(store.folder / "other.json")
    assert store.get("other") is None


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    store = Store(tmp_path / "file" / "below")
    store.put("page", "new")
    store.prune(1)
    assert store.get("page") is None


def test_the_values_that_were_used_last_stay(store: Store) -> None:
    first, second, third = (digest(number) for number in range(3))
    for name in (first, second, third, "language"):
        store.put(name, name)
        os.utime(store.folder / f"{name}.json", (1, 1))
    assert store.get(second) == second
    store.prune(1)
    assert names(store) == [".gitignore", f"{second}.json", "language.json"]


def test_what_was_not_put_there_is_not_pruned(store: Store) -> None:
    store.put("page", "x")
    (store.folder / "2025-01-07-mine.md").write_text("mine", "utf-8")
    store.prune(0)
    assert "2025-01-07-mine.md" in names(store)


def test_what_a_killed_build_was_writing_is_pruned(store: Store) -> None:
    store.put("page", "x")
    (store.folder / f"{digest('a')}.json-4711").write_text("{", "utf-8")
    store.prune(0)
    assert names(store) == [".gitignore", "page.json"]


def test_equal_values_have_one_name_and_others_another() -> None:
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})
    assert len({digest("a", "b"), digest("ab"), digest(["a", "b"]), digest("b", "a")}) == 4


def test_a_value_says_which_code_made_it(store: Store) -> None:
    store.put("page", "x")
    assert json.loads((store.folder / "page.json").read_bytes())["edition"] == store_module.edition()


def test_git_takes_in_nothing_of_it(store: Store) -> None:
    store.put("page", "x")
    assert (store.folder / ".gitignore").read_text("utf-8") == "*\n"
