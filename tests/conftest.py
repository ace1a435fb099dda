"""Fixtures that several parts of the tests share."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from afterword.store import FOLDER
from tests.knowledge import Base


@pytest.fixture(scope="session", autouse=True)
def _kept_elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What checks and builds keep does not mix with what is kept of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(FOLDER, str(tmp_path_factory.mktemp("kept") / "afterword"))
        yield


@pytest.fixture(autouse=True)
def _waste_is_looked_for() -> Iterator[None]:
    """A command ends with its process and looks for no waste; here one process runs thousands."""
    yield
    gc.enable()


@pytest.fixture
def base(tmp_path: Path) -> Base:
    """A knowledge base with one pattern and no review."""
    folder = tmp_path / "base"
    folder.mkdir()
    return Base.in_folder(folder)


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--update`` writes the golden pages anew, to be read in the diff."""
    parser.addoption("--update", action="store_true", help="write the golden pages anew")
