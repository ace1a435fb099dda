"""Every row of a run, in pages by step, exactly: a page never holds a choice of its rows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from afterword.capture.kinds.wandb.run import Row, Run
from afterword.capture.numbers import whole
from afterword.capture.shape import at
from afterword.http import NoAnswer

_PAGE: Final = 1_000
"""The rows of a page, and the steps that it covers, so that none can be left out."""
_MOST_PAGES: Final = 500
_FULL: Final = 0.25
"""How full a page shall be that covers more steps than it can hold rows, because most steps have none.

Of more rows than a page holds the server chooses some, at least half a page of them.
"""
_STEPS = re.compile(r"(?P<first>[0-9]{1,15})-(?P<last>[0-9]{1,15})", re.ASCII)
_HISTORY: Final = """query HistoryPage($entity: String!, $project: String!, $run: String!,
    $minStep: Int64!, $maxStep: Int64!, $pageSize: Int!) {
  project(name: $project, entityName: $entity) {
    run(name: $run) { history(minStep: $minStep, maxStep: $maxStep, samples: $pageSize) }
  }
}"""


def rows_of(run: Run, named: str | None) -> Iterator[tuple[int, Row]]:
    """Every row with its step, from the steps that are named or from all; raises ``NoAnswer``."""
    start, end = steps_of(run, named)
    size, seen = _PAGE, 0
    covered = most = _covered(run)
    if (end - start) // covered >= _MOST_PAGES:
        raise NoAnswer(
            f"The run {run.name} has steps up to {end:,}, which is more than {_MOST_PAGES:,} pages; "
            'name the steps of the incident, such as steps = "120000-180000"'
        )
    # An empty page is no end: steps may have gaps.
    while start <= end and (run.last is not None or seen < run.lines):
        run.tell(f"The run {run.name}, step {start:,} of {end:,}")
        stop = min(start + covered, end + 1)
        try:
            page = _page(run, start, stop, size)
        except NoAnswer as error:
            if error.why != "large" or size == 1:
                raise
            size = max(1, size // 4)
            covered = most = max(1, covered // 4)
            continue
        if size < stop - start and 2 * len(page) >= size:
            covered = max(size, covered // 4)
            continue
        if len(page) < _FULL * size:
            covered = min(2 * covered, most)
        for row in map(row_of, page):
            seen += 1
            step = whole(row.get("_step"))
            yield (start + seen if step is None else step), row
        start = stop


def steps_of(run: Run, named: str | None) -> tuple[int, int]:
    """The first and the last step to read; raises ``NoAnswer`` if they are named in another form."""
    match = _STEPS.fullmatch(named or "")
    if named and not match:
        raise NoAnswer(f"`steps` is {named!r}; it must be the first and the last step, such as 120000-180000")
    end = _PAGE * _MOST_PAGES - 1 if run.last is None else run.last
    return (int(match["first"]), min(int(match["last"]), end)) if match else (0, end)


def row_of(line: Any) -> Row:
    """A row, which comes as JSON in a text; constants that JSON does not have come as text."""
    try:
        found = json.loads(line, parse_constant=str) if isinstance(line, str) else line
    except (ValueError, RecursionError):
        raise NoAnswer("A row of the history is not JSON") from None
    return found if isinstance(found, dict) else {}


def _covered(run: Run) -> int:
    """How many steps a page covers: more than it has rows only where most steps have none."""
    if run.last is None or not run.lines:
        return _PAGE
    return max(_PAGE, int(_FULL * _PAGE * (run.last + 1) / run.lines))


def _page(run: Run, start: int, stop: int, size: int) -> list[Any]:
    data = run.ask(_HISTORY, "the history", minStep=start, maxStep=stop, pageSize=size)
    page = at(data, "project", "run", "history")
    if not isinstance(page, list):
        raise NoAnswer(f"The answer of {run.asking.server.who} has no history of the run {run.name}")
    return page
