"""What a command imports until its answer: each module costs everybody who types it, and no clock tells which came."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec

import pytest

from afterword.check.kept import PARTS
from afterword.files.cache import FOLDER
from tests.house import PACKAGE, House
from tests.knowledge import DRAFT, EXAMPLE, Base, overlaid, page

_CODE = """
import sys
from afterword.cli import main
try:
    main(sys.argv[2:])
except SystemExit as done:
    print(done.code, *sorted(set(sys.argv[1].split(",")) & sys.modules.keys()))
"""
_WITHOUT = """
import sys
class Missing:
    def find_spec(name, *_):
        if name.partition(".")[0] in sys.argv[1].split(","):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Missing)
from afterword.cli import main
for line in sys.stdin.read().splitlines():
    try:
        main(line.split())
    except SystemExit as done:
        print(line, done.code, file=sys.stderr)
"""
SITE = {
    "icalendar",
    "jinja2",
    "markdown",
    "markupsafe",
    "material",
    "mkdocs",
    "nh3",
    "pygments",
    "pymdownx",
    "vl_convert",
}
LIBRARIES = {"asyncio", "frontmatter", "jinja2", "jsonschema", "mkdocs", "nh3", "platformdirs", "rich", "xml"}
READING = {
    *("yaml", "frontmatter", "jsonschema_rs", "afterword.reading.narrative", "afterword.reading.yaml_nodes"),
    *("afterword.schema.straight", "afterword.schema.typed"),
}
"""What a file needs that is read for the first time."""
JUDGING = {
    *("Stemmer", "afterword.language", "afterword.secrecy.finder", "afterword.text.edits", "afterword.text.terms"),
    *("afterword.analysis.recall", "afterword.analysis.recurrence", "afterword.evidence.reading"),
    *("afterword.corpus.attachments", "afterword.evidence.claims", "afterword.files.atomic_file"),
}
"""What its rules need."""

pytestmark = pytest.mark.slow


@pytest.fixture
def base(base: Base) -> Base:
    base.write(EXAMPLE, page(overlaid(DRAFT, "aliases: [INC-1]\n")))
    base.write("postmortems/2025-01-02-another.md", page(overlaid(DRAFT, "onset: 2025-01-02\n")))
    base.write("mkdocs.yml", "site_name: Reviews\ndocs_dir: docs\n")
    return base


def imported(base: Base, unwanted: set[str], *arguments: str) -> str:
    """The code with which a command ends, and what of the unwanted it has imported."""
    command = [sys.executable, "-c", _CODE, ",".join(sorted(unwanted)), *arguments]
    given = {**os.environ, FOLDER: str(base.root.with_name("kept"))}
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=base.root, env=given)
    return done.stdout.splitlines()[-1]


def test_every_part_of_the_package_that_is_unwanted_is_there() -> None:
    names = {name for name in READING | JUDGING if name.startswith("afterword.")}
    assert [name for name in names if find_spec(name) is None] == []


@pytest.mark.parametrize("arguments", [("check",), ("check", EXAMPLE)], ids=" ".join)
def test_a_check_of_what_is_known_neither_reads_nor_judges(base: Base, arguments: tuple[str, ...]) -> None:
    assert set(imported(base, READING, "check").split()) > {"0", "yaml", "frontmatter"}
    imported(base, set(), *arguments)
    assert imported(base, LIBRARIES | READING | JUDGING, *arguments) == "0"


def test_a_check_of_one_new_file_imports_nothing_that_only_others_need(base: Base) -> None:
    unwanted = LIBRARIES - {"frontmatter"} | JUDGING - {"Stemmer", "afterword.language", "afterword.secrecy.finder"}
    shared = {"afterword.text.terms", "afterword.analysis.recall", "afterword.analysis.recurrence"}  # for drafts
    assert imported(base, unwanted - shared, "check", EXAMPLE, "--no-cache").split()[1:] == []


@pytest.mark.parametrize("arguments", [("--help",), ("--version",)], ids=" ".join)
def test_the_help_and_the_version_import_no_command(base: Base, arguments: tuple[str, ...]) -> None:
    assert imported(base, LIBRARIES | READING | JUDGING | {"afterword.settings", "tomllib"}, *arguments) == "0"


def test_an_explanation_reads_no_file(base: Base) -> None:
    assert imported(base, LIBRARIES | READING | JUDGING | {"afterword.check"}, "explain", "AW104") == "0"


def test_what_makes_no_page_runs_without_the_packages_of_the_site(base: Base) -> None:
    base.write("elsewhere.md", "# The index was empty\n\n**Date**: 2025-02-03\n")
    base.write("change.diff", "--- a/x.py\n+++ b/x.py\n@@ -1 +1 @@\n-x = 1\n+x = 2\n")
    base.write("site/index.html", "<!doctype html><title>A page</title>")
    runs = [
        *("check", f"check {EXAMPLE} --format sarif", "explain AW104", "fix --diff", "migrate --diff"),
        *("actions", "progress", "readiness Ranker --task ranking", "similar the ranker", "comment --base ."),
        "risk --diff change.diff",
        *("export", "export --out tables --format csv", "snippets", "snippets --format json-schema", "csp site"),
        *("adopt elsewhere.md --diff", "new Another", "init ../fresh", "gather --base ../fresh --out ../all a=."),
    ]
    command = [sys.executable, "-c", _WITHOUT, ",".join(SITE)]
    told = subprocess.run(command, input="\n".join(runs), capture_output=True, text=True, check=False, cwd=base.root)
    assert told.returncode == 0, told.stderr
    assert [line for line in told.stderr.splitlines() if line.startswith(tuple(runs))] == [f"{run} 0" for run in runs]


def test_what_a_check_finds_is_decided_by_the_parts_that_its_cache_knows() -> None:
    house = House(PACKAGE)
    folders = {module[0] for module, file in house.modules.items() if module and file.parent != PACKAGE}
    assert folders >= PARTS
    assert {(start, end) for start, end in house.arrows if start in PARTS and end in folders - PARTS} == set()
