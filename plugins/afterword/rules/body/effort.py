"""The rule for a narrative that would take the engine of a site too long."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.diagnostics import Problem
from afterword.reading.effort import excess
from afterword.rules.registry import FileContext, file_rule
from afterword.schema import PATTERN, REVIEW
from afterword.text.expression import expression

_MARKS = b"[]>`*<_~({!|"
_MARKUP = rf"[{re.escape(_MARKS.decode())}\s]"
_NESTED = expression(r"^[ \t]*(?:(?:[-*+]|\d{1,9}\.)[ \t]+){50}", re.MULTILINE)


@file_rule("AW505", "markup-run", kinds=(REVIEW, PATTERN))
def markup_run(file: FileContext) -> Iterator[Problem]:
    """The narrative has no long run of markup characters, and no paragraph that takes minutes to render.

    ## Why
    Markdown parsers have no time limit: a long run of brackets, backticks or quotes can take minutes to render.
    So can a paragraph with hundreds of brackets that nothing closes, or of headings, rules, definitions or admonitions
    that no empty line parts.

    ## Bad
    ```body
    [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
    [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
    ```

    ## Good
    ```body
    The log held nothing but brackets.
    ```
    """
    limit, body = file.settings.limits.markup_run, file.document.body
    yield from _excess(file)
    raw = body.encode("utf-8", "surrogatepass")
    if len(raw) - len(raw.translate(None, _MARKS)) <= limit:  # as in nearly every text
        return
    # A run that is too long fills a whole step of half the limit, so looking at each step rules out most of the others.
    step = (limit + 1) // 2
    filled = re.compile(rf"{_MARKUP}{{{step}}}").match
    if not any(filled(body, at) for at in range(0, len(body), step)):
        return
    for match in re.finditer(rf"{_MARKUP}{{{limit + 1},}}", body):
        if (count := len("".join(match[0].split()))) > limit:
            yield Problem(
                f"There are {count:,} markup characters in a row",
                file.document.body_span(match.start(), match.start() + 1),
                file.settings.limits.raising("markup_run"),
            )


def _excess(file: FileContext) -> Iterator[Problem]:
    found = excess(file.document.body)
    for at in found.ends[:1]:
        yield Problem(
            "There is too much markup here without an empty line",
            file.document.body_span(at, at + 1),
            "Put an empty line before this line, and between such parts.",
        )
    for at in found.brackets[:1]:
        yield Problem(
            "There are too many brackets up to here that are closed late or never",
            file.document.body_span(at, at + 1),
            "Close them, write `\\[`, or put them between backticks.",
        )
    if nested := _NESTED.search(file.document.body):
        yield Problem(
            "There are lists in lists here, 50 or more on one line",
            file.document.body_span(*nested.span()),
            "Begin one list on a line.",
        )
