"""The rule behind all others: no file is left out without an error that says so."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.diagnostics import Problem
from afterword.rules.registry import FileContext, Stage, file_rule
from afterword.rules.wording import named
from afterword.schema import PATTERN, REVIEW

LEFT_OUT = "AW012"


@file_rule(LEFT_OUT, "left-out", Stage.REPORT, kinds=(REVIEW, PATTERN), lasting=False)
def left_out(file: FileContext) -> Iterator[Problem]:
    """A file that is not part of the knowledge base has an error that says why.

    ## Why
    Such a file is on no page and in no data.
    If the check said nothing about it, a review could disappear while the report says that everything is well-formed.
    Other rules say what is wrong with a file; this one reports a file about which none of them says anything.
    There are two reasons: the rule that says it was left out with `--select` or `--ignore`, or your own schema has a
    condition for which there is no rule.

    ## Bad
    ```toml title="pyproject.toml"
    [tool.afterword]
    schema = "own"
    ```
    ```json title="own/postmortem.schema.json"
    {"not": {"required": ["severity"]}}
    ```
    ```json title="own/pattern.schema.json"
    {}
    ```

    ## Good
    ```yaml
    severity: sev3
    ```
    """
    if file.entry.value is not None:
        return
    for violation in file.entry.violations:
        yield Problem(
            f"{named(violation.path)} breaks `{violation.keyword}` of the schema, so the file is left out",
            file.document.span(violation.path),
            "No rule that ran says more. Run `afterword check` without --select and --ignore, or look into the schema.",
            violation.path,
        )
        return
    yield Problem(
        "The file cannot be read, so it is left out",
        help="No rule that ran says why. Run `afterword check` without --select and --ignore.",
    )
