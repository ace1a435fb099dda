"""What was kept comes back, and nothing else does: least of all what somebody else put there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from afterword.files import cache as store_module
from afterword.files.cache import FOLDER, Store, digest


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv(FOLDER, str(tmp_path / "home" / "afterword"))
    return store_of(tmp_path / "base")


def store_of(root: Path) -> Store:
    found = Store.of(root)
    assert found is not None
    return found


def names(store: Store) -> list[str]:
    return sorted(file.name for file in store.folder.iterdir())


def test_a_value_comes_back_as_it_was_put(store: Store) -> None:
    value = {"content": "<p>ä\n\u2028\ud800</p>", "toc": [{"name": "A", "children": []}], "title": None}
    store.put("page", value)
    assert store.get("page") == value
    assert names(store) == ["page.json"]


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


def test_two_knowledge_bases_do_not_share_what_they_keep(store: Store, tmp_path: Path) -> None:
    store.put("page", "mine")
    assert store_of(tmp_path / "other").get("page") is None
    (tmp_path / "link").symlink_to(tmp_path / "base")
    assert store_of(tmp_path / "link").get("page") == "mine"


def test_only_its_owner_can_look_into_it(store: Store) -> None:
    store.put("page", "x")
    assert [folder.stat().st_mode & 0o777 for folder in (store.folder, store.folder.parent)] == [0o700, 0o700]


@pytest.mark.parametrize("level", ["folder", "parent"])
@pytest.mark.parametrize("how", ["another owner", "others may write", "a link"])
def test_a_folder_that_is_not_the_user_s_alone_is_neither_read_nor_written(
    store: Store, tmp_path: Path, level: str, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.put("page", "theirs")
    folder = store.folder if level == "folder" else store.folder.parent
    if how == "another owner":
        monkeypatch.setattr(os, "geteuid", lambda: folder.stat().st_uid + 1)
    elif how == "others may write":
        folder.chmod(0o777)
    else:
        folder.rename(tmp_path / "elsewhere")
        folder.symlink_to(tmp_path / "elsewhere")
    assert store.get("page") is None
    store.put("other", "mine")
    assert not (store.folder / "other.json").exists()


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    monkeypatch.setenv(FOLDER, str(tmp_path / "file" / "below"))
    store = store_of(tmp_path / "base")
    store.put("page", "new")
    store.prune("page-", 1)
    assert store.get("page") is None


@pytest.mark.parametrize("mark", [".git", ".hg", "_darcs"])
@pytest.mark.parametrize("place", ["base/.cache", ".cache", "base"])
def test_nothing_is_kept_where_a_checkout_could_bring_it(
    tmp_path: Path, place: str, mark: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / mark).mkdir()
    monkeypatch.setenv(FOLDER, str(tmp_path / place))
    assert Store.of(tmp_path / "base") is None


@pytest.mark.parametrize("variable", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR", "WORKSPACE"])
def test_nothing_is_kept_where_a_pipeline_unpacks_a_repository_without_a_mark(
    tmp_path: Path, variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "checkout").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "checkout")
    monkeypatch.setenv(FOLDER, str(tmp_path / "checkout" / ".cache"))
    monkeypatch.setenv(variable, str(tmp_path / "link"))
    assert Store.of(tmp_path / "checkout" / "base") is None
    monkeypatch.setenv(FOLDER, str(tmp_path / "home"))
    assert Store.of(tmp_path / "checkout" / "base") is not None


@pytest.mark.parametrize("link", ["home", "home/afterword"])
def test_a_folder_of_the_user_that_leads_into_a_checkout_is_none(
    tmp_path: Path, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "checkout" / ".git").mkdir(parents=True)
    (tmp_path / link).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / link).symlink_to(tmp_path / "checkout")
    monkeypatch.delenv(FOLDER)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    assert Store.of(tmp_path / "checkout") is None


def test_nothing_is_kept_below_a_knowledge_base_that_was_merely_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "base").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "base")
    monkeypatch.setenv(FOLDER, str(tmp_path / "link" / ".cache"))
    assert Store.of(tmp_path / "base") is None


def test_a_folder_that_depends_on_where_one_stands_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDER, ".cache")
    assert Store.of(tmp_path) is None


@pytest.mark.skipif(os.name != "posix", reason="elsewhere caches lie elsewhere")
def test_it_lies_among_the_caches_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    platformdirs = pytest.importorskip("platformdirs")
    monkeypatch.delenv(FOLDER)
    for caches in (str(tmp_path / "caches"), ""):
        monkeypatch.setenv("XDG_CACHE_HOME", caches)
        assert store_of(tmp_path / "base").folder.parent == platformdirs.user_cache_path("afterword", appauthor=False)


def test_the_values_that_were_used_last_stay(store: Store) -> None:
    first, second, third = (f"page-{digest(number)}" for number in range(3))
    for name in (first, second, third, "other"):
        store.put(name, name)
        os.utime(store.folder / f"{name}.json", (1, 1))
    assert store.get(second) == second
    store.prune("page-", 1)
    assert names(store) == ["other.json", f"{second}.json"]


def test_what_was_not_put_there_is_not_pruned(store: Store) -> None:
    store.put("page", "x")
    (store.folder / "page-mine.md").write_text("mine", "utf-8")
    store.prune("page-", 0)
    assert "page-mine.md" in names(store)


def test_what_a_killed_build_was_writing_is_pruned(store: Store) -> None:
    store.put("other", "x")
    (store.folder / f"page-{digest('a')}.json-4711abcdef").write_text("{", "utf-8")
    store.prune("page-", 0)
    assert names(store) == ["other.json"]


def test_of_many_knowledge_bases_those_that_were_used_last_stay(store: Store, tmp_path: Path) -> None:
    store.put("page", "x")
    os.utime(store.folder, (1, 1))
    mine = store.folder.parent / "mine"
    mine.mkdir()
    for number in range(40):
        store_of(tmp_path / f"base{number}").put("page", "x")
    kept = [folder for folder in store.folder.parent.iterdir() if folder != mine]
    assert (len(kept), store.folder in kept, mine.is_dir()) == (32, False, True)


def test_equal_values_have_one_name_and_others_another() -> None:
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})
    assert len({digest("a", "b"), digest("ab"), digest(["a", "b"]), digest("b", "a")}) == 4


def test_a_value_of_which_any_bit_is_another_is_not_there(store: Store) -> None:
    store.put("page", {"title": "Late"})
    file = store.folder / "page.json"
    whole = file.read_bytes()
    for place in range(8 * len(whole)):
        raw = bytearray(whole)
        raw[place // 8] ^= 1 << place % 8
        file.write_bytes(raw)
        assert store.get("page") is None


def test_two_processes_with_one_number_write_beside_each_other(store: Store) -> None:
    def parts() -> Iterator[bytes]:
        store.write("page", [b"longer"])  # by another container that shares the cache
        yield b"last"

    store.write("page", parts())
    assert store.read("page") == b"last"
    assert names(store) == ["page"]


def test_another_code_is_another_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "_PACKAGE", tmp_path)
    code = tmp_path / "rules" / "code.py"
    code.parent.mkdir()
    seen = set()
    for text in ("a", "b", "ab"):
        code.write_text(text, "utf-8")
        # As a tool leaves it that sets times back.
        os.utime(code, (1, 1))
        store_module.edition.cache_clear()
        seen.add(store_module.edition())
    store_module.edition.cache_clear()
    assert len(seen) == 3


def test_an_edition_of_some_parts_stays_when_another_part_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "_PACKAGE", tmp_path)
    seen = []
    for place in ("rules/code.py", "site/code.py", "diagnostics.py"):
        code = tmp_path / place
        code.parent.mkdir(exist_ok=True)
        code.write_text("", "utf-8")
        store_module.edition.cache_clear()
        seen.append(store_module.edition(frozenset({"rules"})))
    store_module.edition.cache_clear()
    assert seen[0] == seen[1] != seen[2]
