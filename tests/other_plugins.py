"""How other plugins get on with ours, measured by a build with each of them, before ours and behind it.

``python -m tests.other_plugins --write`` puts the table into the guide. The plugins lie in a folder of their own, which
``scripts/ensure-other-plugins`` fills.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import traceback
from collections.abc import Iterator, Mapping
from importlib import import_module
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NoReturn

import yaml
from bench.generate import generate
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from tests.made import REPOSITORY
from tests.plugins_measured import OTHERS, Other

GUIDE = REPOSITORY / "docs" / "guides" / "settings.md"
TABLE = re.compile(r"(?<=<!-- plugins -->\n\n).*?(?=\n<!-- /plugins -->)", re.DOTALL)
ENSURE = REPOSITORY / "scripts" / "ensure-other-plugins"
ORDERS = ("before", "behind")
CANARY = "kept-out-of-every-page"
ALIKE = ("classes/", "destinations/", "layers/", "patterns/", "readiness/", "reference/")
"""Folders whose pages go the way of a review and of the lists that stay, and are most of the pages."""
TRACEBACK = 70
"""How a process ends whose build ended in a traceback."""

HOSTILE = """
{{ 6 * 7000 }} {{ read_csv("secret.csv") }} {% raw %}

::: secret_module

```python exec="on"
print("4" + "2000")
```
"""
"""Words of an author that some plugin would take for instructions."""


def outcomes(folder: str) -> dict[str, list[str]]:
    """What became of the build with each plugin, ``works`` or the last that was said, by name in both orders."""
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(REPOSITORY), folder]),
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.other_plugins", "--measure"],
        cwd=REPOSITORY,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def table(found: Mapping[str, list[str]]) -> str:
    """The table of the guide."""
    rows = (f"| `{other.name}` | {_cell(other, found[other.name])} |" for other in OTHERS)
    return "\n".join(["| plugin | with afterword |", "|---|---|", *rows, ""])


def _cell(other: Other, said: list[str]) -> str:
    first, second = said
    if first == second == "works":
        return f"works; {other.note}" if other.note else "works"
    if first == second:
        return f"cannot: {first}"
    return f"works behind afterword; before it: {first}" if second == "works" else f"works before it: {second}"


def measure() -> dict[str, list[str]]:
    """Build with each plugin in a process of its own, as many at once as there are processors."""
    making = import_module("afterword.mkdocs_adapter.making")
    every = vars(making)["build_pages"]
    vars(making)["build_pages"] = lambda *given: [one for one in every(*given) if not one.path.startswith(ALIKE)]
    _keep_templates()
    with TemporaryDirectory() as made:
        root = Path(made)
        _lay_out(root / "base")
        _begin(root / "base", root / "first")
        running: dict[int, tuple[str, str]] = {}
        said: dict[tuple[str, str], str] = {}
        for other, order in product(OTHERS, ORDERS):
            if len(running) == len(os.sched_getaffinity(0)):
                _finish(root, running, said)
            folder = _copied(root / "base", root / f"{other.name}-{order}", other, order)
            if (child := os.fork()) == 0:
                _build(folder)
            running[child] = other.name, order
        while running:
            _finish(root, running, said)
    return {other.name: [said[other.name, order] for order in ORDERS] for other in OTHERS}


class _Compiled(BytecodeCache):
    """The templates that a build has compiled, for the copies of its process."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._codes[bucket.key, bucket.checksum] = bucket.code


def _keep_templates() -> None:
    theme, kept = import_module("mkdocs.theme").Theme, _Compiled()
    vars(import_module("afterword.mkdocs_adapter.arranging"))["_COMPILED"] = kept
    begin = theme.get_env

    def begun(self: Any) -> Environment:
        environment: Environment = begin(self)
        environment.bytecode_cache = kept
        return environment

    theme.get_env = begun


def _lay_out(base: Path) -> None:
    generate(2, 7, base)
    review = next((base / "postmortems").glob("*.md"))
    review.write_text(review.read_text("utf-8") + HOSTILE, "utf-8")
    (base / "docs" / "guide.md").write_text("# Guide\n\nBy hand.\n", "utf-8")
    for path in ("secret.csv", "docs/secret.csv", "secret_module.py"):
        (base / path).write_text(f'"""{CANARY}"""\n', "utf-8")
    lines = ("import mkdocs_gen_files", "with mkdocs_gen_files.open('x.md', 'w') as file:", "    file.write('# X')")
    (base / "gen.py").write_text("\n".join((*lines, "")), "utf-8")
    for command in ("init --quiet", "add .", "-c user.name=a -c user.email=a@example.org commit --quiet -m a"):
        subprocess.run(["git", *command.split()], cwd=base, check=True, capture_output=True)


def _copied(base: Path, folder: Path, other: Other, order: str) -> Path:
    shutil.copytree(base, folder)
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(other.config(order), sort_keys=False), "utf-8")
    return folder


def _begin(base: Path, folder: Path) -> None:
    """Build once in this process: the others, its copies, have read the words, the templates and the charts already.

    The drawing of charts does not survive in a copy, so one that is not the same as here is an error there.
    """
    os.chdir(_copied(base, folder, Other("search"), "before"))
    import_module("mkdocs.__main__").cli(["build", "--strict", "--quiet"], standalone_mode=False)
    drawing = import_module("afterword.graphics.charts.drawing")

    def refuse(spec: str) -> NoReturn:
        raise AssertionError(f"a chart is not the one of the first build: {spec}")

    vars(drawing)["drawn"] = refuse


def _finish(root: Path, running: dict[int, tuple[str, str]], said: dict[tuple[str, str], str]) -> None:
    child, status = os.wait()
    name, order = running.pop(child)
    said[name, order] = _said(root / f"{name}-{order}", os.waitstatus_to_exitcode(status))


def _build(folder: Path) -> NoReturn:
    """Build in this process, and end it."""
    os.chdir(folder)
    with Path("said.txt").open("w", encoding="utf-8") as said:
        os.dup2(said.fileno(), 1)
        os.dup2(said.fileno(), 2)
    code = TRACEBACK
    try:
        import_module("mkdocs.__main__").cli(["build", "--strict"])
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:  # noqa: BLE001  # the process ends here
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _said(folder: Path, code: int) -> str:
    text = (folder / "said.txt").read_text("utf-8")
    if code == TRACEBACK:
        return f"ends in a traceback: {text.splitlines()[-1]}"
    if code:
        return _sentence(text)
    return next(_harm(folder), "works")


def _harm(folder: Path) -> Iterator[str]:
    """What a build that ended well did that it should not have done."""
    pages = {
        path.relative_to(folder / "site").as_posix(): path.read_text("utf-8") for path in folder.rglob("site/**/*.html")
    }
    reviews = [path.stem for path in sorted((folder / "postmortems").glob("*.md"))]
    for page in ("index.html", "guide/index.html", *(f"postmortems/{name}/index.html" for name in reviews)):
        if page not in pages and page.replace("/index.html", ".html") not in pages:
            yield f"{page} is missing"
    for path, page in pages.items():
        if CANARY in page or re.search(r"\b42000\b", page):
            yield f"words of an author are taken for instructions on {path}"


def _sentence(text: str) -> str:
    """The last that was said, without its level."""
    lines = [line for line in text.splitlines() if re.match(r"(WARNING|ERROR) +- ", line) or line.startswith("Error: ")]
    return re.sub(r"^(WARNING|ERROR) +-\s+|^Error: ", "", lines[-1]) if lines else text.strip()[-300:]


def main(arguments: list[str]) -> None:
    if arguments == ["--measure"]:
        json.dump(measure(), sys.stdout)
        return
    folder = subprocess.run([ENSURE], capture_output=True, text=True, check=True).stdout.strip()
    made = table(outcomes(folder))
    if arguments == ["--write"]:
        GUIDE.write_text(TABLE.sub(lambda _: made, GUIDE.read_text("utf-8")), "utf-8")
    else:
        sys.stdout.write(made)


if __name__ == "__main__":
    main(sys.argv[1:])
