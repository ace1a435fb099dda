"""Fill in an unfinished review by edits at their places; every other byte stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from afterword.model.unwritten import HEADINGS, WHAT_HAPPENED
from afterword.reading import Document
from afterword.reading.places import Place, composed, value_of
from afterword.reading.rewriting import as_scalar, replaced
from afterword.scaffold.drafting import commented_example, dumped
from afterword.scaffold.removing import NoPlace, left, taken_out
from afterword.schema import Field
from afterword.text.edits import Edit


def filling(
    document: Document, before: Mapping[str, Any], after: Mapping[str, Any], fields: Mapping[str, Field]
) -> list[Edit]:
    """The edits that turn the front matter from ``before`` into ``after``.

    ``fields`` are those of the schema, in its order. Raises ``NoPlace``; who applies them checks the result.
    """
    root, place = composed(document)
    if not isinstance(root, yaml.MappingNode) or not root.value:
        raise NoPlace("The front matter is empty")
    edits = list(_changed(document, place, root, before, {name: after[name] for name in after if name in before}))
    new = [name for name in fields if name in after and name not in before]
    # What is added where something is taken out is one edit with it, and so are two fields at one place.
    added = {edit.start: edit for edit in edits if not edit.text}
    for name in new:
        one = _added(document, place, root, name, after[name], fields)
        known = added.get(one.start)
        added[one.start] = Edit(one.start, max(one.end, known.end), known.text + one.text) if known else one
    return [*(edit for edit in edits if edit.text), *added.values()]


def narrative(document: Document, texts: Mapping[str, str], blocks: Sequence[str]) -> list[Edit]:
    """The edits that put texts in place of the hints of the template, by heading; an empty text removes its heading.

    ``blocks`` follow what happened, or end the narrative.
    """
    body, offset = document.body, document.frame.body_offset
    edits = []
    for heading, text in texts.items():
        hint = HEADINGS[heading]
        start = body.find(hint)
        if start < 0:
            continue
        end = start + len(hint)
        more = "".join(f"\n\n{block}" for block in blocks) if heading == WHAT_HAPPENED else ""
        head = f"## {heading}\n\n"
        if not text and not more and body[:start].endswith(head):
            below = body[end:].lstrip("\n")
            # What its author wrote below the hint keeps its heading.
            begin = start if below and not below.startswith("## ") else start - len(head)
            edits.append(Edit(offset + begin, offset + len(body) - len(below), ""))
        elif text or more:
            edits.append(Edit(offset + start, offset + end, (text or hint) + more))
    if left := [block for block in blocks if not any(block in edit.text for edit in edits)]:
        end = offset + len(body.rstrip("\n"))
        edits.append(Edit(end, end, "".join(f"\n\n{block}" for block in left)))
    return edits


def _changed(document: Document, place: Place, node: Any, before: Any, after: Any) -> Iterator[Edit]:
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict) and isinstance(node, yaml.MappingNode):
        gone = [at for at, (key, _) in enumerate(node.value) if key.value in before.keys() - after.keys()]
        if gone:
            yield from taken_out(place, node, gone)
        for name in (one for one in before if one in after):
            yield from _changed(document, place, value_of(node, name), before[name], after[name])
        yield from _in_mapping(place, node, {name: after[name] for name in after if name not in before})
    elif isinstance(before, list) and isinstance(after, list) and isinstance(node, yaml.SequenceNode):
        if len(before) != len(after):
            fewer = left(before, after) if len(before) > len(after) else None
            if fewer is None:
                raise NoPlace("A list that is in the file has more or other entries now")
            yield from taken_out(place, node, fewer)
            return
        for item, one, other in zip(node.value, before, after, strict=True):
            yield from _changed(document, place, item, one, other)
    else:
        yield _rewritten(document, place, node, after)


def _rewritten(document: Document, place: Place, node: Any, after: Any) -> Edit:
    if not isinstance(node, yaml.ScalarNode):
        raise NoPlace("A value has another form than before")
    start, end = place.start(node), place.end(node)
    text = place.text[start:end]
    if text[:1] in {"|", ">"}:  # a block of lines becomes one line
        return Edit(start, end, f"{as_scalar(str(after))}\n")
    plain = as_scalar(str(after)) == str(after)
    edit = replaced(document, start, end, str(node.value), str(after)) if plain else None
    return edit or Edit(start, end, as_scalar(str(after)))


def _in_mapping(place: Place, node: yaml.MappingNode, new: Mapping[str, Any]) -> Iterator[Edit]:
    if not new:
        return
    if not node.value or any(isinstance(value, dict | list) for value in new.values()):
        raise NoPlace("An entry is empty")
    written = [f"{name}: {as_scalar(str(value))}" for name, value in new.items()]
    last = node.value[-1][1]
    if node.flow_style:
        at = place.end(last)
        yield Edit(at, at, "".join(f", {one}" for one in written))
        return
    margin = place.column(place.start(node.value[0][0]))
    yield place.on_lines(last, [f"{' ' * margin}{one}" for one in written], margin)


def _added(
    document: Document, place: Place, root: yaml.MappingNode, name: str, value: Any, fields: Mapping[str, Field]
) -> Edit:
    """In place of the example of a field, or before a comment about it that is no example as a draft has it.

    Elsewhere it comes after the field before it in the schema, or else at the end.
    """
    if root.flow_style:
        raise NoPlace("The front matter is in braces")
    written = "".join(f"{line}\n" for line in dumped({name: value}))
    example = "".join(f"{line}\n" for line in commented_example(name, fields[name]))
    text, within = document.source.text, (document.frame.front_offset - 1, document.frame.front_end)
    if at := text.find(f"\n{example}", *within) + 1:
        return Edit(at, at + len(example), written)
    if at := text.find(f"\n# {name}:", *within) + 1:
        return Edit(at, at, written)
    order = list(fields)
    before = set(order[: order.index(name)])
    earlier = [one for key, one in root.value if key.value in before]
    return place.on_lines((earlier or [root.value[-1][1]])[-1], dumped({name: value}), 1)
