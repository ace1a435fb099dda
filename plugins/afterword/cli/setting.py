"""``--set PATH=VALUE``: put values into a review, written as it has them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import click

from afterword.cli.common import CouldNotRun
from afterword.diagnostics import one_of
from afterword.scaffold import Judging, field_of, meant, put, take_away
from afterword.text.nearest import suggest
from afterword.text.printable import printable


def put_all(
    values: dict[str, Any],
    title: str | None,
    given: Sequence[str],
    judging: Judging,
    now: datetime,
    *,
    in_file: bool = False,
) -> None:
    """Put a title and the pairs of ``--set`` into values; raises ``CouldNotRun``.

    An empty value removes what is ``in_file``.
    """
    fields = judging.contract.fields
    if title:
        values["title"] = title
    for pair in given:
        path, equals, value = pair.partition("=")
        if not equals:
            raise CouldNotRun(f"--set needs PATH=VALUE, not `{printable(pair, 60)}`")
        path, value = path.strip(), value.strip()
        try:
            if in_file and not value:
                take_away(values, path, fields)
                continue
            put(values, path, _as_meant(path, value, judging, now), fields)
        except KeyError as error:
            step = str(error.args[0])
            near = suggest(step, [name for field in fields.walk() for name in field.children])
            within = f" in `{printable(path, 60)}`" if step != path else ""
            raise CouldNotRun(f"There is no field `{printable(step, 40)}`{within}.{near}") from None


def _as_meant(path: str, value: str, judging: Judging, now: datetime) -> str:
    """A value as a review has it, which is told where it was written in another way."""
    field = field_of(path, judging.contract.fields)
    if field is None:
        return value
    found = meant(field, value, judging.settings, now)
    if len(found.choices) > 1:
        several = one_of(f"`{choice}`" for choice in found.choices)
        raise CouldNotRun(f"`{printable(path, 60)}` is `{printable(value, 60)}`, which can mean {several}; set one")
    if found.text != value:
        click.echo(f"Took {printable(path, 60)}={printable(value, 60)} as `{printable(found.text, 60)}`.", err=True)
    return found.text
