"""Many files are shared among processes, and nobody can tell from the report by how many."""

from __future__ import annotations

import errno
import multiprocessing
import os
import sys

import pytest
from bench.generate import generate

from afterword.check import loading, workers
from tests.knowledge import Base
from tests.unit.cli.invoke import invoke

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Base:
    """Several batches of reviews, made small: some with warnings, one malformed, one that gives something away."""
    root = tmp_path_factory.mktemp("many") / "base"
    generate(48, 7, root)
    reviews = sorted((root / "postmortems").glob("*.md"))
    for file in reviews[::7]:
        file.write_text(file.read_text("utf-8") + "\nThe <b>page</b> was slow, as [told](2019-gone.md).\n", "utf-8")
    reviews[30].write_text("---\ntitle: x: y\n---\n", "utf-8")
    reviews[40].write_text(reviews[40].read_text("utf-8") + "\n`AKIA\x49OSFODNN7EXAMPLE`\n", "utf-8")
    return Base(root)


@pytest.fixture
def many(corpus: Base, monkeypatch: pytest.MonkeyPatch) -> Base:
    """As many reviews as several workers are worth, once fewer of them are."""
    monkeypatch.setattr(loading, "_PAYS", 8)
    monkeypatch.setattr(workers, "AT_ONCE", 8)
    return corpus


def told(base: Base, *arguments: str) -> str:
    done = invoke(base.root, "check", "--as-of", "2027-01-01", "--no-cache", "--ignore", "AW7", *arguments)
    assert done.exit_code == 1, done.stderr
    return done.stdout


@pytest.mark.parametrize("format_", ["json", "text"])
def test_the_report_does_not_depend_on_the_number_of_workers(many: Base, format_: str) -> None:
    alone, *shared = [told(many, "--format", format_, "--workers", number) for number in ("1", "2", "3")]
    assert shared == [alone, alone]


def test_few_files_are_not_shared(base: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "checked_by", None)
    assert invoke(base.root, "check", "docs", "--workers", "8").exit_code == 0


def test_what_workers_found_is_kept(many: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    command = ("check", "--as-of", "2027-01-01", "--ignore", "AW7", "--workers")
    shared = invoke(many.root, *command, "2").stdout
    monkeypatch.setattr(workers, "checked_by", None)
    assert invoke(many.root, *command, "2").stdout == shared


def test_without_copies_of_the_process_the_report_is_the_same(many: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = told(many, "--workers", "1", str(many.root / "postmortems"))
    monkeypatch.setattr("sys.platform", "darwin")
    assert told(many, "--workers", "2", str(many.root / "postmortems")) == alone


@pytest.mark.skipif(sys.platform != "linux", reason="workers are not forked")
@pytest.mark.parametrize("room", [0, 1])
def test_where_the_system_has_no_room_for_workers_the_report_is_the_same(
    many: Base, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    alone, forked = told(many, "--workers", "1"), list[int]()

    def fork() -> int:
        if len(forked) == room:
            raise OSError(errno.EAGAIN, "Resource temporarily unavailable")
        forked.append(real())
        return forked[-1]

    real = os.fork
    monkeypatch.setattr(os, "fork", fork)
    assert told(many, "--workers", "2") == alone
    assert not multiprocessing.active_children()
