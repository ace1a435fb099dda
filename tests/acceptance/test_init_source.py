"""Where a new knowledge base gets Afterword from: an address that cannot change, never a name on a public index."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest

from afterword.files import origin as origin_module
from tests.made import REPOSITORY
from tests.unit.cli.invoke import invoke


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    assert invoke(tmp_path, "init", "kb").exit_code == 0
    return tmp_path / "kb"


GIT = {"url": "https://git.example.org/a", "vcs_info": {"vcs": "git", "commit_id": "c" * 40}}
WHEEL = {"url": "https://p.example.org/a.whl", "archive_info": {"hash": f"sha256={'d' * 64}"}}
NEW_WHEEL = {"url": "https://p.example.org/a.whl", "archive_info": {"hashes": {"sha256": "d" * 64}}}


@pytest.mark.parametrize(
    ("written", "address"),
    [
        (GIT, f"git+https://git.example.org/a@{'c' * 40}"),
        (WHEEL, f"https://p.example.org/a.whl#sha256={'d' * 64}"),
        (NEW_WHEEL, f"https://p.example.org/a.whl#sha256={'d' * 64}"),
        ({"url": "file:///srv/x", "dir_info": {}}, None),
        ({"url": "file:///srv/x.whl", "archive_info": {"hashes": {"sha256": "d" * 64}}}, None),
        ({"url": "https://p.example.org/a.whl", "archive_info": {}}, None),
        (None, None),
        ([], None),
    ],
)
def test_it_depends_on_the_package_that_runs_now_or_says_that_it_knows_no_source(
    written: Any, address: str | None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    class Installed:
        def read_text(self, name: str) -> str | None:
            return json.dumps(written) if written is not None and name == "direct_url.json" else None

    monkeypatch.setattr(origin_module, "distribution", lambda _: Installed())
    done = invoke(tmp_path, "init", "kb")
    assert ("it names the source" if address else "enter a source there") in done.stdout
    text = (tmp_path / "kb" / "requirements.txt").read_text("utf-8")
    assert text.splitlines()[-1] == f"afterword[site] @ {address or origin_module.UNKNOWN}"
    assert "/srv" not in text


def test_a_source_can_be_given(tmp_path: Path) -> None:
    source = f"git+ssh://git@git.example.org/a/afterword@{'1' * 40}"
    assert invoke(tmp_path, "init", "kb", "--source", source).exit_code == 0
    line = (tmp_path / "kb" / "requirements.txt").read_text("utf-8").splitlines()[-1]
    assert line == f"afterword[site] @ {source}"


@pytest.mark.parametrize(
    "source",
    [
        "afterword",
        "git+https://git.example.org/a@main",
        "https://p.example.org/a.whl",
        "http://p.example.org/a.whl#sha256=" + "d" * 64,
        f"git+https://git.example.org/a@{'1' * 40}\nevil",
    ],
)
def test_a_source_that_can_change_is_refused(source: str, tmp_path: Path) -> None:
    done = invoke(tmp_path, "init", "kb", "--source", source)
    assert (done.exit_code, "with all 40 digits of the commit" in done.stderr) == (2, True)
    assert not (tmp_path / "kb").exists()


def test_without_a_source_pip_stops_with_a_sentence_and_asks_no_index(planted: Path, tmp_path: Path) -> None:
    text = (planted / "requirements.txt").read_text("utf-8")
    last = text.splitlines()[-1]
    (planted / "requirements.txt").write_text(text.replace(last, f"afterword[site] @ {origin_module.UNKNOWN}"), "utf-8")
    # An index of which each use would be an error of its own.
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--dry-run"]
    done = subprocess.run(
        [
            *command,
            "--target",
            str(tmp_path / "target"),
            "--index-url",
            "http://127.0.0.1:9/",
            "-r",
            "requirements.txt",
        ],
        cwd=planted,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "requirements.txt-does-not-say-yet-where-afterword-comes-from" in done.stderr
    assert "127.0.0.1" not in done.stderr


def test_the_versions_beside_it_are_those_of_the_tests(planted: Path) -> None:
    tested = (REPOSITORY / "constraints.txt").read_text("utf-8").splitlines()
    given = [line for line in (planted / "constraints.txt").read_text("utf-8").splitlines() if line[0] != "#"]
    assert set(given) <= set(tested)
    names = {re.split("==", line)[0].lower().replace("_", "-") for line in given}
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    needed = {re.split(r"[^\w.-]", one)[0].lower() for one in (*project["dependencies"], *extras["site"])}
    # Those of another system are not installed where the tests run.
    assert needed - names <= {"platformdirs", "filelock"}
    assert "--constraint constraints.txt" in (planted / "requirements.txt").read_text("utf-8").splitlines()


# A command or a requirement that has only the name, where an address or a path would have to be.
NAMED = re.compile(
    r"(?:pip3?|pipx|uv|uvx)\b[^\n`]*(?<![\w./-])['\"]?afterword\b(?!\.| comment)"
    r"|^afterword(?:\[[^\]]*\])?[ \t]*(?:[=<>~!]|$)",
    re.MULTILINE,
)
WRITTEN = ("plugins", "docs", ".github", "README.md", "CONTRIBUTING.md", "action.yml", ".pre-commit-hooks.yaml")


def test_nothing_that_we_write_or_tell_people_installs_the_name_from_an_index() -> None:
    places = [REPOSITORY / name for name in WRITTEN]
    files = [file for place in places for file in (place.rglob("*") if place.is_dir() else [place])]
    kinds = {".md", ".yml", ".yaml", ".txt", ".py", ".toml"}
    texts = {file.as_posix(): file.read_text("utf-8") for file in files if file.suffix in kinds}
    assert len(texts) > 300
    assert {name: found[0] for name, text in texts.items() if (found := NAMED.search(text))} == {}


def _wheel(folder: Path, name: str = "afterword-9.9.9-py3-none-any.whl") -> Path:
    """The smallest wheel of this name."""
    file = folder / name
    about = "afterword-9.9.9.dist-info"
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("afterword/__init__.py", "")
        made.writestr(
            f"{about}/METADATA", "Metadata-Version: 2.1\nName: afterword\nVersion: 9.9.9\nProvides-Extra: site\n"
        )
        made.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        made.writestr(f"{about}/RECORD", "")
    return file


def test_a_wheel_is_kept_beside_and_pip_installs_that_one_and_asks_nobody_for_its_name(tmp_path: Path) -> None:
    file = _wheel(tmp_path)
    done = invoke(tmp_path, "init", "kb", "--source", file.name)
    assert "it names the wheel that you gave, in wheels/" in done.stdout
    kept = tmp_path / "kb" / "wheels" / file.name
    assert kept.read_bytes() == file.read_bytes()
    pip = [sys.executable, "-I", "-m", "pip", "install", "--dry-run", "--quiet", "--disable-pip-version-check"]
    report = [*pip, "--no-index", "--target", str(tmp_path / "t"), "--report", "-", "-r", "requirements.txt"]
    ran = subprocess.run(report, cwd=tmp_path / "kb", capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    (installed,) = json.loads(ran.stdout)["install"]
    assert installed["download_info"]["url"] == kept.as_uri()
    assert installed["requested_extras"] == ["site"]
    elsewhere = subprocess.run([*report[:-1], "kb/requirements.txt"], cwd=tmp_path, capture_output=True, check=False)
    assert elsewhere.returncode == 1


@pytest.mark.parametrize(
    "name", ["other-1.0-py3-none-any.whl", "afterword.whl", "afterword-1.0-cp311-cp311-linux_x86_64.whl"]
)
def test_a_file_that_is_no_wheel_of_ours_is_refused(name: str, tmp_path: Path) -> None:
    done = invoke(tmp_path, "init", "kb", "--source", str(_wheel(tmp_path, name)))
    assert (done.exit_code, "name a wheel of Afterword" in done.stderr) == (2, True)
    fake = tmp_path / "afterword-1.0-py3-none-any.whl"
    fake.write_text("no zip", "utf-8")
    assert "it is not a wheel" in invoke(tmp_path, "init", "kb", "--source", str(fake)).stderr
    assert not (tmp_path / "kb").exists()


@pytest.mark.parametrize("changed", [False, True])
def test_the_wheel_that_runs_now_is_kept_only_if_it_still_lies_there_unchanged(
    changed: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = _wheel(tmp_path)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    written = json.dumps({"url": file.as_uri(), "archive_info": {"hashes": {"sha256": digest}}})

    class Installed:
        def read_text(self, name: str) -> str | None:
            return written if name == "direct_url.json" else None

    monkeypatch.setattr(origin_module, "distribution", lambda _: Installed())
    if changed:
        with zipfile.ZipFile(file, "a") as made:
            made.writestr("more", "")
    assert invoke(tmp_path, "init", "kb").exit_code == 0
    last = (tmp_path / "kb" / "requirements.txt").read_text("utf-8").splitlines()[-1]
    kept = f"./wheels/{file.name}[site]"
    assert last == (f"afterword[site] @ {origin_module.UNKNOWN}" if changed else kept)
