"""From YAML text to nodes, event by event, so that nothing malicious is ever built.

Only the events of libyaml are used: its composer recurses and crashes on deep nesting, and its resolver turns ``NO``
into false and ``12:30`` into 750. Here depth and size are checked before anything grows, everything that is not plain
data is refused, and every scalar stays the text that was typed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from sys import intern
from typing import Any, Final

import yaml

from afterword.diagnostics import Problem
from afterword.reading.framing import Frame
from afterword.reading.nodes import FIELD_NAME, KeyValue, Mapping, Node, Scalar, Sequence
from afterword.reading.result import Finding, FindingKind, Refused
from afterword.reading.source import Source, hidden_in
from afterword.reading.syntax import syntax_problem
from afterword.settings.limits import Limits
from afterword.text.characters import character_name, disguised

_SCALAR: Any = yaml.ScalarEvent
Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser; only its events are used."""


_IF_TEXT: Final = "If it is text, quote the value."

AFTER_COMMA: Final = "Quote the value before it: a comma begins a new field."
"""The advice for what is left of a text without quotes."""


def is_rest_of_text(text: str, start: int, entry: KeyValue) -> bool:
    """Whether a field of a mapping that begins at ``start`` stands between braces, without a value or a colon."""
    value = entry.value
    return text[start] == "{" and value.start == value.end and ":" not in text[entry.end : value.end]


def parse_yaml(source: Source, frame: Frame, limits: Limits) -> Node | None:
    """Parse one document, ``None`` where it is empty; raise ``Refused`` with every finding."""
    reader = _Reader(source, frame, limits)
    try:
        root = reader.document()
    except yaml.MarkedYAMLError as error:
        reader.findings.append((FindingKind.YAML_SYNTAX, syntax_problem(source, frame, error)))
        root = None
    if reader.findings:
        raise Refused(reader.findings)
    return root


def parse_front_matter(source: Source, frame: Frame, limits: Limits) -> Mapping:
    """Parse the front matter; raise ``Refused`` with every finding."""
    root = parse_yaml(source, frame, limits)
    if not isinstance(root, Mapping):
        problem = Problem(
            "The front matter is not a mapping of fields",
            source.lines.span(frame.front_offset + 1, frame.front_offset + 2),
            "Write `field: value` on each line.",
        )
        raise Refused([(FindingKind.FRAMING, problem)])
    return root


@lru_cache(maxsize=1024)
def field_name(text: str) -> str | None:
    """A key that is a valid field name; cached, because all reviews use the same ones."""
    return intern(text) if FIELD_NAME.fullmatch(text) else None


class _Reader:
    """Pulls events and builds nodes; findings that do not stop the parsing are collected."""

    def __init__(self, source: Source, frame: Frame, limits: Limits) -> None:
        self.source, self.limits, self.most = source, limits, limits.nodes
        self.offset = frame.front_offset
        self.findings: list[Finding] = []
        self.nodes = 0
        self.next: Callable[[], Any] = Loader(frame.front_matter).get_event

    def document(self) -> Node | None:
        self.next()  # the start of the stream
        start = self.next()
        if not isinstance(start, yaml.DocumentStartEvent):
            return None
        if start.version or start.tags:
            self._refuse(FindingKind.YAML_FEATURE, start, "A YAML directive", "Delete it.")
        root = self._node(self.next(), 1)
        self.next()  # the end of the document
        extra = self.next()
        if isinstance(extra, yaml.DocumentStartEvent):
            self._refuse(
                FindingKind.FRAMING, extra, "A second YAML document", "Keep one document between the `---` lines."
            )
        return root

    def _node(self, event: Any, depth: int) -> Node:
        # The limit on nesting bounds the recursion.
        self.nodes += 1
        if self.nodes > self.most:
            self._stop(event, f"The file has more than {self.most:,} values", "nodes")
        kind = event.__class__  # there are thousands of events, so each test is the cheapest possible
        if kind is _SCALAR and not event.anchor and not event.tag:
            return self._scalar(event)
        if kind is yaml.AliasEvent:
            self._refuse(
                FindingKind.YAML_FEATURE,
                event,
                f"The alias `*{str(event.anchor)[:40]}`",
                f"Write the value out instead. {_IF_TEXT}",
            )
            return Scalar("", False, *self._range(event))
        if event.anchor:
            self._refuse(
                FindingKind.YAML_FEATURE, event, f"The anchor `&{event.anchor[:40]}`", f"Delete it. {_IF_TEXT}"
            )
        if event.tag:
            self._refuse(
                FindingKind.YAML_FEATURE,
                event,
                f"The tag `{event.tag[:60]}`",
                f"Delete it: the schema defines the type. {_IF_TEXT}",
            )
        if kind is _SCALAR:
            return self._scalar(event)
        if depth > self.limits.nesting:
            self._stop(event, f"Values are nested more than {self.limits.nesting} levels deep", "nesting")
        return self._mapping(event, depth) if kind is yaml.MappingStartEvent else self._list(event, depth)

    def _scalar(self, event: Any) -> Scalar:
        text, style = event.value, event.style
        if len(text) > self.limits.scalar:
            self._refuse(FindingKind.OVER_LIMIT, event, f"The value has {len(text):,} characters and", "", "scalar")
        # In double quotes an escape can produce a character that the file itself may not contain.
        for at in hidden_in(text)[:1] if style == '"' else ():
            what = f"The escaped character {character_name(text[at])}"
            self._refuse(FindingKind.HIDDEN_CHARACTER, event, what, "Delete it, or write a space.")
        return Scalar(text, not style, self.offset + event.start_mark.index, self.offset + event.end_mark.index)

    def _list(self, start: Any, depth: int) -> Sequence:
        items: list[Node] = []
        while (event := self.next()).__class__ is not yaml.SequenceEndEvent:
            items.append(self._node(event, depth + 1))
        return Sequence(items, *self._head(start))

    def _mapping(self, start: Any, depth: int) -> Mapping:
        entries: dict[str, KeyValue] = {}
        while (event := self.next()).__class__ is not yaml.MappingEndEvent:
            key = self._node(event, depth + 1)
            value = self._node(self.next(), depth + 1)
            entry = KeyValue(key.start, key.end, value)
            name = self._key(key, entry, start)
            if name is None:
                continue
            if name in entries:
                first, again = (self.source.lines.position(one.start) for one in (entries[name], key))
                places = f"on line {first[0]} and on line {again[0]}"
                if first[0] == again[0]:
                    places = f"on line {first[0]}, in column {first[1]} and in column {again[1]}"
                message = f"`{name}` is set twice, {places}"
                self._find(FindingKind.DUPLICATE_KEY, key, message, "Delete one of the two.")
            else:
                entries[name] = entry
        return Mapping(entries, *self._head(start))

    def _key(self, key: Node, entry: KeyValue, mapping: Any) -> str | None:
        if isinstance(key, Scalar) and key.text == "<<" and key.plain:
            message, help_ = "The merge key `<<` is not allowed here", "Write the fields out instead."
            self._find(FindingKind.YAML_FEATURE, key, message, help_)
        elif not isinstance(key, Scalar) or len(key.text) > self.limits.key or not (name := field_name(key.text)):
            shown = f"`{key.text[:40]}`" if isinstance(key, Scalar) else "A list or a mapping"
            odd = disguised(key.text[: self.limits.key]) if isinstance(key, Scalar) else ""
            help_ = f"Use lower-case letters, digits and underscores, at most {self.limits.key} characters."
            if is_rest_of_text(self.source.text, self.offset + mapping.start_mark.index, entry):
                help_ = AFTER_COMMA
            message = f"{shown} is not a valid field name{f': {odd}' if odd else ''}"
            self._find(FindingKind.MALFORMED_KEY, key, message, help_)
        else:
            return name
        return None

    def _range(self, event: Any) -> tuple[int, int]:
        return self.offset + event.start_mark.index, self.offset + event.end_mark.index

    def _head(self, event: Any) -> tuple[int, int]:
        start = self.offset + event.start_mark.index
        return start, start + 1

    def _find(self, kind: FindingKind, node: Node, message: str, help_: str) -> None:
        span = self.source.lines.span(node.start, node.end)
        self.findings.append((kind, Problem(message, span, help_)))

    def _refuse(self, kind: FindingKind, event: Any, what: str, help_: str, limit: str = "") -> None:
        problem = Problem(
            f"{what} is not allowed here" if not limit else f"{what} is too long",
            self.source.lines.span(*self._range(event)),
            self.limits.raising(limit) if limit else help_,
        )
        self.findings.append((kind, problem))

    def _stop(self, event: Any, message: str, limit: str) -> None:
        span = self.source.lines.span(*self._range(event))
        self.findings.append((FindingKind.OVER_LIMIT, Problem(message, span, self.limits.raising(limit))))
        raise Refused(self.findings)
