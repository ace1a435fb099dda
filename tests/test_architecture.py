"""Imports point downwards only, no folders go in a circle, the engine stays in one folder, and files stay short."""

from __future__ import annotations

import pytest

from tests.house import ENGINE_ROOM, LEVEL, ORDER, PACKAGE, Arrow, House, Module, circle, imported
from tests.made import REPOSITORY

HOUSE = House(PACKAGE)
LONGEST = 250


def within(folder: Module) -> set[Arrow]:
    """The arrows between the parts of a folder: its sub-folders, and the files beside them."""
    depth = len(folder)
    inside = [
        (a, b) for a, b in HOUSE.imports if a[:depth] == b[:depth] == folder and len(a) > depth and len(b) > depth
    ]
    return {(a[depth], b[depth]) for a, b in inside if a[depth] != b[depth]}


def test_the_order_names_the_rooms_that_there_are() -> None:
    named = [room for rooms in ORDER for room in rooms]
    assert sorted(named) == sorted({module[0] for module in HOUSE.modules if module})


def test_imports_point_to_rooms_below() -> None:
    assert {(a, b) for a, b in HOUSE.imports if a[0] != b[0] and LEVEL[b[0]] >= LEVEL[a[0]]} == set()


@pytest.mark.parametrize(
    "folder", sorted({module[:depth] for module in HOUSE.modules for depth in range(len(module))}), ids="/".join
)
def test_no_parts_of_a_folder_go_in_a_circle(folder: Module) -> None:
    assert circle(within(folder)) == []


def test_a_circle_would_be_found() -> None:
    assert circle([("site", "charts"), ("charts", "feeds"), ("feeds", "site"), ("site", "model")]) != []


def test_only_the_adapter_knows_the_engine() -> None:
    engines = {"mkdocs", "properdocs", "material", "zensical"}
    knowing = {
        module[0] for module, file in HOUSE.modules.items() for name in imported(file) if name.split(".")[0] in engines
    }
    assert knowing == {ENGINE_ROOM}


def test_no_file_has_more_than_one_duty_can_need() -> None:
    others = [file for folder in ("tests", "bench") for file in (REPOSITORY / folder).rglob("*.py")]
    lengths = {
        file.relative_to(REPOSITORY).as_posix(): len(file.read_text("utf-8").splitlines())
        for file in [*HOUSE.modules.values(), *others]
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_no_template_lets_text_through_unescaped() -> None:
    templates = [file for file in (PACKAGE / "templates").rglob("*") if file.is_file()]
    assert templates != []
    marks = ("|safe", "| safe", "autoescape false", "Markup(")
    assert [file.name for file in templates if any(mark in file.read_text("utf-8") for mark in marks)] == []
