"""Imports point downwards only, no folders go in a circle, the engine stays in one folder, and files stay short."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.made import REPOSITORY

PACKAGE = REPOSITORY / "plugins" / "afterword"
ENGINE_ROOM = "mkdocs_adapter"
ORDER = (
    ("diagnostics", "files", "model", "text"),
    ("pages", "settings"),
    ("reading", "secrecy"),
    ("glossary", "language", "migrations", "schema"),
    ("corpus", "rendering"),
    ("analysis", "graphics"),
    ("digest", "publish", "rules"),
    ("check",),
    ("repairs", "scaffold", "site", "trackers"),
    ("lsp", "reporters"),
    ("comment",),
    ("cli", ENGINE_ROOM),
    ("__main__",),
)
"""The rooms of the package from the ground up; those of one level know nothing of one another."""

LEVEL = {room: level for level, rooms in enumerate(ORDER) for room in rooms}
FILES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 250

Module = tuple[str, ...]
"""The path of a module below the package, as ``("site", "lists", "cards")``; a package is its folder."""


def module_of(file: Path) -> Module:
    parts = file.relative_to(PACKAGE).with_suffix("").parts
    return parts[:-1] if parts[-1] == "__init__" else parts


MODULES = {module_of(file): file for file in FILES}


def imported(file: Path) -> Iterator[str]:
    """Every name that a file imports, whether at its head or within a function: ``afterword.site.build.build``."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def ours(name: str) -> Module | None:
    """The module of ours that a name lies in; ``None`` for what is not ours, and for the package itself."""
    package, *parts = name.split(".")
    module = tuple(parts)
    while module and module not in MODULES:
        module = module[:-1]
    return module if package == "afterword" and module else None


ARROWS = sorted({(start, end) for start, file in MODULES.items() for end in map(ours, imported(file)) if start and end})


def circle(arrows: Iterable[tuple[str, str]]) -> list[str]:
    """A circle among arrows, or nothing."""
    below: dict[str, set[str]] = {}
    for start, end in arrows:
        below.setdefault(start, set()).add(end)
    try:
        TopologicalSorter(below).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def within(folder: Module) -> set[tuple[str, str]]:
    """The arrows between the parts of a folder: its sub-folders, and the files beside them."""
    depth = len(folder)
    inside = [(a, b) for a, b in ARROWS if a[:depth] == b[:depth] == folder and len(a) > depth and len(b) > depth]
    return {(a[depth], b[depth]) for a, b in inside if a[depth] != b[depth]}


def test_the_order_names_the_rooms_that_there_are() -> None:
    named = [room for rooms in ORDER for room in rooms]
    assert sorted(named) == sorted({module[0] for module in MODULES if module})


def test_imports_point_to_rooms_below() -> None:
    assert {(a, b) for a, b in ARROWS if a[0] != b[0] and LEVEL[b[0]] >= LEVEL[a[0]]} == set()


@pytest.mark.parametrize(
    "folder", sorted({module[:depth] for module in MODULES for depth in range(len(module))}), ids="/".join
)
def test_no_parts_of_a_folder_go_in_a_circle(folder: Module) -> None:
    assert circle(within(folder)) == []


def test_a_circle_would_be_found() -> None:
    assert circle([("site", "charts"), ("charts", "feeds"), ("feeds", "site"), ("site", "model")]) != []


def test_only_the_adapter_knows_the_engine() -> None:
    engines = {"mkdocs", "properdocs", "material", "zensical"}
    knowing = {
        module[0] for module, file in MODULES.items() for name in imported(file) if name.split(".")[0] in engines
    }
    assert knowing == {ENGINE_ROOM}


def test_no_file_has_more_than_one_duty_can_need() -> None:
    others = [file for folder in ("tests", "bench") for file in (REPOSITORY / folder).rglob("*.py")]
    lengths = {
        file.relative_to(REPOSITORY).as_posix(): len(file.read_text("utf-8").splitlines()) for file in [*FILES, *others]
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_no_template_lets_text_through_unescaped() -> None:
    templates = [file for file in (PACKAGE / "templates").rglob("*") if file.is_file()]
    assert templates != []
    marks = ("|safe", "| safe", "autoescape false", "Markup(")
    assert [file.name for file in templates if any(mark in file.read_text("utf-8") for mark in marks)] == []
