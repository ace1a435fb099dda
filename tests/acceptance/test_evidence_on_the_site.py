"""A build shows the evidence that is there: after an edit of its file too, and never that of an internal review."""

from __future__ import annotations

import gzip
import re
import shutil
from pathlib import Path

import pytest
import yaml
from mkdocs.commands.build import build

from afterword.files.cache import Store
from tests.acceptance.common import CONFIG, built, contents, loaded, previewing
from tests.captured import REVIEW_ID, citing, points, precision, snapshot, written
from tests.unit.cli.invoke import invoke

FILE = f"postmortems/evidence/{REVIEW_ID}/prod.json"
PAGE = f"postmortems/{REVIEW_ID}/index.html"
INTERNAL = "2026-03-01-zqzqinternal"


def put(base: Path, *, id_: str = REVIEW_ID, visibility: str = "public") -> None:
    """A draft that cites what was captured."""
    data = {**citing(id_=id_, visibility=visibility, status="draft").data}
    file = base / "postmortems" / f"{id_}.md"
    file.write_text(f"---\n{yaml.safe_dump(data, sort_keys=False)}---\n\n## What happened\n\nIt fell.\n", "utf-8")


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1798761600")
    root = tmp_path / "base"
    (root / "docs").mkdir(parents=True)
    (root / "postmortems").mkdir()
    (root / "mkdocs.yml").write_text(CONFIG.partition("nav:")[0], "utf-8")
    put(root)
    written(root / "postmortems", snapshot())
    return root


def site(base: Path) -> dict[str, bytes]:
    moment = re.compile(rb"Build Date UTC : [^\n]*")
    return {path: moment.sub(b"", raw) for path, raw in contents(base / "site").items()}


def cold(base: Path, other: Path) -> dict[str, bytes]:
    shutil.copytree(base, other, ignore=shutil.ignore_patterns("site"))
    if store := Store.of(other):
        shutil.rmtree(store.folder, ignore_errors=True)
    built(other)
    return site(other)


def capture_again(base: Path) -> None:
    """The file as a later capture would leave it: a number of the past has changed."""
    written(base / "postmortems", snapshot(precision(points=points(lambda _: 0.77))))


def test_a_warm_build_writes_the_bytes_of_a_cold_one(base: Path, tmp_path: Path) -> None:
    built(base)
    built(base)
    assert site(base) == cold(base, tmp_path / "cold")


def test_after_an_edit_of_the_file_alone_a_warm_build_shows_it(base: Path, tmp_path: Path) -> None:
    built(base)
    before = site(base)
    capture_again(base)
    built(base)
    after = site(base)
    changed = {path for path in after if after[path] != before.get(path)}
    assert {PAGE, "models/fraud/index.html", FILE, FILE.replace(".json", ".csv")} <= changed
    assert b"0.77" in after[PAGE]
    assert after == cold(base, tmp_path / "cold")


def test_a_file_that_comes_later_is_shown(base: Path, tmp_path: Path) -> None:
    (base / FILE).rename(tmp_path / "kept.json")
    (base / "docs" / "index.md").write_text("# Home\n", "utf-8")
    put(base)
    review = base / "postmortems" / f"{REVIEW_ID}.md"
    whole = review.read_text("utf-8")
    review.write_text(re.sub(r"(?ms)^diagnosis:.*?(?=^---)", "", whole), "utf-8")
    built(base)
    assert b"aw-said" not in site(base)[PAGE]
    (tmp_path / "kept.json").rename(base / FILE)
    review.write_text(whole, "utf-8")
    built(base)
    assert b"aw-said" in site(base)[PAGE]


def test_a_preview_that_runs_shows_an_edit_of_the_file_alone(base: Path) -> None:
    with previewing(base) as config:
        build(config, serve_url="http://localhost:8000/")
        assert b"0.77" not in contents(base / "site")[PAGE]
        capture_again(base)
        build(loaded(base), serve_url="http://localhost:8000/")
        after = contents(base / "site")
    assert b"0.77" in after[PAGE]
    assert b"0.77" in after["models/fraud/index.html"]


def test_a_preview_watches_the_files_of_evidence(base: Path) -> None:
    with previewing(base) as config:
        build(config, serve_url="http://localhost:8000/")
        assert any((base / FILE).is_relative_to(folder) for folder in config.watch)


@pytest.fixture
def public(base: Path) -> Path:
    """A public site with an internal review that has evidence as well."""
    (base / "pyproject.toml").write_text('[tool.afterword]\naudience = "public"\n', "utf-8")
    put(base, id_=INTERNAL, visibility="internal")
    secret = precision(query="zqzqquery", labels=(("zqzqlabel", "zqzqvalue"),))
    written(base / "postmortems", snapshot(secret, review_id=INTERNAL))
    return base


def test_a_public_site_has_no_byte_of_internal_evidence(public: Path) -> None:
    built(public)
    for path, raw in contents(public / "site").items():
        whole = gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw
        assert b"zqzq" not in whole, path
        assert "zqzq" not in path
    assert f"postmortems/evidence/{REVIEW_ID}/prod.csv" in contents(public / "site")


def test_what_is_exported_for_the_public_has_none_either(public: Path) -> None:
    done = invoke(public, "export", "--as-of", "2027-01-01")
    assert done.exit_code == 0
    assert "0.41" in done.output
    assert "zqzq" not in done.output
