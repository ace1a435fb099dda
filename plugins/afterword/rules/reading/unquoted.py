"""Rules for texts without quotes that YAML cuts: at a `#` that begins a comment, or at a comma between brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from afterword.diagnostics import Path, Problem, Severity
from afterword.reading import Mapping, Node, Scalar
from afterword.reading.comments import may_have_text_in_comments, text_in_comment
from afterword.reading.lines import Lines
from afterword.reading.nodes import value_range
from afterword.rules.registry import FileContext, file_rule
from afterword.rules.spoken import texts_of
from afterword.rules.wording import named, shown
from afterword.schema import PATTERN, REVIEW, Field

_GOES_ON: Final = re.compile(r"(?:and|but|nor|or|so|because|which|while|although|whereas) ")
_ENDED: Final = re.compile(r"[.!?…:;][\"')\]]*$")


@file_rule("AW013", "text-as-comment", severity=Severity.WARNING, kinds=(REVIEW, PATTERN))
def text_as_comment(file: FileContext) -> Iterator[Problem]:
    """No part of a text is a YAML comment.

    ## Why
    Without quotes, a `#` after a space begins a comment, and the rest of the line is on no page.
    Numbers of pull requests and names of channels are often lost in this way.
    A comment with a space after its `#` is not reported.

    ## Bad
    ```yaml
    title: Rollback of PR #812 emptied the cache
    ```

    ## Good
    ```yaml
    title: "Rollback of PR #812 emptied the cache"
    summary: The cache was empty for an hour.  # the time is from the alert
    ```
    """
    if not may_have_text_in_comments(file.document):
        return
    source = file.document.source
    for path, scalar, margin in _texts(file.document.root, file.contract.fields, (), 0, source.lines):
        if scalar.text and (found := text_in_comment(file.document, scalar, margin)):
            start, end = found
            yield Problem(
                f"YAML reads {shown(source.text[start:end].rstrip())} as a comment, so it is not part of {named(path)}",
                source.lines.span(start, end),
                "Quote the whole value; if it is meant as a comment, write a space after the `#`.",
                path,
            )


@file_rule("AW014", "split-text", severity=Severity.WARNING, kinds=(REVIEW, PATTERN))
def split_text(file: FileContext) -> Iterator[Problem]:
    """No item of a list in brackets is the rest of the sentence before it.

    ## Why
    Without quotes, a comma between brackets begins a new item.
    Two halves of a sentence are then shown and counted as two.

    ## Bad
    ```published
    worked_well: [The alert came within minutes, and the fallback held.]
    ```

    ## Good
    ```published
    worked_well: ["The alert came within minutes, and the fallback held."]
    ```
    """
    for (before, first), (path, text) in pairwise(texts_of(file)):
        if not isinstance(path[-1], int) or not _GOES_ON.match(text) or _ENDED.search(first):
            continue
        if before == (*path[:-1], path[-1] - 1) and _comma_between(file, before, path):
            yield file.problem(
                f"The comma after {shown(first)} begins a new item, {shown(text)}",
                path,
                "Quote the sentence if this is the rest of it; otherwise begin the item with a capital letter.",
            )


def _texts(
    node: Node, field: Field | None, path: Path, margin: int, lines: Lines
) -> Iterator[tuple[Path, Scalar, int]]:
    """Each value that is in the author's own words, with the column beyond which its text would go on."""
    if field is None:
        return
    if isinstance(node, Scalar):
        if field.free and field.kind == "string":
            yield path, node, margin
    elif isinstance(node, Mapping):
        for name, (start, _, value) in node.entries.items():
            yield from _texts(value, field.children.get(name), (*path, name), lines.position(start)[1] - 1, lines)
    else:
        for at, item in enumerate(node.items):
            yield from _texts(item, field.item, (*path, at), lines.position(node.start)[1] - 1, lines)


def _comma_between(file: FileContext, first: Path, second: Path) -> bool:
    """Whether two items stand between brackets without quotes, where only a comma parts them."""
    text, root = file.document.source.text, file.document.root
    (start, end), (after, _) = value_range(root, first), value_range(root, second)
    return text[end:after].strip() == "," and not {text[start], text[after]} & {"'", '"'}
