"""The command that a stopped dialogue prints gives back every answer, byte by byte, to the same knowledge base."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest

from afterword.cli.common import CouldNotRun
from afterword.cli.to_run import to_run
from tests.knowledge import DRAFT, EXAMPLE, Base, page
from tests.unit.cli.invoke import invoke
from tests.unit.cli.scripted import END, STOP, Held, Line

pytestmark = pytest.mark.slow

BASH = shutil.which("bash")
BEGUN: list[Line] = [("title", "It was empty"), ("kind", "near-miss"), ("severity", STOP)]
JOINED = "مدل نمی\u200cتواند 👩\u200d💻 it's \\ so\u00adft \u2067x\u2069\u2060 \U000e0001"


def words_of(line: str) -> list[str]:
    """The words of a command after its name, as a shell reads them."""
    assert BASH
    script = f"afterword() {{ printf '%s\\0' \"$@\"; }}; {line}"
    done = subprocess.run([BASH, "-c", script], env={**os.environ, "LC_ALL": "C.UTF-8"}, check=True, stdout=-1)
    return done.stdout.decode("utf-8", "surrogateescape").split("\0")[:-1]


def resumed(said: str) -> str:
    return next(line for line in said.splitlines() if line.startswith("  afterword new ")).strip()


@pytest.mark.skipif(BASH is None, reason="there is no bash")
@pytest.mark.parametrize("text", [JOINED, "two\nlines\tand\r\x1b[1m", "a byte \udce9", "##[x]", "`a` $b !c 'd' \"e\""])
def test_a_shell_reads_back_what_is_not_seen(text: str) -> None:
    line = to_run("new", text)
    assert line.isprintable()
    assert words_of(line) == ["new", text]


def test_what_is_seen_needs_no_more_than_any_shell_has() -> None:
    assert "$'" not in to_run("new", "--set", "title=It's empty, `again`: “naïve” 你好")


@pytest.mark.skipif(BASH is None, reason="there is no bash")
def test_a_title_with_hidden_joiners_is_the_same_after_ctrl_c(held: Held, base: Base) -> None:
    title = "مدل نمی\u200cتواند"
    done, _ = held([("title", title), *BEGUN[1:]], "--set=onset=2025-03-01", "--set=summary=x")
    assert invoke(base.root, *words_of(resumed(done.stderr)), "--no-input").exit_code == 0
    (draft,) = (base.root / "postmortems").glob("2025-03-01*.md")
    assert f"\ntitle: {title}\n" in draft.read_text("utf-8")


def test_the_command_names_the_knowledge_base_and_asks_the_sources_again(held: Held, base: Base) -> None:
    done, _ = held(BEGUN, "--root", str(base.root), "--capture")
    line = resumed(done.stderr)
    assert line.startswith("afterword new --capture --set 'title=It was empty'")
    assert line.endswith(f" --root {base.root}")


@pytest.mark.parametrize("end", [KeyboardInterrupt(), CouldNotRun("No source.")])
def test_a_log_is_not_lost_while_the_sources_are_asked(
    end: BaseException, held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> NoReturn:
        raise end

    monkeypatch.setattr("afterword.cli.bringing_in.bring_in", fails)
    lines: list[Line] = [("title", "It was empty"), ("kind", "10:00:01 INFO a\n10:00:02 INFO b"), ("kind", END)]
    done, _ = held(lines, "--capture")
    assert done.exit_code == 2
    assert resumed(done.stderr).endswith(" --paste $'10:00:01 INFO a\\n10:00:02 INFO b'")


def test_what_is_told_to_run_next_is_about_the_same_knowledge_base(base: Base, tmp_path: Path) -> None:
    elsewhere = tmp_path / "else where"
    elsewhere.mkdir()
    base.write(EXAMPLE, page(DRAFT))
    root = os.path.relpath(base.root, elsewhere)
    file = f"{root}/{EXAMPLE}"
    left = invoke(elsewhere, "new", "--root", root, "--continue", file, "--set", "classes=other")
    assert f"Run `afterword new --continue {file} --root {root}` again" in left.output
    made = invoke(elsewhere, "new", "--root", root, "--no-input", "A", "--set=onset=2025-03-01")
    assert f"run `afterword check {root}/postmortems/2025-03-01-a.md --root {root}`" in made.output
    base.write(EXAMPLE, page(DRAFT.replace("sev3", "sev9")))
    assert f"run `afterword check {file} --root {root}`" in invoke(elsewhere, "progress", "--root", root).output
    assert f"run `afterword check --root {root}`" in invoke(elsewhere, "new", "B", "--root", root, "--no-input").stderr


def test_a_path_with_a_space_is_one_word_of_the_command(base: Base) -> None:
    base.write(EXAMPLE, page(DRAFT))
    root = base.root.rename(base.root.with_name("my reviews"))
    left = invoke(root.parent, "new", "--root", root.name, "--continue", f"{root.name}/{EXAMPLE}")
    assert f"--continue '{root.name}/{EXAMPLE}' --root '{root.name}'`" in left.output


@pytest.mark.parametrize("how", ["new", "continue"])
def test_long_logs_are_kept_in_a_file_that_the_command_names(how: str, held: Held, base: Base) -> None:
    logs = [
        "\n".join(f"10:00:01 INFO {number}: line {at} نمی\u200cتواند" for at in range(3_000)) for number in range(3)
    ]
    if how == "new":
        begun, arguments, field = BEGUN[:2], ["--set=onset=2025-03-01", "--set=summary=x"], "severity"
    else:
        base.write(EXAMPLE, page(DRAFT))
        begun, arguments, field = [("classes", "other")], ["--continue", EXAMPLE], "name"
    done, _ = held([*begun, *((field, log) for log in logs), (field, STOP)], *arguments)
    line = resumed(done.stderr)
    assert len(line) < 200
    assert "--set" not in line
    (kept,) = (base.root / "postmortems").glob(".unfinished-answers-*.json")
    assert f"Your answers are kept in postmortems/{kept.name}; do not commit it, and delete it" in done.stderr
    assert kept.stat().st_mode & 0o077 == 0
    invoke(base.root, *shlex.split(line)[1:], "--no-input")
    draft = EXAMPLE if how == "continue" else "postmortems/2025-03-01-it-was-empty.md"
    text = (base.root / draft).read_text("utf-8")
    assert all(f"\n{log}\n" in text for log in logs)
    assert ("\n  - other\n" if how == "continue" else "\nkind: near-miss\n") in text
    assert len(base.report().entries) == 2  # with the page of a pattern


def test_long_answers_stay_in_the_command_where_no_file_can_be_written(held: Held, base: Base) -> None:
    (base.root / "postmortems").rmdir()
    log = "\n".join(f"10:00:01 INFO line {at}" for at in range(3_000))
    done, _ = held([*BEGUN[:2], ("severity", log), ("severity", STOP)])
    assert resumed(done.stderr).endswith(" INFO line 2999'")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{}]", "has no answers"),
        ('{"set": [1]}', "has no answers"),
        ("[" * 200_000, "has no answers"),
        (None, "cannot be read"),
    ],
)
def test_a_file_without_answers_is_told(text: str | None, message: str, base: Base) -> None:
    if text is not None:
        base.write("a.json", text)
    done = invoke(base.root, "new", "--answers", "a.json", "--no-input")
    assert (done.exit_code, f"a.json {message}" in done.stderr) == (2, True)
