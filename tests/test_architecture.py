"""Imports point downwards only, the host stays in one file, and no file grows past what one duty needs."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.made import REPOSITORY

PACKAGE = REPOSITORY / "plugins" / "afterword"
ORDER = [
    {
        "model",
        "diagnostics",
        "expressions",
        "limits",
        "settings",
        "edits",
        "replacing",
        "locking",
        "store",
        "spreadsheets",
    }
    | {"waivers", "likeness"},
    {"reading", "swapping"},
    {"secrecy", "migrations"},
    {"schema"},
    {"rendering"},
    {"corpus"},
    {"facets", "known", "language", "glossary"},
    {"recall", "recurrence", "actions", "trends", "readiness", "register", "themes"} | {"first_read"},
    {"rules"},
    {"incremental"},
    {"check"},
    {"repairs"},
    {
        "site",
        "exports",
        "feeds",
        "scaffold",
        "reporters",
        "charts",
        "capture",
        "trackers",
        "attachments",
        "assembly",
        "tables",
        "digest",
        "drawings",
        "csp",
        "pagefind",
        "warm",
        "inclusions",
        "arranging",
    }
    | {"baseline", "comment", "completeness", "lsp", "snippets"},
    {"cli"},
    {"plugin", "__main__"},
]
LEVEL = {name: level for level, names in enumerate(ORDER) for name in names}
FILES = sorted(PACKAGE.rglob("*.py"))


def imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield f"{node.module}" if node.module != "afterword" else f"afterword.{node.names[0].name}"


def part(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def test_every_part_of_the_package_has_its_place_in_the_order() -> None:
    assert {part(file) for file in FILES} - {"__init__"} - LEVEL.keys() == set()


def test_imports_point_downwards() -> None:
    upwards = {
        (file.relative_to(PACKAGE).as_posix(), name)
        for file in FILES
        for name in imported(file)
        if name.startswith("afterword.") and name != "afterword.__version__" and part(file) != name.split(".")[1]
        if LEVEL.get(name.split(".")[1], 0) > LEVEL.get(part(file), 99)
    }
    assert upwards == set()


def test_only_the_plugin_knows_the_host() -> None:
    hosts = {"mkdocs", "properdocs", "material", "zensical"}
    assert {part(file) for file in FILES for name in imported(file) if name.split(".")[0] in hosts} == {"plugin"}


def test_no_file_has_more_than_one_duty_can_need() -> None:
    tests = (REPOSITORY / "tests").rglob("*.py")
    assert [file.name for file in [*FILES, *tests] if len(file.read_text("utf-8").splitlines()) > 300] == []


def test_no_template_lets_text_through_unescaped() -> None:
    templates = [file for file in (PACKAGE / "templates").rglob("*") if file.is_file()]
    assert templates != []
    marks = ("|safe", "| safe", "autoescape false", "Markup(")
    assert [file.name for file in templates if any(mark in file.read_text("utf-8") for mark in marks)] == []
