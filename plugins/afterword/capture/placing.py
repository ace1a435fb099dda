"""Where one more row of ``diagnosis.evidence`` goes in a front matter, in the style in which its author wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import yaml

from afterword.reading import Document
from afterword.reading.places import Place, composed, value_of
from afterword.reading.rewriting import as_scalar
from afterword.text.edits import Edit

_EXAMPLE: Final = re.compile(r"^# diagnosis:[^\n]*\n(?:# [ -][^\n]*\n)*", re.MULTILINE)
_INDENT: Final = 2


class NoPlace(Exception):  # noqa: N818  # it is an answer, not an error of the program
    """There is no safe place; the message says why, as a sentence without a full stop."""


def edits(document: Document, row: Mapping[str, str], order: Sequence[str]) -> Iterator[Edit]:
    """Edits that would put in the row, the best one first; who takes one checks what the file says after it.

    ``order`` are the fields of a review in the order of the schema.
    """
    fields = {name: as_scalar(value) for name, value in row.items()}
    root, place = composed(document)
    diagnosis = value_of(root, "diagnosis")
    if diagnosis is None:
        yield from _new_group(document, place, root, fields, order)
        return
    evidence = value_of(diagnosis, "evidence")
    if evidence is None:
        yield from _new_list(place, diagnosis, fields)
    elif isinstance(evidence, yaml.SequenceNode) and evidence.value:
        yield from _new_item(place, evidence, fields)


def _new_item(place: Place, evidence: yaml.SequenceNode, fields: Mapping[str, str]) -> Iterator[Edit]:
    last = evidence.value[-1]
    if evidence.flow_style:
        at = place.end(last)
        yield Edit(at, at, f", {_in_brackets(fields)}")
        return
    # The dash before the last item, and how far its content is from it.
    dash = place.text.rfind("-", 0, place.start(last))
    margin, gap = " " * place.column(dash), " " * (place.start(last) - dash - 1)
    yield place.on_lines(last, _item(fields, margin, gap, flow=bool(last.flow_style)), len(margin) + 1)


def _new_list(place: Place, diagnosis: yaml.Node, fields: Mapping[str, str]) -> Iterator[Edit]:
    if not isinstance(diagnosis, yaml.MappingNode) or not diagnosis.value:
        return
    key, value = diagnosis.value[-1]
    if diagnosis.flow_style:
        at = place.end(value)
        yield Edit(at, at, f", evidence: [{_in_brackets(fields)}]")
        return
    margin = " " * place.column(place.start(key))
    yield place.on_lines(value, _list(fields, margin), len(margin))


def _new_group(
    document: Document, place: Place, root: Any, fields: Mapping[str, str], order: Sequence[str]
) -> Iterator[Edit]:
    """After the example of it, or else after the last field that comes before it in the schema, or else at the end."""
    if not isinstance(root, yaml.MappingNode) or not root.value:
        return
    if root.flow_style:
        at = place.end(root.value[-1][1])
        yield Edit(at, at, f", diagnosis: {{evidence: [{_in_brackets(fields)}]}}")
        return
    lines = ["diagnosis:", *_list(fields, " " * _INDENT)]
    # A draft has an example of each field as a comment, at its place.
    if example := _EXAMPLE.search(document.source.text, document.frame.front_offset, document.frame.front_end):
        yield Edit(example.end(), example.end(), "".join(f"{line}\n" for line in lines))
    before = set(order[: order.index("diagnosis")]) if "diagnosis" in order else set()
    earlier = [value for key, value in root.value if key.value in before]
    if earlier:
        yield place.on_lines(earlier[-1], lines, 1)
    yield place.on_lines(root.value[-1][1], lines, 1)


def _list(fields: Mapping[str, str], margin: str) -> list[str]:
    return [f"{margin}evidence:", *_item(fields, margin + " " * _INDENT, " ", flow=False)]


def _item(fields: Mapping[str, str], margin: str, gap: str, *, flow: bool) -> list[str]:
    if flow:
        return [f"{margin}-{gap}{_in_brackets(fields)}"]
    written = [f"{name}: {value}" for name, value in fields.items()]
    return [f"{margin}-{gap}{written[0]}", *(f"{margin} {gap}{line}" for line in written[1:])]


def _in_brackets(fields: Mapping[str, str]) -> str:
    return f"{{{', '.join(f'{name}: {value}' for name, value in fields.items())}}}"
