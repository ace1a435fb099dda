"""What people install: the wheel, in an empty environment, with the repository out of reach."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import venv
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.docs.documents import blocks, text_of
from tests.made import REPOSITORY
from tests.working_copy import environment, working_copy

# What only the extra `site` brings along.
SITE_ONLY = ("icalendar", "jinja2", "markdown", "material", "mkdocs", "nh3", "pymdownx")

WITHOUT = """
import sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in %r:
            raise ModuleNotFoundError("No module named " + repr(name), name=name)

sys.meta_path.insert(0, Absent())
from afterword.cli import main
main(prog_name="afterword")
"""


@dataclass(frozen=True)
class Installed:
    """An environment that holds the wheel, and an empty folder in which to use it."""

    bin: Path
    folder: Path

    @property
    def variables(self) -> Mapping[str, str]:
        return environment(self.folder.parent, self.bin)

    def run(self, *command: str) -> str:
        """What a command of the environment prints; it must succeed."""
        done = subprocess.run(
            [str(self.bin / command[0]), *command[1:]],
            cwd=self.folder,
            env=self.variables,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def python(self, code: str, *arguments: str) -> str:
        return self.run("python", "-c", code, *arguments).strip()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("wheel")
    # Where the builder is at hand, nothing is fetched.
    isolation = ["--no-isolation"] if importlib.util.find_spec("hatchling") else []
    command = [sys.executable, "-m", "build", "--wheel", *isolation, "--outdir", str(home / "dist"), "."]
    done = subprocess.run(command, cwd=working_copy(home / "afterword"), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = (home / "dist").iterdir()
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    home = tmp_path_factory.mktemp("installed")
    venv.create(home / "venv")
    python = home / "venv" / "bin" / "python"
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*install, str(wheel)], check=True)
    # What others made is borrowed from the environment of the tests: a path named in a .pth file is searched, and the
    # .pth files that lie there, such as the one that leads to the repository, are not read.
    (own,) = (home / "venv").glob("lib/python*/site-packages")
    (own / "borrowed.pth").write_text(f"{Path(pytest.__file__).parents[1]}\n", "utf-8")
    (home / "base").mkdir()
    return Installed(python.parent, home / "base")


def test_the_wheel_carries_all_that_is_read_at_run_time(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    package = REPOSITORY / "plugins" / "afterword"
    wanted = {
        f"afterword/{path.relative_to(package).as_posix()}"
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {"afterword/py.typed", "afterword/templates/review.html.j2", "afterword/assets/js/filter.js"} <= wanted
    assert wanted <= names
    assert {f"afterword/data/schema/{kind}.schema.json" for kind in ("postmortem", "pattern", "evidence")} <= names


def test_the_wheel_carries_its_licence_and_nothing_of_the_workshop(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert [name for name in names if name.endswith(".dist-info/licenses/LICENSE")]
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"afterword"}
    assert [name for name in names if "test" in name or "__pycache__" in name] == []


def test_the_package_is_that_of_the_wheel(installed: Installed) -> None:
    found = installed.python("import afterword; print(afterword.__file__)")
    assert Path(found).is_relative_to(installed.bin.parent)
    searched = installed.python("import sys; print(*sys.path, sep='\\n')").split("\n")
    assert [path for path in searched if path.startswith(str(REPOSITORY / "plugins"))] == []
    assert installed.run("afterword", "--version").startswith("afterword ")


def test_a_knowledge_base_is_begun_checked_and_built_with_the_wheel(installed: Installed) -> None:
    titled = (block for block in blocks(text_of("docs/guides/run-it.md")) if block.title)
    site = {block.title: block.text for block in titled if not block.title.startswith(("postmortems/", "../"))}
    (installed.folder / "docs" / "patterns").mkdir(parents=True)
    for name, text in site.items():
        (installed.folder / name).write_text(text, "utf-8")
    made = installed.run(
        "afterword", "new", "The cache was empty", "--no-input", "--set", "onset=2026-01-01", "--set", "severity=sev3"
    )
    assert "postmortems/2026-01-01-the-cache-was-empty.md" in made
    assert installed.run("afterword", "check") == "Checked 1 review: all well-formed\n"
    installed.run("python", "-m", "mkdocs", "build", "--quiet")
    page = installed.folder / "site" / "postmortems" / "2026-01-01-the-cache-was-empty" / "index.html"
    assert "The cache was empty" in page.read_text("utf-8")
    assert (installed.folder / "site" / "assets" / "afterword" / "afterword.css").stat().st_size > 0


def test_a_knowledge_base_of_an_organisation_begins_with_the_wheel(installed: Installed, tmp_path: Path) -> None:
    folder = tmp_path / "reviews"
    assert installed.run("afterword", "init", str(folder)).startswith("Wrote 17 files to ")
    assert installed.run("afterword", "check", "--root", str(folder)).endswith("2 reviews: all well-formed\n")
    installed.run("python", "-m", "mkdocs", "build", "--quiet", "--strict", "--config-file", str(folder / "mkdocs.yml"))
    assert (folder / "site" / "patterns" / "silent-upstream-change" / "index.html").is_file()


def test_the_light_part_needs_nothing_of_the_site(installed: Installed, tmp_path: Path) -> None:
    (tmp_path / "postmortems").mkdir()
    without = WITHOUT % (set(SITE_ONLY),)
    root = ("--root", str(tmp_path))
    asked = ("The cache was empty", "--no-input", "--set", "onset=2026-01-01", "--set", "severity=sev3")
    assert "the-cache-was-empty.md" in installed.python(without, "new", *asked, *root)
    assert installed.python(without, "check", *root) == "Checked 1 review: all well-formed"
    assert "AW104 unknown-value" in installed.python(without, "explain", "AW104")
