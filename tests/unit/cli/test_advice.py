"""Advice that a message gives works: every command and every option that the package names is there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest

from afterword.cli import main
from tests.made import REPOSITORY

PACKAGE = REPOSITORY / "plugins" / "afterword"
ADVISED = re.compile(r"`afterword ([a-z][a-z-]*)((?: [^`]*)?)`")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
CONTEXT = click.Context(main)


@cache
def texts(file: Path) -> tuple[str, ...]:
    """Every text of a module that may name a command or an option, with a gap where a value is put into a text."""
    module = file.read_text("utf-8")
    return tuple(_texts(module)) if "afterword " in module or "--" in module else ()


def _texts(module: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(module)):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "X" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def options_of(command: click.Command) -> set[str]:
    return {"--help", *(name for option in command.params for name in option.opts)}


@pytest.mark.parametrize("part", sorted({file.relative_to(PACKAGE).parts[0] for file in PACKAGE.rglob("*.py")}))
def test_every_command_that_a_message_advises_takes_the_options_that_it_names(part: str) -> None:
    wrong = []
    for file in [PACKAGE / part] if part.endswith(".py") else sorted((PACKAGE / part).rglob("*.py")):
        for name, arguments in (found for text in texts(file) for found in ADVISED.findall(text)):
            command = main.get_command(CONTEXT, name)
            if command is None:
                wrong.append(f"{file.name}: afterword {name}")
            else:
                missing = set(OPTION.findall(arguments)) - options_of(command)
                wrong += [f"{file.name}: afterword {name} {option}" for option in sorted(missing)]
    assert wrong == []


def test_a_rule_never_advises_an_option_without_its_command() -> None:
    rules = (file for room in ("rules", "schema", "model") for file in (PACKAGE / room).rglob("*.py"))
    said = [(file.name, text) for file in rules for text in texts(file) if "\n" not in text and OPTION.search(text)]
    assert said
    assert [one for one in said if "`afterword " not in one[1]] == []
