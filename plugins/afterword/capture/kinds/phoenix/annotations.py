"""The annotations of spans, by name: asked for in batches of spans."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from afterword.capture.kinds.phoenix.asked import Phoenix
from afterword.capture.kinds.phoenix.spans import Spans

_BATCH: Final = 100
"""Spans whose annotations are asked for at once: all their ids stand in the address."""


class Mark(NamedTuple):
    """What one annotation says of a span."""

    span: str
    label: str | None
    score: Any


def annotations_of(phoenix: Phoenix, spans: Spans, name: str) -> list[Mark]:
    """All annotations of a name on spans; raises ``NoAnswer``, since a mean of a part of them would mislead."""
    found: dict[str, Mark] = {}
    ids = sorted(spans.found)
    for start in range(0, len(ids), _BATCH):
        asked = [*(("span_ids", one) for one in ids[start : start + _BATCH]), ("include_annotation_names", name)]
        for row in phoenix.rows("span_annotations", asked):
            span, result = str(row.get("span_id")), row.get("result")
            if row.get("name") == name and span in spans.found:
                said: dict[str, Any] = result if isinstance(result, dict) else {}
                found[str(row.get("id"))] = Mark(span, said.get("label"), said.get("score"))
    return list(found.values())
