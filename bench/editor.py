"""What the language server takes for its answers in a large base: ``python -m bench.editor --count 1000``.

One review of the base is open, as a draft that somebody types in. What is measured is the work between a pause in the
typing and the answer, and not the pause itself; it is compared with reading and validating that one file alone.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import Final

import frontmatter
import jsonschema
from lsprotocol import types

from afterword.lsp.answers import completion
from afterword.lsp.base import Base
from afterword.lsp.messages import Words, diagnostics
from afterword.lsp.positions import Positions
from afterword.lsp.workspace import OpenBase, OpenPage
from bench.generate import REPOSITORY, generate
from bench.measure import processor

_TIMES: Final = 15
_AS_OF: Final = date(2027, 1, 1)
_MOST: Final = 100


def ratios() -> dict[str, float]:
    """What an answer takes against the usual way to look at one file."""
    seconds = measured(1000, 7)
    return {name: seconds[name] / seconds["peer"] for name in ("diagnostics", "completion")}


def measured(reviews: int, seed: int) -> dict[str, float]:
    """The seconds of processor of the first check, of each answer, and of the ``peer``."""
    with tempfile.TemporaryDirectory(prefix="afterword-bench-") as folder:
        home = Path(folder).resolve() / "base"
        generate(reviews, seed, home)
        file = min((home / "postmortems").glob("*.md"))
        path, text = file.relative_to(home).as_posix(), _draft(file.read_text("utf-8"))
        base, typed = Base(home, lambda: _AS_OF), _typed(text)
        first = processor(1, lambda: base.check({path: text}))
        open_base = OpenBase(base, checked=base.check({path: text}))
        validator = jsonschema.Draft202012Validator(json.loads(_schema()))
        return {
            "first": first,
            "diagnostics": processor(_TIMES, lambda: _diagnostics(base, path, next(typed))),
            "completion": processor(_TIMES, lambda: _complete(open_base, path)),
            "peer": processor(_TIMES, lambda: list(validator.iter_errors(frontmatter.loads(text).metadata))),
        }


def _draft(text: str) -> str:
    """A draft is asked more than a review that is published: whether it repeats an incident of the past."""
    return re.sub(r"^status: .*$", "status: draft", text, count=1, flags=re.MULTILINE)


def _typed(text: str) -> Iterator[str]:
    """The text with one character more, again and again."""
    return (text + "x" * number for number in count(1))


def _diagnostics(base: Base, path: str, text: str) -> None:
    checked = base.check({path: text})
    diagnostics(checked.found.get(path, []), Words(Positions(text, "utf-16")), _MOST)


def _complete(open_base: OpenBase, path: str) -> None:
    page = OpenPage(open_base, path, Words(Positions("---\nrelated: [{id: \n---\n", "utf-16")))
    if not completion(page, types.Position(1, 15)):
        raise AssertionError("nothing is offered, so nothing is measured")


def _schema() -> str:
    return (REPOSITORY / "schema" / "postmortem.schema.json").read_text("utf-8")


def main() -> None:
    """Read the command line, measure, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.editor", description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=7)
    wanted = parser.parse_args()
    seconds = measured(wanted.count, wanted.seed)
    rows = {
        "first": "the first check, which reads every file",
        "diagnostics": "the problems after a keystroke",
        "completion": "a completion of the ids of reviews",
        "peer": "reading and validating the one file with python-frontmatter and jsonschema",
    }
    print(f"\n### An editor and {wanted.count:,} reviews\n\n| what | milliseconds of processor |\n|---|---|")
    for name, said in rows.items():
        print(f"| {said} | {seconds[name] * 1000:,.0f} |")


if __name__ == "__main__":
    main()
