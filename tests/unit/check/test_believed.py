"""What was kept is believed where nobody else can have brought it, holds no secret, and may be lost at any time."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from afterword.check.kept import MOST
from afterword.files.cache import FOLDER
from tests.knowledge import DRAFT, EXAMPLE, Base, overlaid, page
from tests.unit.check.keeping import AS_OF, LEAKED, checked, kept, review, told, varied

pytestmark = pytest.mark.slow


@pytest.fixture
def base(base: Base, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Base:
    return varied(base, tmp_path, monkeypatch)


def test_nothing_is_read_or_kept_where_that_is_asked_for(base: Base) -> None:
    told(base, "--no-cache")
    assert kept(base) == []
    told(base)
    assert EXAMPLE in checked(base, "--no-cache")


def test_a_check_that_trusts_only_the_base_branch_believes_and_keeps_nothing(base: Base, tmp_path: Path) -> None:
    (tmp_path / "trusted" / "postmortems").mkdir(parents=True)
    trusted = ("--trusted", str(tmp_path / "trusted"))
    told(base, *trusted)
    assert kept(base) == []
    told(base)
    assert EXAMPLE in checked(base, *trusted)


def test_no_secret_and_nothing_of_its_file_is_kept(base: Base) -> None:
    told(base)
    written = b"".join(file.read_bytes() for file in kept(base))
    assert b"INC-1" in written
    assert LEAKED.encode() not in written
    assert b"2025-01-06" in written
    assert b"2025-01-05" not in written.replace(b"2025-01-05-gone.md", b""), "only the next review links to that"


def spoil(raw: bytes) -> bytes:
    return raw.replace(b"minute", b"second")


@pytest.mark.parametrize("how", [spoil, lambda raw: raw[: len(raw) // 2], lambda _: b"\xff\x00[]", lambda _: b""])
def test_what_was_spoilt_is_found_out_again_in_silence(base: Base, how: Callable[[bytes], bytes]) -> None:
    cold = told(base)
    (file,) = kept(base)
    whole = file.read_bytes()
    file.write_bytes(how(whole))
    assert told(base) == cold
    assert sorted(file.read_bytes().split(b"\n")) == sorted(whole.split(b"\n"))


def test_what_was_kept_of_another_knowledge_base_is_not_believed(base: Base, tmp_path: Path) -> None:
    told(base)
    other = tmp_path / "other"
    base.root.rename(other)
    assert EXAMPLE in checked(Base(other))


def test_no_file_of_the_repository_is_read_as_kept(base: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    told(base)
    for place in (".cache/afterword", "afterword"):
        brought = base.root / place
        brought.parent.mkdir(exist_ok=True)
        Path(os.environ[FOLDER]).rename(brought)
        monkeypatch.setenv(FOLDER, str(brought))
        assert EXAMPLE in checked(base)


@pytest.mark.parametrize("kind", ["a file in its place", "a folder in its place"])
def test_where_nothing_can_be_kept_the_check_says_the_same(base: Base, tmp_path: Path, kind: str) -> None:
    cold = told(base, "--no-cache")
    if kind == "a file in its place":
        (tmp_path / "kept").write_text("in the way", "utf-8")
    else:
        told(base)
        (file,) = kept(base)
        file.unlink()
        (file / "below").mkdir(parents=True)
    assert told(base) == cold


def test_it_does_not_grow(base: Base) -> None:
    for number in range(MOST + 3):
        base.write("pyproject.toml", f"[tool.afterword]\ntitle = 'Number {number}'\n")
        base.write(EXAMPLE, page(overlaid(DRAFT, f"title: Number {number}")))
        told(base)
    assert len(kept(base)) == MOST
    assert all(b'Number 1"' not in file.read_bytes() for file in kept(base))


def test_two_checks_at_once_say_what_one_says(base: Base) -> None:
    cold = told(base, "--no-cache")[1]
    command = [sys.executable, "-m", "afterword", "check", *AS_OF]
    for _ in range(2):
        both = [subprocess.Popen(command, cwd=base.root, stdout=subprocess.PIPE, text=True) for _ in range(3)]
        assert [one.communicate()[0] for one in both] == [cold] * 3
        base.write(review(7), page(overlaid(DRAFT, "onset: 2025-01-07")))
        cold = told(base, "--no-cache")[1]
    assert told(base)[1] == cold
    assert len(kept(base)) == 1
