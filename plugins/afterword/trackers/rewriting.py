"""The edits that bring the status of an action up to date, in the notation in which its author wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from afterword.reading import Document, Mapping, Scalar, Sequence
from afterword.text.edits import Edit
from afterword.trackers.following import Change


class NotRewritten(Exception):  # noqa: N818  # it is an answer, not an error of the program
    """The action is written so that it is not touched; the message says why, as a sentence without its full stop."""


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
        # The one takes the place of the other.
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
        raise NotRewritten(f"`{name}` is no single value")
    return value


def _written(text: str, action: Mapping, name: str) -> str:
    value = _scalar(action, name)
    return text[value.start : value.end].strip("\"'")


def _with_value(text: str, action: Mapping, name: str, word: str) -> Edit:
    value = _scalar(action, name)
    if "\n" in text[value.start : value.end]:
        raise NotRewritten(f"`{name}` is written over several lines")
    quote = text[value.start] if text[value.start : value.start + 1] in {'"', "'"} else ""
    return Edit(value.start, value.end, f"{quote}{word}{quote}")


def _in_brackets(text: str, action: Mapping) -> bool:
    return text[action.start : action.start + 1] == "{"


def _added(text: str, action: Mapping, after: str, fields: list[tuple[str, str]]) -> Edit:
    """Fields behind another: within the brackets, or on lines of their own."""
    key, value = action.entries[after], _scalar(action, after)
    if _in_brackets(text, action):
        return Edit(value.end, value.end, "".join(f", {name}: {word}" for name, word in fields))
    end = text.index("\n", value.end)
    indent = " " * (key.start - (text.rfind("\n", 0, key.start) + 1))
    # The end of the line is put in again, so that the new lines end as it does.
    return Edit(end, end + 1, "\n" + "".join(f"{indent}{name}: {word}\n" for name, word in fields))


def _without(text: str, action: Mapping, name: str) -> Edit:
    key, value = action.entries[name], _scalar(action, name)
    if _in_brackets(text, action):
        before = text[action.start : key.start].rstrip()
        if before.endswith(","):
            start, end = action.start + len(before) - 1, value.end
        else:
            # It stands first, and goes together with the comma behind it.
            start, end = key.start, min(other.start for other in action.entries.values() if other.start > key.start)
        if "\n" in text[start:end]:
            raise NotRewritten(f"`{name}` is written over several lines")
        return Edit(start, end, "")
    start, end = text.rfind("\n", 0, key.start) + 1, text.index("\n", value.end) + 1
    if text[start : key.start].strip():
        raise NotRewritten(f"`{name}` stands at the beginning of the item")
    return Edit(start, end, "")


def expected(data: dict[str, object], position: int, change: Change) -> dict[str, object]:
    """The front matter as it must be read once the edits are made; nothing else of it may differ."""
    actions = data.get("actions")
    listed = list(actions) if isinstance(actions, list) else []
    one = {name: value for name, value in dict(listed[position]).items() if name not in {"status", "closed"}}
    day: date | None = change.closed
    listed[position] = one | {"status": change.status} | ({"closed": day.isoformat()} if day else {})
    return data | {"actions": listed}
