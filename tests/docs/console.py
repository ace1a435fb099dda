"""Console blocks of a document, run from top to bottom in one shell, as a reader would type them."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.docs.documents import Block, blocks
from tests.forked import commands
from tests.working_copy import environment

COVERED_ELSEWHERE = {
    "make site": "test_two_commands runs it",
    "make test": "it would run itself",
    "make check": "it runs the tests, and so would run itself",
    "make serve": "it serves until it is stopped; test_two_commands asks that it calls `mkdocs serve`",
    "mkdocs serve": "it serves until it is stopped; the tests of the plugin serve a broken review",
    "git switch": "the copy has no history",
    "pip install": "it needs the network; test_wheel installs the wheel",
}
"""What no test of the documents runs, and who answers for it instead."""

SPARED = {"python3 -m venv": "python3 -m venv --without-pip"}
"""What begins a command that is run with less: pip alone takes as long as a document, and is called elsewhere."""

_MARK = "\x1e"
_LONGEST = 1800
"""Seconds after which a shell is given up; a document may build several sites, on a machine that does much else."""


@dataclass(frozen=True)
class Step:
    """One command, the output that the document shows for it, and the line on which it stands."""

    command: str
    expected: tuple[str, ...]
    at: int

    @property
    def elsewhere(self) -> bool:
        return self.command.startswith(tuple(COVERED_ELSEWHERE))

    @property
    def typed(self) -> str:
        """The command as it is run."""
        if self.elsewhere:
            return "true"
        for asked, enough in SPARED.items():
            if self.command.startswith(asked):
                return enough + self.command.removeprefix(asked)
        return self.command


@dataclass(frozen=True)
class Outcome:
    """What a step printed, on both streams, and its exit code."""

    step: Step
    printed: tuple[str, ...]
    code: int

    def complaint(self) -> str:
        """What the document says that is not so; empty when it is."""
        if self.step.elsewhere:
            return ""
        printed = "\n".join(self.printed)
        if not self.step.expected:
            return f"`{self.step.command}` ended with {self.code}:\n{printed}" if self.code else ""
        if re.fullmatch(_expression(self.step.expected), printed):
            return ""
        return f"`{self.step.command}` printed:\n{printed}"


def steps(block: Block) -> Iterator[Step]:
    """Lines that begin with ``$`` are commands, a backslash at the end continues one, the rest is output."""
    at = 0
    while at < len(block.lines):
        start, command = at, block.lines[at].removeprefix("$ ")
        if not block.lines[at].startswith("$ "):
            raise ValueError(f"line {block.at + at + 1}: output before the first command")
        while command.endswith("\\"):
            at += 1
            command = f"{command}\n{block.lines[at]}"
        end = at + 1
        while end < len(block.lines) and not block.lines[end].startswith("$ "):
            end += 1
        yield Step(command, tuple(line.rstrip() for line in block.lines[at + 1 : end]), block.at + start + 1)
        at = end


def run(text: str, folder: Path) -> Iterator[Outcome]:
    """Run every command of a document in a folder; a block with a title is a file that the reader writes."""
    script, asked = ["rc=0"], []
    for block in blocks(text):
        if block.title:
            script.append(f"mkdir -p \"$(dirname {block.title})\"\ncat > {block.title} <<'END OF FILE'")
            script.append(f"{block.text}END OF FILE")
        elif block.language == "console":
            for step in steps(block):
                asked.append(step)
                script += ["(exit $rc)", step.typed, "rc=$?"]
                script.append(f"printf '\\n{_MARK}%d{_MARK}' $rc")
    ran = subprocess.run(
        ["bash", "-c", "\n".join(script)],
        cwd=folder,
        env=_environment(folder.parent),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=_LONGEST,
        check=False,
    )
    parts = ran.stdout.decode().split(_MARK)
    for step, printed, code in zip(asked, parts[::2], parts[1::2], strict=False):
        yield Outcome(step, tuple(line.rstrip() for line in printed.strip("\n").split("\n")), int(code))
    if len(parts) // 2 != len(asked):
        raise AssertionError(f"The shell stopped early: {parts[-1]}")


def _environment(home: Path) -> Mapping[str, str]:
    """That of a reader, whose commands begin at once."""
    plain = environment(home)
    return {**plain, "PATH": os.pathsep.join([str(commands()), plain["PATH"]])}


def _expression(expected: tuple[str, ...]) -> str:
    """A line of three dots stands for any lines, three dots in a line for anything in it."""
    lines = list(expected)
    while lines and not lines[-1]:
        lines.pop()
    said = ""
    for position, line in enumerate(lines):
        if line == "...":
            said += r"(?:.*\n)*?" if position < len(lines) - 1 else r"(?:.*\n?)*"
        else:
            said += re.escape(line).replace(r"\.\.\.", ".*") + (r"\n" if position < len(lines) - 1 else r"\n*")
    return said
