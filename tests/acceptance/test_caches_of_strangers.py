"""A cache that came with a checkout is not believed, wherever it lies and whatever the environment says."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from afterword.files.cache import FOLDER, Store, sealed, unsealed
from tests.acceptance.common import built, contents, made

pytestmark = pytest.mark.usefixtures("few_pages")

SCRIPT = "<script>window.__from_cache = 1</script>"


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A knowledge base in a repository, after a build that has kept its pages."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1798761600")
    root = made(tmp_path / "repository" / "base", count=2)
    (root / "docs" / "guide.md").write_text("# Guide\n", "utf-8")
    (root.parent / ".git").mkdir()
    built(root)
    return root


def poisoned(base: Path, where: Path) -> None:
    """Move what was kept to a place, with a script in every page."""
    store = Store.of(base)
    assert store is not None
    there = where / store.folder.name
    where.mkdir(parents=True, exist_ok=True)
    if there != store.folder:
        shutil.move(store.folder, there)
    packs = [*there.glob("*.pack")]
    assert packs != []
    for pack in packs:
        raw, spoilt = pack.read_bytes(), b""
        while raw:
            line, _, raw = raw.partition(b"\n")
            name, length = line.split()
            found = unsealed(name.decode(), raw[: int(length)])
            assert found is not None
            value, text = found
            record = sealed(name.decode(), value, text + SCRIPT.encode())
            spoilt += b"%s %d\n%s\n" % (name, len(record), record)
            raw = raw[int(length) + 1 :]
        assert len(spoilt.splitlines()) > 10
        pack.write_bytes(spoilt)


def pages_with_the_script(base: Path) -> list[str]:
    built(base)
    return [name for name, raw in contents(base / "site").items() if SCRIPT.encode() in raw]


def test_what_the_user_kept_is_believed_so_the_poison_would_work(base: Path) -> None:
    store = Store.of(base)
    assert store is not None
    poisoned(base, store.folder.parent)
    assert pages_with_the_script(base) != []


@pytest.mark.parametrize(
    ("variable", "place"),
    [
        ("", "base/.cache/afterword"),
        (FOLDER, "base/.cache/afterword"),
        ("XDG_CACHE_HOME", ".cache/afterword"),
        ("XDG_CACHE_HOME", "base/afterword"),
    ],
)
def test_what_came_with_the_checkout_is_not(
    base: Path, variable: str, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = base.parent / place
    poisoned(base, there)
    if variable:
        monkeypatch.delenv(FOLDER)
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
        monkeypatch.setenv(variable, str(there if variable == FOLDER else there.parent))
    assert pages_with_the_script(base) == []
