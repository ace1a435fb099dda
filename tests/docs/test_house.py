"""The guide for maintainers tells the house as it is."""

from __future__ import annotations

from afterword.rules import all_rules
from tests.docs.documents import names_in, table
from tests.made import REPOSITORY
from tests.test_architecture import LEVEL


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


def test_the_rows_of_the_house_stand_in_the_order_that_the_architecture_test_keeps() -> None:
    rows = [
        {LEVEL[part] for name in names_in(row[0]) if (part := name.rstrip("/").removesuffix(".py")) in LEVEL}
        for row in table("docs/guides/maintain.md", "in `plugins/afterword/`")
    ]
    assert all(len(levels) == 1 for levels in rows)
    assert rows == sorted(rows, key=min)
