"""The definitions of links in a text: a name, and the target for which it stands."""

from __future__ import annotations

import re

from afterword.reading.texts import Definition, Line, Text
from afterword.text.expression import expression

_DEFINITION = expression(
    r"^ {0,3}\[(?!\^)(?P<id>[^\[\]]*)\]: *(?:\n *)?(?:<(?P<angled>[^<>\n]*)>|(?P<target>\S++))"
    r" *(?:\n *)?(?:([\"'])(?:.*)\4 *|\(.*\) *)?$",
    re.MULTILINE,
)


def parted(block: list[Line], definitions: dict[str, Definition]) -> tuple[Text | None, list[list[Line]]]:
    """The text before the first definition, and the lines after each; the definitions are added to those given."""
    text = "\n".join(line for _, line in block)
    whole = Text(text, tuple(block))
    found = list(_DEFINITION.finditer(text)) if "]:" in text else []
    starts = [*(one.start() for one in found), len(text)]
    before = text[: starts[0]].rstrip("\n")
    following = []
    last = text.count("\n", 0, starts[0])
    for one, after in zip(found, starts[1:], strict=True):
        group = "target" if one["angled"] is None else "angled"
        start, end = one.span(group)
        known = Definition(one[group], whole.place(start), whole.place(end - 1) + 1, group == "angled")
        definitions[one["id"].strip().lower()] = known
        first = last + one[0].count("\n") + 1
        last = first + text.count("\n", one.end() + 1, after) + (after == len(text))
        following.append(block[first:last])
    shown = Text(before, whole.lines[: before.count("\n") + 1]) if before else None
    return shown, [lines for lines in following if lines]
