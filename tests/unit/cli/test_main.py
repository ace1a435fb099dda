"""The command as a whole: its help, its version, and what it does not load."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import click
import pytest

from afterword import __version__
from afterword.cli import main as command
from tests.house import PACKAGE
from tests.unit.cli.invoke import invoke

VERBS = command.list_commands(click.Context(command))


def test_help_names_every_verb_and_the_exit_codes(tmp_path: Path) -> None:
    done = invoke(tmp_path, "--help")
    assert done.exit_code == 0
    assert [verb for verb in ("check", "explain", "new", "render") if f"\n  {verb} " not in done.stdout] == []
    assert "Exit codes: 0 success, 1 problems found, 2 the command could not run." in done.stdout


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_with_an_example(verb: str, tmp_path: Path) -> None:
    done = invoke(tmp_path, verb, "--help")
    assert done.exit_code == 0
    # On a line of its own, as it would be typed.
    assert f"\n    afterword {verb}" in done.stdout.partition("Example")[2]


def test_the_version_is_that_of_the_package(tmp_path: Path) -> None:
    assert invoke(tmp_path, "--version").stdout == f"afterword {__version__}\n"


def test_an_unknown_verb_is_told_with_the_nearest(tmp_path: Path) -> None:
    done = invoke(tmp_path, "chekc")
    assert done.exit_code == 2
    assert "There is no command `chekc`. Did you mean `check`? Commands: init, new, check," in done.stderr


def test_no_class_of_click_is_given_a_type_at_run_time() -> None:
    # Click 8.1 and 8.2, which the package allows, cannot do it: every command would crash.
    bases = [
        (file.name, ast.unparse(base))
        for file in (PACKAGE / "cli").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.ClassDef | ast.Call)
        for base in (node.bases if isinstance(node, ast.ClassDef) else [node.func])
    ]
    assert ("common.py", "click.ParamType") in bases
    assert [found for found in bases if found[1].startswith("click.") and "[" in found[1]] == []


@pytest.mark.parametrize(
    ("statement", "unwanted"),
    [
        ("import afterword.cli", ["mkdocs", "jinja2", "jsonschema", "jsonschema_rs", "yaml", "nh3", "rich"]),
        ("import afterword.cli.check", ["mkdocs", "jinja2", "jsonschema", "nh3", "rich", "xml"]),
        ("import afterword.cli.new", ["mkdocs", "jinja2", "jsonschema", "nh3", "rich"]),
        ("import afterword.cli.progress", ["mkdocs", "jinja2", "jsonschema", "nh3", "rich"]),
        ("import afterword.cli.similar", ["afterword.check", "afterword.rules", "jsonschema"]),
        ("import afterword.cli.risk", ["afterword.check", "afterword.rules", "jsonschema"]),
        ("import afterword.cli.lsp, afterword.lsp.server", ["afterword.check", "afterword.rules", "yaml"]),
    ],
)
@pytest.mark.slow
def test_a_verb_loads_only_what_it_needs(statement: str, unwanted: list[str]) -> None:
    code = f"{statement}; import sys; print(*sorted({unwanted!r} & sys.modules.keys()))".replace("[", "{").replace(
        "]", "}"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"


@pytest.mark.slow
def test_a_clean_check_never_loads_the_judge_nor_what_only_a_fix_needs() -> None:
    # It costs more than checking fifty reviews; only a review that the gate refused is worth it.
    code = """
import sys
from afterword.cli import main
try:
    main(["check", "--root", sys.argv[1]])
except SystemExit as done:
    unwanted = {"jsonschema", "mkdocs", "jinja2", "afterword.rules.on_demand", "afterword.rules.fixes"}
    print(done.code, *sorted(unwanted & sys.modules.keys()))
"""
    root = str(Path(__file__).resolve().parents[3])
    done = subprocess.run([sys.executable, "-c", code, root], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "0"
