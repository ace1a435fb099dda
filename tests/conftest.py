"""Fixtures that several parts of the tests share."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, settings

from afterword.files.cache import FOLDER
from tests.knowledge import Base


@pytest.fixture(scope="session", autouse=True)
def _kept_elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What checks and builds keep does not mix with what is kept of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(FOLDER, str(tmp_path_factory.mktemp("kept") / "afterword"))
        yield


@pytest.fixture
def base(tmp_path: Path) -> Base:
    """A knowledge base with one pattern and no review."""
    folder = tmp_path / "base"
    folder.mkdir()
    return Base.in_folder(folder)


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--update`` writes the golden pages anew, to be read in the diff."""
    parser.addoption("--update", action="store_true", help="write the golden pages anew")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Three for two processors: a test that waits for a browser or a command leaves its own to another."""
    return max(1, len(os.sched_getaffinity(0)) * 3 // 2) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest tests come first, so that no worker is left alone with one of them at the end."""
    items.sort(key=lambda item: item.path.name not in _LONGEST)


def pytest_collection_finish() -> None:
    """Ten thousand tests are never garbage, so nobody needs to look through them for some again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000)


_LONGEST: Final = {
    "test_console.py",
    "test_engines.py",
    "test_every_address.py",
    "test_every_page.py",
    "test_kept_frames.py",
    "test_other_languages.py",
    "test_other_plugins.py",
    "test_paper.py",
    "test_two_commands.py",
}

# The day that counts as today, in this process and in those that it starts; a test that needs another one says so.
os.environ["SOURCE_DATE_EPOCH"] = "1795564800"  # 25 November 2026

# The same examples on every day, and none judged by the clock: a busy machine finds what a quiet one finds.
settings.register_profile(
    "steady",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("steady")
