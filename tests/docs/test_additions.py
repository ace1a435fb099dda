"""Who follows the guide for maintainers, and does no more than it says, has added what they wanted."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.documents import Block, blocks, text_of
from tests.knowledge import DRAFT, EXAMPLE, PUBLISHED, Base, overlaid, page, run_python
from tests.working_copy import working_copy

GUIDE = "docs/guides/maintain.md"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of this repository, to be changed as the guide says."""
    return working_copy(tmp_path / "copy")


@pytest.fixture
def base(tmp_path: Path) -> Base:
    """A knowledge base apart from the copy."""
    (tmp_path / "base").mkdir()
    return Base.in_folder(tmp_path / "base")


def section(document: str, heading: str) -> Iterator[Block]:
    """The blocks below one heading of a document."""
    text = text_of(document)
    assert f"\n## {heading}\n" in text
    yield from blocks(text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0])


def follow(heading: str, copy: Path) -> list[str]:
    """Write the files that a section of the guide shows; none of them may be there already."""
    written = [block for block in section(GUIDE, heading) if block.title]
    for block in written:
        file = copy / block.title
        assert not file.exists()
        file.write_text(block.text, "utf-8")
    return [block.title for block in written]


def afterword(copy: Path, base: Base, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command as the copy has it."""
    return run_python("-m", "afterword", *arguments, cwd=base.root, PYTHONPATH=str(copy / "plugins"))


def test_a_rule_of_the_guide_is_checked_explained_and_tested(copy: Path, base: Base, tmp_path: Path) -> None:
    base.write(EXAMPLE, page(PUBLISHED.replace("The cache is filled first", "FILL THE CACHE")))
    assert "AW399" not in afterword(copy, base, "check").stdout
    assert len(follow("Add a rule", copy)) == 1
    done = afterword(copy, base, "check")
    assert "AW399" in done.stdout, done.stderr
    assert "The title is in capital letters" in done.stdout
    assert "AW399 title-in-capitals (warning)" in afterword(copy, base, "explain", "AW399").stdout
    # In a folder of its own, it does not take away what earlier runs left in the one for all.
    of_manual = ("tests/rules/test_manuals.py", "-k", "AW399", "--basetemp", str(tmp_path / "tested"))
    python_path = str(copy / "plugins")
    tested = run_python("-m", "pytest", "-q", "-p", "no:cacheprovider", *of_manual, cwd=copy, PYTHONPATH=python_path)
    assert "3 passed" in tested.stdout, tested.stdout


def test_a_page_of_the_guide_is_on_the_site(copy: Path, base: Base) -> None:
    base.write(EXAMPLE, page(PUBLISHED))
    assert len(follow("Add a page", copy)) == 2
    done = afterword(copy, base, "render", "--out", "out")
    assert done.returncode == 0, done.stderr
    made = (base.root / "out" / "owners" / "index.md").read_text("utf-8")
    assert '<h1 class="aw-headline" id="owners">Owners<' in made
    assert "<li>serving: 1 action</li>" in made


def test_a_command_of_the_guide_runs_and_is_listed(copy: Path, base: Base) -> None:
    base.write(EXAMPLE, page(PUBLISHED))
    assert afterword(copy, base, "count").returncode == 2
    assert len(follow("Add a command", copy)) == 1
    assert afterword(copy, base, "count").stdout == "1 reviews\n"
    assert "  count      Count the reviews.\n" in afterword(copy, base, "--help").stdout


def test_a_field_of_the_guide_is_taken_offered_and_explained(copy: Path, base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(DRAFT, "customer_notice: leter\n")))
    assert "AW102" in afterword(copy, base, "check").stdout
    said = text_of(GUIDE).partition("\n## Add a field\n")[2].partition("\n## ")[0]
    assert "under `properties` in `schema/postmortem.schema.json`" in said
    assert 'Section "Add a field in one edit" of `schema/README.md`' in said
    (field,) = (block for block in section("schema/README.md", "Add a field in one edit") if block.language == "json")
    file = copy / "schema" / "postmortem.schema.json"
    schema = json.loads(file.read_text("utf-8"))
    schema["properties"] |= json.loads(f"{{{field.text}}}")
    file.write_text(json.dumps(schema), "utf-8")
    told = afterword(copy, base, "check").stdout
    assert "Did you mean `letter`?" in told
    base.write(EXAMPLE, page(overlaid(DRAFT, "customer_notice: letter\n")))
    done = afterword(copy, base, "render", "--out", "out")
    assert done.returncode == 0, done.stderr
    assert "<code>customer_notice</code>" in (base.root / "out" / "reference" / "schema.md").read_text("utf-8")
    assert "The cache was empty" in (base.root / "out" / "customer-notice" / "letter.md").read_text("utf-8")


def test_a_command_is_imported_only_when_it_is_called(base: Base) -> None:
    code = (
        "import sys\nfrom afterword.cli import main\ntry:\n    main(['--version'])\nexcept SystemExit:\n"
        "    print([name for name in sys.modules if name.startswith('afterword.')])"
    )
    assert run_python("-c", code, cwd=base.root).stdout.splitlines()[-1] == "['afterword.cli']"
