"""``afterword fix``: what it writes, what it shows, what it leaves alone, and how it answers."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from afterword.files.atomic_file import Snapshot, look, replace_file
from afterword.repairs import batch
from tests.knowledge import DRAFT, EXAMPLE, Base, overlaid, page
from tests.unit.cli.invoke import invoke

SECOND = "postmortems/2025-01-02-second.md"
WRONG = page(overlaid(DRAFT, "severity: SEV3  # as agreed\nonset: 2025-01-01\nweather: fine\n"))
RIGHT = WRONG.replace("SEV3", "sev3")


@pytest.fixture
def wrong(base: Base) -> Base:
    """One review that can be repaired in part, with line ends of Windows, and a second one that is broken."""
    base.write(EXAMPLE, WRONG.replace("\n", "\r\n"))
    base.write(SECOND, "---\ntitle: [\n---\n")
    return base


def holds(base: Base, path: str = EXAMPLE) -> str:
    return (base.root / path).read_bytes().decode()


def test_what_is_safe_is_repaired_and_the_rest_is_named_with_its_reason(wrong: Base) -> None:
    done = invoke(wrong.root, "fix")
    assert holds(wrong) == RIGHT.replace("\n", "\r\n")
    assert done.stdout == (
        f"{EXAMPLE}:5:11: fixed AW104 unknown-value\n"
        "  = Replace `SEV3` with `sev3`\n"
        f"{EXAMPLE}:8:1: left AW102 unknown-field\n"
        "  = The front matter has an unknown field `weather`\n"
        "  = Allowed fields: title, status, kind, severity, classes, summary, visibility, provenance, aliases, models, "
        "onset, onset_precision and 26 more. Put anything else in the narrative below the front matter\n"
        f"{SECOND}:3:1: left AW006 yaml-syntax\n"
        "  = This is not valid YAML: did not find expected node content\n"
        "  = The file cannot be parsed, so nothing in it is changed\n"
        "Fixed 1 problem in 1 file; 2 are left for you\n"
    )
    assert (done.exit_code, holds(wrong, SECOND)) == (1, "---\ntitle: [\n---\n")
    assert sorted(file.name for file in (wrong.root / "postmortems").iterdir()) == [
        Path(EXAMPLE).name,
        Path(SECOND).name,
    ]


def test_a_second_run_finds_nothing_to_do(wrong: Base) -> None:
    invoke(wrong.root, "fix")
    before = (wrong.root / EXAMPLE).stat().st_mtime_ns
    done = invoke(wrong.root, "fix")
    assert done.stdout.endswith("Nothing to fix in 3 files; 2 are left for you\n")
    assert (wrong.root / EXAMPLE).stat().st_mtime_ns == before


def test_a_base_without_a_problem_ends_with_0(base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(DRAFT, "severity: SEV3\n")))
    assert [invoke(base.root, "fix").exit_code for _ in range(2)] == [0, 0]
    assert invoke(base.root, "fix").stdout == "Nothing to fix in 2 files\n"


def test_only_the_files_that_are_asked_for_are_touched(wrong: Base) -> None:
    wrong.write(SECOND, WRONG.replace("2025-01-01", "2025-01-02"))
    assert invoke(wrong.root, "fix", SECOND).stdout.endswith("Fixed 1 problem in 1 file; 1 is left for you\n")
    assert "SEV3" in holds(wrong)
    assert "SEV3" not in holds(wrong, SECOND)


def test_a_diff_is_shown_and_nothing_is_written(wrong: Base) -> None:
    before = holds(wrong)
    done = invoke(wrong.root, "fix", "--diff")
    assert (done.exit_code, holds(wrong)) == (1, before)
    assert done.stderr.endswith("Would fix 1 problem in 1 file; 2 are left for you\n")
    subprocess.run(["git", "apply"], cwd=wrong.root, input=done.stdout_bytes, check=True)
    assert holds(wrong) == RIGHT.replace("\n", "\r\n")
    again = invoke(wrong.root, "fix", "--diff")
    assert (again.exit_code, again.stdout) == (1, "")  # a file cannot be read, which is no "nothing to fix"
    assert f"{SECOND}:3:1: left AW006 yaml-syntax" in again.stderr


def test_a_zone_is_added_only_where_the_repository_names_one(base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(DRAFT, "detected: 2025-07-01T10:00\n")))
    assert "set `time_zone` under [tool.afterword]" in invoke(base.root, "fix").stdout
    base.write("pyproject.toml", '[tool.afterword]\ntime_zone = "Europe/Vienna"\n')
    assert invoke(base.root, "fix").exit_code == 0
    assert "detected: 2025-07-01T10:00+02:00\n" in holds(base)


def test_a_pattern_is_repaired_as_well_and_keeps_its_mode(base: Base) -> None:
    base.write(EXAMPLE, page(DRAFT))
    name = "docs/patterns/evaluation-blind-spot.md"
    file = base.write(name, holds(base, name).replace("layers: [evaluation]", "layers: [Evaluation]  "))
    file.chmod(0o600)
    assert "Fixed 2 problems in 1 file" in invoke(base.root, "fix").stdout
    assert "layers: [evaluation]\n" in holds(base, name)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_link_in_place_of_a_review_is_not_followed(base: Base, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere.md"
    target.write_text(WRONG)
    (base.root / EXAMPLE).symlink_to(target)
    done = invoke(base.root, "fix", EXAMPLE)
    assert (done.exit_code, target.read_text(), (base.root / EXAMPLE).is_symlink()) == (1, WRONG, True)
    assert "left AW001 unreadable-file" in done.stdout


def test_a_file_that_somebody_saves_in_between_is_theirs(wrong: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    def saved_first(file: Path, seen: Snapshot, raw: bytes) -> None:
        file.write_bytes(seen.raw + b"More.\n")
        replace_file(file, seen, raw)

    monkeypatch.setattr(batch, "replace_file", saved_first)
    done = invoke(wrong.root, "fix", EXAMPLE)
    assert holds(wrong) == WRONG.replace("\n", "\r\n") + "More.\n"
    assert done.exit_code == 1
    assert done.stdout.endswith(
        "  = The file has changed in the meantime\n"
        f"{EXAMPLE}: The file has changed in the meantime\n"
        "Fixed 0 problems in 0 files; 2 are left for you\n"
    )


def test_a_file_that_goes_between_the_check_and_the_repair_is_named(
    wrong: Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(file: Path, largest: int) -> Snapshot:
        file.unlink()
        return look(file, largest)

    monkeypatch.setattr(batch, "look", gone)
    done = invoke(wrong.root, "fix", EXAMPLE)
    assert done.exit_code == 1
    assert f"{EXAMPLE}: The file cannot be read: no such file or directory\n" in done.stdout


@pytest.mark.slow
def test_a_run_that_is_killed_leaves_the_old_file_and_the_next_one_does_the_work(base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(DRAFT, "severity: SEV3\n")))
    script = (
        "import os, signal\n"
        "os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)\n"
        "from afterword.cli import main\n"
        "main(['fix'])\n"
    )
    killed = subprocess.run([sys.executable, "-c", script], cwd=base.root, check=False)
    assert killed.returncode < 0
    assert "severity: SEV3\n" in holds(base)
    assert invoke(base.root, "fix").stdout.endswith("Fixed 1 problem in 1 file\n")
    assert "severity: sev3\n" in holds(base)
    assert invoke(base.root, "check").exit_code == 0


def test_what_is_edited_is_what_lies_there_now(wrong: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    newer = page(overlaid(DRAFT, "title: Longer than it was\nseverity: Sev2\n"))

    def saved_first(file: Path, largest: int) -> Snapshot:
        file.write_text(newer)
        return look(file, largest)

    monkeypatch.setattr(batch, "look", saved_first)
    invoke(wrong.root, "fix", EXAMPLE)
    assert holds(wrong) == newer.replace("Sev2", "sev2")


def test_a_path_that_leads_nowhere_is_told(base: Base) -> None:
    done = invoke(base.root, "fix", "postmortems/nothing.md")
    assert (done.exit_code, done.stderr) == (2, "Error: There is no file or folder postmortems/nothing.md\n")


def test_no_more_is_printed_than_the_limits_allow(base: Base) -> None:
    base.write("pyproject.toml", "[tool.afterword]\n[tool.afterword.limits]\nshown_per_file = 2\n")
    base.write(EXAMPLE, page(overlaid(DRAFT, "".join(f"weather{letter}: fine\n" for letter in "abcde"))))
    done = invoke(base.root, "fix")
    assert done.stdout.count("left AW102") == 2
    assert done.stdout.endswith(f"{EXAMPLE}: … and 3 more problems\nNothing to fix in 2 files; 5 are left for you\n")


def test_a_diff_covers_a_secret_and_the_file_is_written_as_it_is(base: Base) -> None:
    value = "q7Wd-0pLx2Rv"
    base.write(EXAMPLE, page(overlaid(DRAFT, f"severity: SEV3\nonset: 2025-01-01 # password={value}\n")))
    shown = invoke(base.root, "fix", "--diff").stdout
    assert f" onset: 2025-01-01 # password={'*' * len(value)}\n" in shown
    assert "+severity: sev3\n" in shown
    invoke(base.root, "fix")
    assert "severity: sev3\n" in holds(base)
    assert f"onset: 2025-01-01 # password={value}\n" in holds(base)
