"""From front matter directly to data, without nodes and positions, if nothing in it is unusual.

Anything that ``reading.yaml_nodes`` would refuse or report is left to it: there is no data then. A test checks that
the two agree on everything else.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml

from afterword.reading.source import hidden_in
from afterword.reading.yaml_nodes import Loader, field_name
from afterword.schema.fields import Field
from afterword.schema.typed import NULLS, typed_scalar
from afterword.settings.limits import Limits

_SCALAR: Any = yaml.ScalarEvent
_MAPPING: Any = yaml.MappingStartEvent
_MAPPING_END: Any = yaml.MappingEndEvent
_LIST_END: Any = yaml.SequenceEndEvent


class _UnusualError(Exception):
    """There is something to report about the file."""


def straight(front_matter: str, limits: Limits, field: Field) -> dict[str, Any] | None:
    """The front matter as the schema types it; ``None`` where it needs the full reader."""
    reader = _Reader(front_matter, limits)
    try:
        return reader.document(field)
    except (_UnusualError, yaml.MarkedYAMLError):
        return None


class _Reader:
    """Pulls events and builds data. There are thousands of events, so each test is the cheapest possible."""

    def __init__(self, front_matter: str, limits: Limits) -> None:
        self.limits, self.left = limits, limits.nodes
        self.next: Callable[[], Any] = Loader(front_matter).get_event
        # What the whole text has no sign of need not be asked of each value, and none is longer than the text.
        self.plain = len(front_matter) <= limits.scalar and not any(map(front_matter.__contains__, "&*!\\"))

    def document(self, field: Field) -> dict[str, Any]:
        self.next()  # the start of the stream
        start = self.next()
        if start.__class__ is not yaml.DocumentStartEvent or start.version or start.tags:
            raise _UnusualError
        root = self.next()
        if root.__class__ is not _MAPPING or root.anchor or root.tag or not self.limits.nesting:
            raise _UnusualError
        data = self._mapping(field, 1)
        self.next()  # the end of the document
        if self.next().__class__ is not yaml.StreamEndEvent or self.left < 1:
            raise _UnusualError
        return data

    def _mapping(self, field: Field | None, depth: int) -> dict[str, Any]:
        next_, plain, children = self.next, self.plain, field.children if field else {}
        most = min(self.limits.key, self.limits.scalar)
        data: dict[str, Any] = {}
        while (key := next_()).__class__ is not _MAPPING_END:
            if key.__class__ is not _SCALAR or not (plain or self._bare(key)):
                raise _UnusualError
            text = key.value
            if len(text) > most or not (name := field_name(text)) or name in data:
                raise _UnusualError
            event, child = next_(), children.get(name)
            if plain and event.__class__ is _SCALAR:
                data[name] = event.value if event.style else _typed(event.value, child)
            else:
                data[name] = self._value(event, child, depth)
        self.left -= 2 * len(data)
        return data

    def _list(self, field: Field | None, depth: int) -> list[Any]:
        next_, plain, data = self.next, self.plain, []
        while (item := next_()).__class__ is not _LIST_END:
            if plain and item.__class__ is _SCALAR:
                data.append(item.value if item.style else _typed(item.value, field))
            else:
                data.append(self._value(item, field, depth))
        self.left -= len(data)
        return data

    def _value(self, event: Any, field: Field | None, depth: int) -> Any:
        kind = event.__class__
        if kind is yaml.AliasEvent or not (self.plain or self._bare(event)):
            raise _UnusualError
        if kind is _SCALAR:
            return event.value if event.style else _typed(event.value, field)
        if depth >= self.limits.nesting or self.left < 1:
            raise _UnusualError
        if kind is _MAPPING:
            return self._mapping(field, depth + 1)
        return self._list(field.item if field else None, depth + 1)

    def _bare(self, event: Any) -> bool:
        """Whether an event has no anchor and no tag, and a scalar nothing that the reader would refuse."""
        if event.anchor or event.tag:
            return False
        if event.__class__ is not _SCALAR:
            return True
        text = event.value
        return len(text) <= self.limits.scalar and not (event.style == '"' and hidden_in(text))


def _typed(text: str, field: Field | None) -> Any:
    if field is None or field.kind == "string":
        return None if text in NULLS else text
    return typed_scalar(text, field.kind)
