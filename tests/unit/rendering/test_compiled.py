"""A template is compiled once for all processes, wherever the package may keep what it compiled."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from afterword.rendering import compiled
from afterword.rendering.compiled import CompiledTemplates


def filled(folder: Path, source: str) -> str:
    """What a new process makes of a template."""
    kept = CompiledTemplates()
    kept.directory = str(folder)
    return (
        Environment(loader=DictLoader({"page": source}), bytecode_cache=kept, autoescape=True)
        .get_template("page")
        .render()
    )


@pytest.fixture(autouse=True)
def compiling(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The templates that are compiled, by a Python that keeps what it compiles."""
    names: list[str] = []
    original = Environment.compile

    def noted(self: Environment, source: str, name: str, filename: str) -> object:
        names.append(name)
        return original(self, source, name, filename)

    monkeypatch.setattr(Environment, "compile", noted)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return names


def test_the_next_process_compiles_nothing_again(tmp_path: Path, compiling: list[str]) -> None:
    assert filled(tmp_path, "{{ 6 * 7 }}") == filled(tmp_path, "{{ 6 * 7 }}") == "42"
    assert compiling == ["page"]


def test_a_template_that_was_changed_is_compiled_again(tmp_path: Path) -> None:
    assert [filled(tmp_path, "{{ 6 * 7 }}"), filled(tmp_path, "{{ 6 * 8 }}")] == ["42", "48"]


def test_another_edition_of_the_package_compiles_again(
    tmp_path: Path, compiling: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(tmp_path, "{{ 6 * 7 }}")
    monkeypatch.setattr(compiled, "edition", lambda _parts: "another")
    filled(tmp_path, "{{ 6 * 7 }}")
    assert compiling == ["page", "page"]


def test_where_nothing_can_be_written_templates_are_filled_all_the_same(tmp_path: Path) -> None:
    assert filled(tmp_path / "missing", "{{ 6 * 7 }}") == "42"


def test_nothing_is_written_where_python_shall_write_no_bytecode(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    filled(tmp_path, "{{ 6 * 7 }}")
    assert list(tmp_path.iterdir()) == []
