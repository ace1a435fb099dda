"""A tool, and what its answer rests on."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from afterword.mcp.library import MOST, Library

Given = Mapping[str, Any]
"""The arguments of a call, which have the shape that the tool declares."""

Result = Mapping[str, Any]
"""The result of a call, as the protocol writes it."""


class Ran(NamedTuple):
    """What a command printed, what it printed as errors, and its exit code."""

    printed: str
    errors: str
    code: int


class Sources(NamedTuple):
    """What answers rest on: ``run`` runs a command of ours with its standard input, and ``library`` reads the pages.

    ``library`` raises ``NotAnsweredError`` if the knowledge base cannot be read.
    """

    run: Callable[[Sequence[str], str], Ran]
    library: Callable[[], Library]


@dataclass(frozen=True)
class Tool:
    """A tool of an agent; ``answer`` raises ``NotAnsweredError``."""

    name: str
    title: str
    description: str
    answer: Callable[[Sources, Given], Result]
    arguments: Mapping[str, Any] = field(default_factory=dict)
    required: tuple[str, ...] = ()

    def declared(self) -> Mapping[str, Any]:
        """The tool as the protocol declares it."""
        return {
            "name": self.name,
            "title": self.title,
            "description": self.description,
            "inputSchema": self.schema,
            "annotations": {"readOnlyHint": True, "openWorldHint": False},
        }

    @property
    def schema(self) -> Mapping[str, Any]:
        """The JSON Schema of the arguments."""
        return {
            "type": "object",
            "properties": dict(self.arguments),
            "required": list(self.required),
            "additionalProperties": False,
        }


def text_argument(description: str, longest: int = 200) -> Mapping[str, Any]:
    """The schema of an argument that is a text of at most so many characters."""
    return {"type": "string", "minLength": 1, "maxLength": longest, "description": description}


def most_argument(default: int = MOST) -> Mapping[str, Any]:
    """The schema of the number of items that an answer has at most."""
    return {"type": "integer", "minimum": 1, "maximum": 100, "description": f"Items at most. Default: {default}"}


def said(*texts: str) -> Result:
    """A result that is text."""
    return {"content": [{"type": "text", "text": text} for text in texts]}


def structured(data: Mapping[str, Any], *notes: str) -> Result:
    """A result that is data; older clients read it as a text."""
    return {**said(json.dumps(data, ensure_ascii=False), *notes), "structuredContent": data}
