"""A check that finds what earlier ones kept says what a check from nothing says, byte for byte, and no less."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest

from afterword.incremental import one_file
from afterword.incremental.kept import MOST
from afterword.reporters import REPORTERS
from afterword.store import FOLDER, Store
from tests.knowledge import DRAFT, EXAMPLE, NARRATIVE, Base, overlaid, page
from tests.unit.cli.invoke import invoke

LEAKED = "AKIA\x49OSFODNN7EXAMPLE"
AS_OF = ("--as-of", "2026-01-31")


@pytest.fixture
def base(base: Base, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Base:
    """Reviews of every kind: clean, with warnings, with an exception, malformed, with a secret, and related ones."""
    monkeypatch.setenv(FOLDER, str(tmp_path / "kept"))
    base.write(EXAMPLE, page(overlaid(DRAFT, "aliases: [INC-1]\nonset_precision: minute\n"), "The <b>cache</b>.\n"))
    for number in range(2, 8):
        text = overlaid(DRAFT, f"onset: 2025-01-0{number}\naliases: [INC-{number // 2}]\nseverity: sev4\n")
        base.write(review(number), page(text, f"{NARRATIVE}\nSee [it](2025-01-0{number - 1}-gone.md).\n"))
    allowed = "# afterword: allow AW204 because the report is sealed\nonset_precision: minute"
    base.write(review(3), page(f"{overlaid(DRAFT, 'onset: 2025-01-03')}{allowed}\n"))
    base.write(review(4), page("title: [x"))
    base.write(review(5), page(overlaid(DRAFT, "onset: 2025-01-05"), f"The job ran as `{LEAKED}`.\n"))
    return base


def review(number: int) -> str:
    return f"postmortems/2025-01-0{number}-example.md"


def told(base: Base, *arguments: str) -> tuple[int, str, str]:
    done = invoke(base.root, "check", *AS_OF, *arguments)
    return done.exit_code, done.stdout, done.stderr


def judged(base: Base, *arguments: str) -> list[str]:
    """The files that a check looks at anew."""
    seen: list[str] = []
    judge = one_file.Judge.judged

    def spy(self: one_file.Judge, file: one_file.File) -> object:
        seen.append(file.path)
        return judge(self, file)

    with patch.object(one_file.Judge, "judged", spy):
        told(base, *arguments)
    return seen


def kept(base: Base) -> list[Path]:
    store = Store.of(base.root)
    assert store is not None
    return sorted(store.folder.iterdir()) if store.folder.is_dir() else []


ALWAYS = [review(4), review(5)]
"""What is malformed or gives something away is looked at each time."""


@pytest.mark.parametrize("format_", list(REPORTERS))
def test_every_format_is_the_same_bytes(base: Base, format_: str) -> None:
    cold = told(base, "--format", format_, "--no-cache")
    assert cold[1] != ""
    assert [told(base, "--format", format_) for _ in range(2)] == [cold, cold]
    assert judged(base, "--format", format_) == ALWAYS


def test_one_file_is_told_alike_before_and_after_the_whole(base: Base) -> None:
    cold = [told(base, path, "--no-cache") for path in (EXAMPLE, review(3), review(5))]
    for _ in range(2):
        assert [told(base, path) for path in (EXAMPLE, review(3), review(5))] == cold
        told(base)


def change(base: Base, chance: random.Random) -> None:
    file = base.root / review(chance.choice([2, 3, 6, 7]))
    if file.exists() and chance.random() < 0.3:
        file.unlink()
    elif not file.exists() or chance.random() < 0.5:
        base.write(f"postmortems/{file.name}", page(overlaid(DRAFT, f"onset: 2025-01-0{chance.randint(1, 9)}")))
    else:
        text = re.sub(r"(?m)^aliases: .*$", f"aliases: [INC-{chance.randint(1, 9)}]", file.read_text("utf-8"))
        file.write_text(f"{text}\nA <i>line</i>.\n", "utf-8")


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_edited_the_report_is_that_of_a_check_from_nothing(base: Base, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(6):
        change(base, chance)
        assert told(base) == told(base, "--no-cache")


def test_only_what_changed_is_looked_at_again(base: Base) -> None:
    told(base)
    assert judged(base) == ALWAYS
    base.write(review(7), page(overlaid(DRAFT, "onset: 2025-01-07")))
    assert judged(base) == [*ALWAYS, review(7)]


def edit_settings(base: Base, _: pytest.MonkeyPatch) -> None:
    base.write("pyproject.toml", "[tool.afterword]\nemail_domains = ['example.org']\n")


def edit_schema(base: Base, _: pytest.MonkeyPatch) -> None:
    base.write("pyproject.toml", "[tool.afterword]\nschema = 'schema'\n")
    own = base.root / "schema"
    own.mkdir()
    for name in ("postmortem", "pattern"):
        text = (Path(__file__).parents[3] / "schema" / f"{name}.schema.json").read_text("utf-8")
        (own / f"{name}.schema.json").write_text(text, "utf-8")
    told(base)  # so that only the schema differs
    file = own / "postmortem.schema.json"
    file.write_text(file.read_text("utf-8").replace('"const": "sev4"', '"const": "sev9"'), "utf-8")


def edit_code(_: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("afterword.incremental.kept.edition", lambda: "another")


@pytest.mark.parametrize("edit", [edit_settings, edit_schema, edit_code])
def test_other_settings_schemas_and_code_believe_nothing_of_it(
    base: Base, edit: Callable[[Base, pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    told(base)
    edit(base, monkeypatch)
    assert set(judged(base)) >= {EXAMPLE, review(2), review(7)}
    assert told(base) == told(base, "--no-cache")


def test_another_choice_of_rules_is_another_set(base: Base) -> None:
    told(base, "--select", "AW5")
    assert told(base) == told(base, "--no-cache")
    assert judged(base, "--select", "AW5") == ALWAYS


def test_what_depends_on_the_day_is_said_as_of_the_day(base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(DRAFT, "detected: 2025-06-01")))
    early = ("--as-of", "2025-02-01")
    for day in (AS_OF, early, AS_OF):
        assert told(base, *day) == told(base, *day, "--no-cache")
    assert "AW202" in told(base, *early)[1]
    assert "AW202" not in told(base)[1]


def test_what_depends_on_another_file_is_said_as_that_file_is(base: Base) -> None:
    assert "2025-01-06-gone.md" in told(base)[1]
    base.write("postmortems/2025-01-06-gone.md", page(overlaid(DRAFT, "onset: 2025-01-06")))
    assert "2025-01-06-gone.md" not in told(base)[1]


def test_a_review_under_another_name_is_another_review(base: Base) -> None:
    told(base)
    (base.root / review(7)).rename(base.root / review(9))
    assert "AW401" in told(base)[1]
    assert told(base) == told(base, "--no-cache")


def test_nothing_is_read_or_kept_where_that_is_asked_for(base: Base) -> None:
    told(base, "--no-cache")
    assert kept(base) == []
    told(base)
    assert EXAMPLE in judged(base, "--no-cache")


def test_a_check_that_trusts_only_the_base_branch_believes_and_keeps_nothing(base: Base, tmp_path: Path) -> None:
    (tmp_path / "trusted" / "postmortems").mkdir(parents=True)
    trusted = ("--trusted", str(tmp_path / "trusted"))
    told(base, *trusted)
    assert kept(base) == []
    told(base)
    assert EXAMPLE in judged(base, *trusted)


def test_no_secret_and_nothing_of_its_file_is_kept(base: Base) -> None:
    told(base)
    written = b"".join(file.read_bytes() for file in kept(base))
    assert b"INC-1" in written
    assert LEAKED.encode() not in written
    assert b"2025-01-05" not in written


def spoil(raw: bytes) -> bytes:
    return raw.replace(b"minute", b"second")


@pytest.mark.parametrize("how", [spoil, lambda raw: raw[: len(raw) // 2], lambda _: b"\xff\x00[]", lambda _: b""])
def test_what_was_spoilt_is_found_out_again_in_silence(base: Base, how: Callable[[bytes], bytes]) -> None:
    cold = told(base)
    (file,) = kept(base)
    whole = file.read_bytes()
    file.write_bytes(how(whole))
    assert told(base) == cold
    assert sorted(file.read_bytes().split(b"\n")) == sorted(whole.split(b"\n"))


def test_what_was_kept_of_another_knowledge_base_is_not_believed(base: Base, tmp_path: Path) -> None:
    told(base)
    other = tmp_path / "other"
    base.root.rename(other)
    assert EXAMPLE in judged(Base(other))


def test_no_file_of_the_repository_is_read_as_kept(base: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    told(base)
    for place in (".cache/afterword", "afterword"):
        brought = base.root / place
        brought.parent.mkdir(exist_ok=True)
        Path(os.environ[FOLDER]).rename(brought)
        monkeypatch.setenv(FOLDER, str(brought))
        assert EXAMPLE in judged(base)


@pytest.mark.parametrize("kind", ["a file in its place", "a folder in its place"])
def test_where_nothing_can_be_kept_the_check_says_the_same(base: Base, tmp_path: Path, kind: str) -> None:
    cold = told(base, "--no-cache")
    if kind == "a file in its place":
        (tmp_path / "kept").write_text("in the way", "utf-8")
    else:
        told(base)
        (file,) = kept(base)
        file.unlink()
        (file / "below").mkdir(parents=True)
    assert told(base) == cold


def test_it_does_not_grow(base: Base) -> None:
    for number in range(MOST + 3):
        base.write("pyproject.toml", f"[tool.afterword]\ntitle = 'Number {number}'\n")
        base.write(EXAMPLE, page(overlaid(DRAFT, f"title: Number {number}")))
        told(base)
    assert len(kept(base)) == MOST
    assert all(b'Number 1"' not in file.read_bytes() for file in kept(base))


def test_two_checks_at_once_say_what_one_says(base: Base) -> None:
    cold = told(base, "--no-cache")[1]
    command = [sys.executable, "-m", "afterword", "check", *AS_OF]
    for _ in range(2):
        both = [subprocess.Popen(command, cwd=base.root, stdout=subprocess.PIPE, text=True) for _ in range(3)]
        assert [one.communicate()[0] for one in both] == [cold] * 3
        base.write(review(7), page(overlaid(DRAFT, "onset: 2025-01-07")))
        cold = told(base, "--no-cache")[1]
    assert told(base)[1] == cold
    assert len(kept(base)) == 1
