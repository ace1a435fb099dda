"""The questions about what is in a file already and not complete: the owner of an action, a text of the template."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from afterword.cli.asking import Asking, LeftOut
from afterword.diagnostics import Diagnostic, Path, Severity, pointer_path
from afterword.model.unwritten import UNWRITTEN
from afterword.scaffold import field_of, leaves, problems_with, spelled, value_at

_ACTION: Final = ("owner", "status", "due", "review_by")


def complete(asking: Asking) -> None:
    """Ask for what the entries of a review lack, and for what still has the words of the template."""
    for path, text in [*leaves(asking.values)]:
        if text.startswith(UNWRITTEN):
            _ask(asking, path)
    tried: set[Path] = set()
    while path := next((one for one in _missing(asking) if one not in tried), ()):
        tried.add(path)
        _ask(asking, path)


def _ask(asking: Asking, path: Path) -> None:
    field = field_of(spelled(path), asking.judging.contract.fields)
    if field is None or field.children or field.item is not None:
        return
    of = str(value_at(asking.values, (*path[:-1], "title")) or "") if len(path) > 1 else ""
    prompt = field.prompt or field.description
    try:
        asking.ask(field, path, needed=True, prompt=f"{of}: {prompt}" if of else prompt)
    except LeftOut:
        asking.answers.take(path, "")


def _missing(asking: Asking) -> Iterator[Path]:
    """The paths below the top that the check misses."""
    for problem in problems_with(asking.values, asking.judging):
        if problem.severity is Severity.ERROR:
            yield from _paths(problem, asking)


def _paths(problem: Diagnostic, asking: Asking) -> Iterator[Path]:
    path = pointer_path(problem.pointer)
    if problem.code == "AW101" and len(path) > 1 and value_at(asking.values, path) is None:
        yield path
    if problem.code == "AW301":
        yield from ((*path[:-1], name) for name in _ACTION if f"`{name}`" in problem.message)
