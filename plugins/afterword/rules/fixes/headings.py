"""Delete a first heading that is the title, and move the others down a level, all as one repair."""

from __future__ import annotations

from afterword.diagnostics import Diagnostic
from afterword.reading.headings import Heading, bare, headings, lowered
from afterword.rules.on_demand.repair import Left, Repair
from afterword.rules.registry import FileContext
from afterword.text.edits import Edit


def headings_below_title(file: FileContext, diagnostic: Diagnostic) -> Repair | Left:  # noqa: ARG001 - all at once
    """The one repair of every heading of level one; a first heading with other words than the title stays."""
    body, offset = file.document.body, file.document.frame.body_offset
    found = headings(body)
    first = next((heading for heading in found if heading.level == 1), None)
    if first is None:
        return Left("It is no heading to every reader of Markdown; edit it by hand")
    title = str(file.entry.data.get("title", ""))
    is_title = bare(first.text) == bare(title) and not body[: first.start].strip()
    rest = tuple(heading for heading in found if heading is not first) if is_title else found
    edits = [Edit(first.start, _after(body, first), "")] if is_title else []
    moved = any(heading.level == 1 for heading in rest)
    edits += lowered(body, rest) if moved else []
    said = "Delete the first heading, which is the title" if is_title else "Move the headings down a level"
    if is_title and moved:
        said += ", and move the others down a level"
    elif not is_title and found[0] is first:
        said += f"; the first one, `{first.text[:60]}`, is not the title"
    return Repair(said, tuple(Edit(edit.start + offset, edit.end + offset, edit.text) for edit in edits))


def _after(body: str, heading: Heading) -> int:
    """The end of a heading with its line end and the blank lines below it."""
    return heading.end + len(body[heading.end :]) - len(body[heading.end :].lstrip("\n"))
