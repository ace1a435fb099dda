"""The draft of a review from what a text says: each guess has a comment, and what the check rejects is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from afterword.corpus import Entry
from afterword.diagnostics import Diagnostic, Path, Severity, pointer_path
from afterword.rules import rule_named
from afterword.scaffold import drop, spelled, value_at
from afterword.scaffold.drafting import dumped
from afterword.text.edits import Edit, apply

Judge = Callable[[str], tuple[Entry, tuple[Diagnostic, ...]]]
"""Checks the text of a draft."""

UNSAID: Final = "the text does not say it"
_NEEDED: Final = frozenset({"title", "status", "kind", "severity", "summary", "onset"})
_NEEDED_IN_LISTS: Final = frozenset({"id", "area", "title", "at", "event"})
_ROUNDS: Final = 12
_WIDTH: Final = 110
_DEFINED: Final = re.compile(r"^ {0,3}(\[)[^\]\n]+\]:\s*<?", re.MULTILINE)
_LINK: Final = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)")


class Draft(NamedTuple):
    """A draft, what is wrong with it still, and what was left out."""

    text: str
    errors: tuple[Diagnostic, ...]
    notes: tuple[str, ...]


def drafted(values: Mapping[str, Any], sources: Mapping[str, str], body: str, judge: Judge) -> Draft:
    """A draft with these fields and this narrative, changed until the check takes it or nothing more can be done."""
    notes: list[str] = []
    values = dict(values)
    for _ in range(_ROUNDS):
        text = f"{_front(values, sources)}\n{body}"
        entry, found = judge(text)
        errors = tuple(one for one in found if one.severity is Severity.ERROR)
        if not errors or any(map(is_secret, errors)):
            break
        out = [(path, one) for one in errors if (path := _left_out(values, one))]
        again = body if out else _mended(entry, body, errors)
        if not out and again == body:
            break
        # From the end, so that the numbers of the items before stay right.
        for path in sorted({path for path, _ in out}, reverse=True):
            drop(values, path)
        notes += [f"`{spelled(path)}` was left out: {one.message}" for path, one in out]
        notes += ["a link or a piece of markup that the check refuses is only text now"] if again != body else []
        body = again
    return Draft(text, errors, tuple(notes))


def is_secret(problem: Diagnostic) -> bool:
    """Whether a problem is a secret in the text."""
    rule = rule_named(problem.code)
    return rule is not None and rule.family == "secrets"


def _front(values: Mapping[str, Any], sources: Mapping[str, str]) -> str:
    lines = ["---"]
    for name, value in values.items():
        made = dumped({name: value})
        if source := sources.get(name):
            said = f"# guessed: {source}" if source == UNSAID else f"# guessed from {source}"
            said = " ".join(said.split())
            if (len(made) == 1 or made[0].endswith(":")) and len(made[0]) + len(said) < _WIDTH:
                made[0] += f"  {said}"
            else:
                made.insert(0, said)
        lines += made
    return "\n".join([*lines, "---", ""])


def _left_out(values: Mapping[str, Any], error: Diagnostic) -> Path:
    """The path of what is left out because of an error; empty if every draft needs it."""
    path = pointer_path(error.pointer)
    if not path or path[0] not in values or path[0] in _NEEDED:
        return ()
    if len(path) == 3 and path[2] in _NEEDED_IN_LISTS:
        path = path[:2]
    return path if value_at(values, path) is not None else path[:1]


def _mended(entry: Entry, body: str, errors: tuple[Diagnostic, ...]) -> str:
    """The narrative with the places of errors as plain text."""
    document = entry.document
    if document is None:
        return body
    text, offset = document.source.text, document.frame.body_offset
    edits: dict[int, Edit] = {}
    for error in errors:
        start = document.source.lines.offset(error.span.line, error.span.column) if not error.pointer else -1
        if start < offset:
            continue
        if defined := next((one for one in _DEFINED.finditer(text) if one.end() == start), None):
            edits[defined.start(1)] = Edit(defined.start(1), defined.start(1), "\\")
            continue
        line = text[text.rfind("\n", 0, start) + 1 : (text + "\n").index("\n", start)]
        begin = start - text.rfind("\n", 0, start) - 1
        link = next((one for one in _LINK.finditer(line) if one.start() <= begin <= one.end()), None)
        if link is not None:
            at = start - begin + link.start()
            edits[at] = Edit(at, at + len(link[0]), link[1] or "(link)")
        elif text[:start].rstrip(" \n\t<").endswith("]("):
            at = text.rindex("](", 0, start) + 1
            edits[at] = Edit(at, at, " ")
        elif text[start] == "<":
            edits[start] = Edit(start, start + 1, "&lt;")
        elif text[start] == "&":
            edits[start] = Edit(start, start + 1, "&amp;")
        else:
            end = document.source.lines.offset(error.span.end_line, error.span.end_column)
            edits[start] = Edit(start, end, "`" + text[start:end].replace("`", "'").replace("\n", " ") + "`")
    try:
        return apply(text, edits.values())[offset:]
    except ValueError:
        return body
