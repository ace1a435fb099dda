"""Only the commands that say so ask a server: the check, the site and the language server work without a network."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house import PACKAGE, House
from tests.knowledge import Base, run_python
from tests.made import begun
from tests.unit.cli.invoke import invoke

HOUSE = House(PACKAGE)
REVIEW = "2026-01-05-precision-fell"
SOURCES = """
[tool.afterword.sources.night]
kind = "csv"
[tool.afterword.sources.night.metrics.precision]
query = "precision"
threshold = 0.9
breach = "below"
[tool.afterword.sources.prod]
kind = "prometheus"
url = "https://prometheus.example.org"
token_env = "PROM_TOKEN"
[tool.afterword.trackers]
"github.com" = "github"
"""
BLOCKED = """
import socket, sys
def refused(*_, **__):
    raise AssertionError("the network")
for name in ("connect", "connect_ex", "sendto"):
    setattr(socket.socket, name, refused)
socket.create_connection = socket.getaddrinfo = refused
"""
MODULES = "print([name for name in sys.modules if name.startswith(('afterword.capture', 'afterword.http'))])"


@pytest.fixture
def base(tmp_path: Path) -> Base:
    """A knowledge base whose review cites numbers, with a source and a tracker that nobody could reach."""
    base = Base(begun(tmp_path / "base"))
    settings = base.root / "pyproject.toml"
    settings.write_text(f"{settings.read_text('utf-8')}{SOURCES}", "utf-8")
    given = ("--set", "onset=2026-01-05T10:00Z", "--no-input")
    assert invoke(base.root, "new", "Precision fell", *given).exit_code == 0
    base.write("night.csv", "time,precision\n2026-01-05T09:30:00Z,0.96\n2026-01-05T10:30:00Z,0.41\n")
    done = invoke(base.root, "capture", REVIEW, "--from", "night.csv", "--source", "night")
    assert done.exit_code == 0, done.output
    return base


def last_line(base: Base, code: str) -> str:
    """What a piece of code prints last, without a network."""
    done = run_python("-c", f"{BLOCKED}{code}", cwd=base.root, NO_MKDOCS_2_WARNING="1", PROM_TOKEN="t")  # noqa: S106  # it opens nothing
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1]


def test_a_build_asks_nobody_and_shows_the_numbers(base: Base) -> None:
    code = f"from mkdocs.__main__ import cli\ncli(['build', '--quiet', '--strict'], standalone_mode=False)\n{MODULES}"
    assert last_line(base, code) == "[]"
    assert "0.41" in (base.root / "site" / "postmortems" / REVIEW / "index.html").read_text("utf-8")


COMMANDS = (("check", "--no-cache"), ("fix",), ("actions",), ("similar", "precision fell"), ("progress",))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_command_that_reads_reviews_asks_nobody(command: tuple[str, ...], base: Base) -> None:
    ran = f"main({list(command)!r}, standalone_mode=False)"
    code = f"from afterword.cli import main\ntry:\n    {ran}\nexcept SystemExit as end:\n    assert end.code == 0\n"
    assert last_line(base, f"{code}{MODULES}") == "[]"


def test_the_language_server_is_made_without_what_asks(base: Base) -> None:
    assert last_line(base, f"import afterword.lsp.server, afterword.lsp.completion\n{MODULES}") == "[]"


def test_only_the_commands_import_what_asks() -> None:
    asking = {
        (start[0], end[0]) for start, end in HOUSE.imports if end[0] in {"capture", "http"} and start[0] != end[0]
    }
    assert asking == {("cli", "capture"), ("cli", "http"), ("capture", "http"), ("trackers", "http")}
