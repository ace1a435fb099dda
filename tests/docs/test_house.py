"""The guide for maintainers describes the package as it is."""

from __future__ import annotations

from pathlib import Path

from afterword.rules import all_rules
from tests.docs.documents import names_in, table
from tests.house import GUIDE, LEVEL, PACKAGE, PICTURE, House
from tests.made import REPOSITORY
from tests.rules.test_manuals import KINDS


def test_the_families_of_rules_in_the_guide_are_those_of_the_code() -> None:
    listed = [row[0] for row in table("docs/guides/maintain.md", "codes")]
    assert listed == sorted({rule.code[:3] for rule in all_rules()})


def test_every_module_of_the_package_has_its_place_in_the_guide() -> None:
    package = REPOSITORY / "plugins" / "afterword"
    there = {
        f"{path.name}/" if path.is_dir() else path.name
        for path in package.iterdir()
        if not path.name.startswith(("_", ".")) and path.suffix in {"", ".py"}
    }
    listed = {name for row in table("docs/guides/maintain.md", "in `plugins/afterword/`") for name in names_in(row[0])}
    assert listed == there


def test_every_folder_of_tests_stands_in_the_guide() -> None:
    there = {f"tests/{path.parent.name}/" for path in (REPOSITORY / "tests").glob("*/__init__.py")}
    listed = {name for row in table("docs/guides/maintain.md", "in `tests/`") for name in names_in(row[0])}
    assert listed == there


def test_every_kind_of_block_in_the_manual_of_a_rule_stands_in_the_guide() -> None:
    assert {name for row in table("docs/guides/maintain.md", "block") for name in names_in(row[0])} == KINDS


def test_the_table_lists_the_rooms_from_the_top_level_down() -> None:
    rooms = [
        room
        for row in table("docs/guides/maintain.md", "in `plugins/afterword/`")
        for name in names_in(row[0])
        if (room := name.rstrip("/").removesuffix(".py")) in LEVEL
    ]
    assert rooms == sorted(rooms, key=lambda room: -LEVEL[room])


def test_the_picture_in_the_guide_is_drawn_from_the_imports() -> None:
    assert PICTURE.findall(GUIDE.read_text("utf-8")) == [House(PACKAGE).picture()]


def test_a_picture_shows_a_room_beside_those_that_it_reaches_by_no_other_way(tmp_path: Path) -> None:
    for room, imports in (("text", ""), ("settings", "text"), ("reading", "settings text")):
        lines = [f"import {tmp_path.name}.{other}" for other in imports.split()]
        (tmp_path / f"{room}.py").write_text("\n".join(lines), "utf-8")
    assert House(tmp_path).picture() == " 2  reading   -> settings\n 1  settings  -> text\n 0  text\n"


def test_rooms_that_import_one_another_are_a_circle(tmp_path: Path) -> None:
    for room, other in (("text", "files"), ("files", "model"), ("model", "text"), ("pages", "text")):
        (tmp_path / f"{room}.py").write_text(f"from {tmp_path.name} import {other}", "utf-8")
    assert House(tmp_path).circles == (frozenset({"files", "model", "text"}),)
