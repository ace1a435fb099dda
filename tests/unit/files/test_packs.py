"""Many results in few files come back, and nothing else does."""

from __future__ import annotations

import os
from collections.abc import Callable
from io import FileIO
from pathlib import Path

import pytest

from afterword.files import cache as store_module
from afterword.files.cache import FOLDER, Store
from afterword.files.packs import Packs

TEXT = "<p>ä\n\u2028\ud800</p>\n"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv(FOLDER, str(tmp_path / "home"))
    found = Store.of(tmp_path / "base")
    assert found is not None
    return found


def filled(store: Store, *names: str, value: object = "x") -> Path:
    """The file of a build that has made these."""
    before = files(store)
    packs = Packs(store)
    for name in names:
        packs.put(name, value, TEXT)
    (made,) = files(store) - before
    os.utime(made, (len(before), len(before)))
    return made


def files(store: Store) -> set[Path]:
    return set(store.folder.iterdir()) if store.folder.is_dir() else set()


def found(store: Store, *names: str) -> list[object]:
    packs = Packs(store)
    pairs = [packs.get(name) for name in names]
    assert {pair[1] for pair in pairs if pair} <= {TEXT}
    return [pair and pair[0] for pair in pairs]


def test_what_builds_before_have_put_comes_back_to_the_next(store: Store) -> None:
    value = {"title": "ä\n\ud800", "toc": []}
    filled(store, "page-1", "page-2", value=value)
    filled(store, "page-3", value=3)
    assert found(store, "page-1", "page-2", "page-3", "page-4") == [value, value, 3, None]


def test_of_two_with_one_name_the_newer_counts(store: Store) -> None:
    filled(store, "page-1", value="old")
    filled(store, "page-1", value="new")
    assert found(store, "page-1") == ["new"]


def test_what_another_edition_put_is_not_read(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(store, "page-1")
    monkeypatch.setattr(store_module, "edition", lambda: "another")
    assert found(store, "page-1") == [None]


def test_a_file_that_is_cut_short_still_has_what_is_whole(store: Store) -> None:
    pack = filled(store, "page-1", "page-2")
    whole = pack.read_bytes()
    for cut in range(1, len(whole) // 2):
        pack.write_bytes(whole[:-cut])
        assert found(store, "page-1", "page-2") == ["x", None]


@pytest.mark.parametrize(
    "raw", [b"", b"\n", b"\xff 3\nabc\n", b"page-1 -9\nx\n", b"page-1 x\n", b"page-1 2\n{}\n", b"page-1 4\n{}\n\xff\n"]
)
def test_a_damaged_file_has_nothing(store: Store, raw: bytes) -> None:
    filled(store, "page-2").write_bytes(raw)
    assert found(store, "page-1", "page-2") == [None, None]


def test_a_result_of_which_any_bit_is_another_is_not_there(store: Store) -> None:
    pack = filled(store, "page-1", value={"title": "Late"})
    packs = Packs(store)
    assert packs.get("page-1") == ({"title": "Late"}, TEXT)
    whole = pack.read_bytes()
    for place in range(8 * (whole.index(b"\n") + 1), 8 * (len(whole) - 1)):
        raw = bytearray(whole)
        raw[place // 8] ^= 1 << place % 8
        pack.write_bytes(raw)
        assert packs.get("page-1") is None


@pytest.mark.parametrize("room", [1, 20, 40])
def test_what_a_full_disk_cuts_short_is_not_there_and_what_is_put_after_it_is(
    store: Store, room: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = [room]

    class Short(FileIO):
        def write(self, raw: bytes) -> int:  # type: ignore[override]
            return super().write(raw[: left.pop()] if left else raw)

    def opened(path: Path, mode: str = "r", **options: int) -> object:
        return Short(path, mode) if mode == "ab" else path_open(path, mode, **options)

    path_open: Callable[..., object] = Path.open
    packs = Packs(store)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", opened)
        for name in ("page-1", "page-2", "page-3"):
            packs.put(name, "x", TEXT)
    assert found(store, "page-1", "page-2", "page-3") == [None, "x", "x"]


def test_a_file_that_goes_while_it_is_needed_is_missed_in_silence(store: Store) -> None:
    pack = filled(store, "page-1", "page-2")
    packs = Packs(store)
    assert packs.get("page-1") == ("x", TEXT)
    pack.unlink()
    assert packs.get("page-2") is None


def test_many_files_become_one(store: Store) -> None:
    names = [f"page-{number}" for number in range(17)]
    for name in names[1:]:
        filled(store, name)
    Packs(store).prune(100)
    assert len(files(store)) == 16
    filled(store, names[0])
    Packs(store).prune(100)
    assert len(files(store)) == 1
    assert found(store, *names) == ["x"] * 17


def test_of_each_kind_the_newest_stay_where_there_are_too_many(store: Store) -> None:
    filled(store, "page-1", "page-2", "done-1")
    filled(store, "page-3", "page-4", "page-2")
    filled(store, "page-5")
    Packs(store).prune(2)
    assert found(store, *(f"page-{number}" for number in range(1, 6)), "done-1") == [None, "x", None, None, "x", "x"]


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    monkeypatch.setenv(FOLDER, str(tmp_path / "file" / "below"))
    store = Store.of(tmp_path / "base")
    assert store is not None
    Packs(store).put("page-1", "x", TEXT)
    Packs(store).prune(1)
    assert found(store, "page-1") == [None]


def test_a_folder_to_which_others_may_write_is_neither_read_nor_written(store: Store) -> None:
    pack = filled(store, "page-1")
    before = pack.read_bytes()
    store.folder.chmod(0o777)
    Packs(store).put("page-2", "mine", TEXT)
    Packs(store).prune(0)
    assert found(store, "page-1") == [None]
    assert (files(store), pack.read_bytes()) == ({pack}, before)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no second process can be forked")
def test_two_processes_write_beside_each_other(store: Store) -> None:
    packs = Packs(store)
    packs.put("page-1", "x", TEXT)
    child = os.fork()
    packs.put("page-3" if child else "page-2", "x", TEXT)
    if not child:
        os._exit(0)
    os.waitpid(child, 0)
    assert len(files(store)) == 2
    assert found(store, "page-1", "page-2", "page-3") == ["x"] * 3
