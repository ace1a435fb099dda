"""What the search reads of a page is kept for the next build, and read anew when anything of it is another."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.files.cache import Store
from afterword.mkdocs_adapter import search_reading
from afterword.mkdocs_adapter.search_reading import NAMES, KeptReading
from afterword.pages.search_entry import SearchEntry
from afterword.publish.search import Said

ENTRY = SearchEntry((("type", "review"),), (("title", "A lone \ud800 surrogate"), ("line", "It stopped.")))
PAGE = (
    '<h1>Title</h1><p>The loader stopped.</p><h2 id="why">Why <a class="headerlink" href="#why">¶</a></h2><p>Late.</p>'
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "kept" / ("0" * 32))


def read(store: Store | None, content: str = PAGE, entry: SearchEntry = ENTRY, *, known: bool = False) -> Said:
    kept = KeptReading(store)
    said = kept.said_on(content, entry, known=known)
    kept.save()
    return said


@pytest.fixture
def _unread(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page has been read, and reading one fails from now on."""
    read(store)
    monkeypatch.delattr(search_reading, "said_on")


@pytest.mark.usefixtures("_unread")
def test_a_page_that_is_the_same_is_not_read_again(store: Store) -> None:
    assert read(store).words == "a lone surrogate it stopped the loader why late"


def test_what_was_kept_is_what_would_be_read(store: Store) -> None:
    assert read(store) == read(store) == read(None)


@pytest.mark.usefixtures("_unread")
@pytest.mark.parametrize(
    ("content", "entry", "known"),
    [
        (f"{PAGE}.", ENTRY, False),
        (PAGE, SearchEntry(ENTRY.filters, (*ENTRY.facts, ("date", "2026"))), False),
        (PAGE, SearchEntry((("type", "pattern"),), ENTRY.facts), False),
        (PAGE, ENTRY, True),
    ],
)
def test_a_page_that_is_another_is_read_again(store: Store, content: str, entry: SearchEntry, *, known: bool) -> None:
    with pytest.raises(NameError):
        read(store, content, entry, known=known)


def test_what_is_damaged_is_read_again(store: Store) -> None:
    whole = read(store)
    (file,) = store.folder.iterdir()
    file.write_bytes(file.read_bytes().replace(b"late", b"soon"))
    assert read(store) == whole


def test_what_killed_builds_were_writing_does_not_pile_up(store: Store) -> None:
    read(store)
    for number in range(40):
        (store.folder / f"said-0.json-{number:016x}").write_text("{", "utf-8")
    read(store)
    assert len(list(store.folder.iterdir())) == len(NAMES)


def test_a_page_that_is_gone_is_not_kept_any_longer(store: Store) -> None:
    read(store, "<p>Before</p>")
    read(store)
    assert sum(len(store.get(name) or ()) for name in NAMES.values()) == 1
