"""The edits of each kind of step, and its effect on the data, so that the two can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from afterword.diagnostics import Path
from afterword.migrations.steps import Key, Move, Reword, Step
from afterword.migrations.targets import Target
from afterword.reading import Document, Mapping, Scalar
from afterword.reading.nodes import KeyValue
from afterword.reading.rewriting import replaced, rewritten
from afterword.text.edits import Edit

SPECIAL = "It cannot be edited safely; edit it by hand"
_COLON = re.compile(r"[ \t]*:")


def applies(step: Step, target: Target) -> bool:
    """Whether a value still has the older form."""
    if isinstance(step, Move):
        # A field may move into a list of the same name; if it is a list already, it has moved.
        return step.to.split(".")[0] != target.path[-1] or isinstance(target.value, Scalar)
    return isinstance(target.value, Scalar) and (isinstance(step, Key) or target.value.text in step.words)


def title(step: Step, target: Target) -> str:
    """What a step does at a place, as a sentence without a full stop."""
    if isinstance(step, Move):
        verb = "Move" if "." in step.to else "Rename"
        return f"{verb} `{target.path[-1]}` to `{step.to.replace('.*', '[]')}`"
    word = target.value.text if isinstance(target.value, Scalar) else ""
    return (
        f"Put the value under `{step.key}`" if isinstance(step, Key) else f"Replace `{word}` with `{step.words[word]}`"
    )


def edits(step: Step, target: Target, document: Document) -> list[Edit] | str:
    """The edits of a step at a place, or the reason why there are none, as a sentence without a full stop."""
    if isinstance(step, Move):
        return _move(step, target, document)
    if not isinstance(target.value, Scalar):
        return SPECIAL
    if isinstance(step, Reword):
        edit = rewritten(document, target.value, step.words[target.value.text])
        return [edit] if edit else SPECIAL
    if target.value.start == target.value.end:
        return "It is empty"
    if target.bracketed:
        return [
            Edit(target.value.start, target.value.start, f"{{{step.key}: "),
            Edit(target.value.end, target.value.end, "}"),
        ]
    start, end = target.value.start, target.value.end
    return [Edit(start, start, f"{step.key}: "), *_shifted(document, start, end, 2)]


def on_data(step: Step, path: Path, data: Any) -> None:
    """Apply the same change to plain data."""
    for part in path[:-1]:
        data = data[part]
    key = path[-1]
    if isinstance(step, Reword):
        data[key] = step.words[data[key]]
    elif isinstance(step, Key):
        data[key] = {step.key: data[key]}
    else:
        value = data.pop(key)
        name, *rest = step.to.split(".")
        for part in reversed(rest):
            value = [value] if part == "*" else {part: value}
        data[name] = value


def _move(step: Move, target: Target, document: Document) -> list[Edit] | str:
    name, *inside = step.to.split(".")
    old, key = str(target.path[-1]), target.key
    if key is None or not isinstance(target.parent, Mapping):
        return SPECIAL
    if name != old and name in target.parent.entries:
        return f"`{name}` already exists"
    if inside:
        return _put_inside(name, inside, target, key, document)
    edit = replaced(document, key.start, key.end, old, name)
    return [edit] if edit else SPECIAL


def _put_inside(name: str, inside: list[str], target: Target, key: KeyValue, document: Document) -> list[Edit] | str:
    """Put a single value below a new key, on a line of its own."""
    if not isinstance(target.value, Scalar):
        return "It is not a single value; edit it by hand"
    if target.value.start == target.value.end:
        return "It is empty"
    colon = _COLON.match(document.source.text, key.end)
    if target.bracketed or colon is None:
        return SPECIAL
    _, column = document.source.lines.position(key.start)
    head, shift = f"{name}:\n{' ' * (column - 1)}", 0
    for part in inside:
        head += "  - " if part == "*" else f"{'' if head.endswith('- ') else '  '}{part}:"
        shift += 2
    return [Edit(key.start, colon.end(), head.rstrip(" ")), *_shifted(document, colon.end(), target.value.end, shift)]


def _shifted(document: Document, start: int, end: int, by: int) -> Iterator[Edit]:
    """Indent the lines that begin in a range, all by the same, so that a block text stays the same."""
    text, at = document.source.text, document.source.text.find("\n", start) + 1
    while 0 < at < end:
        if text[at] != "\n":
            yield Edit(at, at, " " * by)
        at = text.find("\n", at) + 1
