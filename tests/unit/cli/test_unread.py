"""Files that no command can read: each command names them, and none takes them for files that are not there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.knowledge import DRAFT, EXAMPLE, Base, page
from tests.unit.cli.invoke import invoke

BAD = "postmortems/2025-01-02-bad.md"


def text(content: bytes) -> Callable[[Path], object]:
    return lambda file: file.write_bytes(content)


BROKEN: dict[str, Callable[[Path], object]] = {
    "binary": text(bytes(range(128, 256))),
    "empty": text(b""),
    "no front matter": text(b"# A title\n\nText.\n"),
    "empty front matter": text(b"---\n---\n\nText.\n"),
    "a list": text(b"---\n- a\n---\n"),
    "broken": text(b"---\ntitle: [\n---\n"),
    "unknown fields": text(b"---\nfoo: bar\n---\n"),
    "a link": lambda file: file.symlink_to("/dev/null"),
    "a folder": lambda file: file.mkdir(),
    "a pipe": os.mkfifo,
}


@pytest.fixture(params=BROKEN)
def broken(request: pytest.FixtureRequest, base: Base) -> Base:
    base.write("pyproject.toml", '[tool.afterword.trackers]\n"tracker.example.org" = "github"\n')
    base.write(EXAMPLE, page(DRAFT))
    BROKEN[request.param](base.root / BAD)
    return base


@pytest.mark.parametrize(
    "command",
    [
        *(("migrate",), ("migrate", "--from", "0"), ("migrate", "--diff"), ("migrate", BAD)),
        *(("fix",), ("fix", BAD), ("actions", "--sync"), ("actions", "--sync", "--diff"), ("actions", "--fail")),
        *(
            ("progress",),
            ("progress", BAD),
            ("export",),
            ("digest", "--since", "2020-01-01"),
            ("render", "--out", "out"),
        ),
        ("check",),
    ],
)
def test_it_is_named_and_is_no_success(broken: Base, command: tuple[str, ...]) -> None:
    done = invoke(broken.root, *command)
    assert (done.exit_code, "2025-01-02-bad.md" in done.output) == (1, True), done.output


@pytest.mark.parametrize(
    "command",
    [
        *(("actions",), ("actions", "--export", "github"), ("actions", "--format", "json")),
        *(("new", "A title", "--no-input"), ("readiness", "none", "--task", "ranking")),
    ],
)
def test_it_is_named_by_a_command_that_does_without(broken: Base, command: tuple[str, ...]) -> None:
    done = invoke(broken.root, *command)
    assert done.exit_code == 0, done.output
    assert "2025-01-02-bad.md" in done.stderr


def test_a_search_counts_it(broken: Base) -> None:
    assert (
        "Skipped: 1 file could not be read; run `afterword check`." in invoke(broken.root, "similar", "a loader").output
    )


@pytest.mark.parametrize(
    "name", ["a list", "empty", "empty front matter", "broken", "binary", "a link", "a folder", "a pipe"]
)
def test_a_diff_of_nothing_is_no_success_where_a_file_cannot_be_read(name: str, base: Base) -> None:
    base.write(EXAMPLE, page(DRAFT))
    BROKEN[name](base.root / BAD)
    assert invoke(base.root, "fix", "--diff").exit_code == 1


@pytest.mark.parametrize("folder", ["postmortems", "docs/patterns"])
@pytest.mark.parametrize("command", ["check", "fix", "migrate", "actions", "progress"])
def test_a_file_in_place_of_a_folder_is_told_and_not_taken_for_an_empty_one(
    base: Base, folder: str, command: str
) -> None:
    base.write("pyproject.toml", "[tool.afterword]\n")
    if folder != "postmortems":
        base.write(EXAMPLE, page(DRAFT))
    shutil.rmtree(base.root / folder, ignore_errors=True)
    base.write(folder, "no folder\n")
    done = invoke(base.root, command)
    assert done.exit_code == 2, done.output
    assert f"{folder} cannot be read: not a directory. Check what it is, and its permissions." in done.stderr
