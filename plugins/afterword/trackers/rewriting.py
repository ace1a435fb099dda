"""The edits that update the status of an action, in the style in which its author wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from afterword.reading import Document, Mapping, Scalar, Sequence
from afterword.text.edits import Edit
from afterword.trackers.following import Change


class NotRewritten(Exception):  # noqa: N818  # it is an answer, not an error of the program
    """The action cannot be edited safely; the message says why, as a sentence without a full stop."""


def edits_for(document: Document, position: int, change: Change) -> tuple[Edit, ...]:
    """The edits for the action at a position; raises ``NotRewritten``."""
    entry = document.root.entries.get("actions")
    actions = entry.value if entry else None
    if not isinstance(actions, Sequence) or position >= len(actions.items):
        raise NotRewritten("The file has changed in the meantime")
    action = actions.items[position]
    if not isinstance(action, Mapping):
        raise NotRewritten("The file has changed in the meantime")
    return tuple(_edits(document.source.text, action, change))


def _edits(text: str, action: Mapping, change: Change) -> Iterator[Edit]:
    if change.closed is None and "closed" in action.entries and "status" not in action.entries:
        # The status takes the place of the date.
        yield Edit(action.entries["closed"].start, _scalar(action, "closed").end, f"status: {change.status}")
        return
    new: list[tuple[str, str]] = []
    after = "status" if "status" in action.entries else "id"
    if "status" in action.entries:
        if _written(text, action, "status") != change.status:
            yield _with_value(text, action, "status", change.status)
    else:
        new.append(("status", change.status))
    if change.closed is None:
        if "closed" in action.entries:
            yield _without(text, action, "closed")
    elif "closed" in action.entries:
        if _written(text, action, "closed") != change.closed.isoformat():
            yield _with_value(text, action, "closed", change.closed.isoformat())
    else:
        new.append(("closed", change.closed.isoformat()))
    if new:
        yield _added(text, action, after, new)


def _scalar(action: Mapping, name: str) -> Scalar:
    value = action.entries[name].value
    if not isinstance(value, Scalar):
        raise NotRewritten(f"`{name}` is not a single value; edit it by hand")
    return value


def _written(text: str, action: Mapping, name: str) -> str:
    value = _scalar(action, name)
    return text[value.start : value.end].strip("\"'")


def _with_value(text: str, action: Mapping, name: str, word: str) -> Edit:
    value = _scalar(action, name)
    if "\n" in text[value.start : value.end]:
        raise NotRewritten(f"`{name}` spans several lines; edit it by hand")
    quote = text[value.start] if text[value.start : value.start + 1] in {'"', "'"} else ""
    return Edit(value.start, value.end, f"{quote}{word}{quote}")


def _in_brackets(text: str, action: Mapping) -> bool:
    return text[action.start : action.start + 1] == "{"


def _added(text: str, action: Mapping, after: str, fields: list[tuple[str, str]]) -> Edit:
    """Fields after another: within the brackets, or on lines of their own."""
    key, value = action.entries[after], _scalar(action, after)
    if _in_brackets(text, action):
        return Edit(value.end, value.end, "".join(f", {name}: {word}" for name, word in fields))
    end = text.index("\n", value.end)
    indent = " " * (key.start - (text.rfind("\n", 0, key.start) + 1))
    # The end of the line is repeated, so that the new lines have the same.
    return Edit(end, end + 1, "\n" + "".join(f"{indent}{name}: {word}\n" for name, word in fields))


def _without(text: str, action: Mapping, name: str) -> Edit:
    key, value = action.entries[name], _scalar(action, name)
    if _in_brackets(text, action):
        before = text[action.start : key.start].rstrip()
        if before.endswith(","):
            start, end = action.start + len(before) - 1, value.end
        else:
            # It is the first field, and is removed with the comma after it.
            start, end = key.start, min(other.start for other in action.entries.values() if other.start > key.start)
        if "\n" in text[start:end]:
            raise NotRewritten(f"`{name}` spans several lines; edit it by hand")
        return Edit(start, end, "")
    start, end = text.rfind("\n", 0, key.start) + 1, text.index("\n", value.end) + 1
    if text[start : key.start].strip():
        raise NotRewritten(f"`{name}` is the first field of the item; edit it by hand")
    return Edit(start, end, "")


def expected(data: dict[str, object], position: int, change: Change) -> dict[str, object]:
    """The front matter that the edited file must have, with nothing else changed."""
    actions = data.get("actions")
    listed = list(actions) if isinstance(actions, list) else []
    action = {name: value for name, value in dict(listed[position]).items() if name not in {"status", "closed"}}
    day: date | None = change.closed
    listed[position] = action | {"status": change.status} | ({"closed": day.isoformat()} if day else {})
    return data | {"actions": listed}
