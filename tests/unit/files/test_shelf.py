"""Values come back as they were put, those that were used last stay, and whatever spoils the file loses no more."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from afterword.files import shelf as shelf_module
from afterword.files.cache import FOLDER, Store
from afterword.files.shelf import Shelf


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv(FOLDER, str(tmp_path / "home" / "afterword"))
    found = Store.of(tmp_path / "base")
    assert found is not None
    return found


def put(store: Store, *names: str, most: int = 10) -> None:
    shelf = Shelf(store)
    for name in names:
        shelf.put(name, name)
    shelf.close(most)


def known(store: Store, *names: str) -> list[str]:
    shelf = Shelf(store)
    found = [name for name in names if shelf.get(name) == name]
    shelf.close(10)
    return found


def test_a_value_comes_back_as_it_was_put(store: Store) -> None:
    value = {"content": "<p>ä\n\u2028\ud800</p>", "toc": [{"name": "A", "children": []}], "title": None}
    shelf = Shelf(store)
    shelf.put("page", value)
    shelf.close(1)
    assert Shelf(store).get("page") == value


def test_what_was_never_kept_is_not_there(store: Store) -> None:
    assert Shelf(store).get("page") is None


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda _: b"", id="emptied"),
        pytest.param(lambda _: b"no database", id="something else"),
        pytest.param(lambda raw: raw[: len(raw) // 2], id="cut off"),
        pytest.param(lambda raw: raw.replace(b'"page"', b'"page!'), id="no JSON"),
        pytest.param(lambda raw: raw.replace(b'"page"', b'"cage"'), id="other bytes"),
    ],
)
def test_what_is_damaged_is_not_there_and_is_written_anew(store: Store, spoil: Callable[[bytes], bytes]) -> None:
    put(store, "page")
    for file in store.folder.iterdir():
        before = file.read_bytes()
        file.write_bytes(spoil(before))
        assert file.read_bytes() != before
    assert known(store, "page") == []
    put(store, "page")
    assert known(store, "page") == ["page"]


def test_what_another_edition_put_is_not_read(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    put(store, "page")
    monkeypatch.setattr(shelf_module, "edition", lambda: "another")
    assert known(store, "page") == []


def test_the_values_that_were_used_last_stay(store: Store) -> None:
    put(store, "first", "second", "third")
    assert known(store, "second") == ["second"]
    put(store, "fourth", most=2)
    assert known(store, "first", "second", "third", "fourth") == ["second", "fourth"]


def test_two_processes_may_use_it_at_once(store: Store) -> None:
    mine = Shelf(store)
    mine.put("before", "before")
    process = os.fork()
    if process == 0:
        mine.put("there", mine.get("before") and "there")
        os._exit(0)
    mine.put("here", "here")
    assert os.waitpid(process, 0)[1] == 0
    mine.put("after", "after")
    mine.close(10)
    assert known(store, "before", "there", "here", "after") == ["before", "there", "here", "after"]


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    monkeypatch.setenv(FOLDER, str(tmp_path / "file" / "below"))
    store = Store.of(tmp_path / "base")
    assert store is not None
    put(store, "page")
    assert known(store, "page") == []


def test_a_folder_in_which_others_may_write_is_neither_read_nor_written(store: Store) -> None:
    put(store, "page")
    before = sorted(file.name for file in store.folder.iterdir())
    store.folder.chmod(0o777)
    assert known(store, "page") == []
    put(store, "other")
    store.folder.chmod(0o700)
    assert sorted(file.name for file in store.folder.iterdir()) == before
    assert known(store, "page", "other") == ["page"]
