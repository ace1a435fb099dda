"""What files from elsewhere became, and what is left to a person."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import click

from afterword.adopting import Adopted
from afterword.diagnostics import counted
from afterword.text.printable import printable


def adoptions_text(adopted: Sequence[Adopted], folder: str, *, would: bool = False) -> str:
    """A line for each file with what a person has to look at below it, then the totals."""
    return "\n".join([*(line for one in adopted for line in _lines(one, folder, would)), _totals(adopted, would), ""])


def adoptions_json(adopted: Sequence[Adopted], folder: str) -> str:
    """The same as one JSON object."""
    rows = [
        {
            "source": one.source,
            "review": f"{folder}/{one.target}" if one.target else None,
            "left": one.left or None,
            "skipped": one.skipped,
            "guessed": dict(one.guessed),
            "files": [f"{folder}/images/{name}" for name in one.files],
            "notes": list(one.notes),
        }
        for one in adopted
    ]
    return json.dumps({"version": 1, **_counts(adopted), "files": rows}, indent=2, ensure_ascii=False) + "\n"


def _lines(one: Adopted, folder: str, would: bool) -> Iterator[str]:
    source = click.style(printable(one.source), bold=True)
    if one.target:
        yield f"{source}: {click.style('would become' if would else 'became', fg='green')} {folder}/{one.target}"
        yield f"  guessed: {', '.join(one.guessed) or 'nothing'}"
    else:
        yield f"{source}: {click.style('skipped' if one.skipped else 'left', fg='yellow')}: {printable(one.left, 300)}"
    yield from (f"  look at: {printable(note, 300)}" for note in one.notes)


def _counts(adopted: Sequence[Adopted]) -> dict[str, int]:
    drafts, skipped = sum(bool(one.target) for one in adopted), sum(one.skipped for one in adopted)
    return {"drafts": drafts, "left": len(adopted) - drafts - skipped, "skipped": skipped}


def _totals(adopted: Sequence[Adopted], would: bool) -> str:
    counts = _counts(adopted)
    verb = "would be" if would else "was" if counts["drafts"] == 1 else "were"
    made = f"{counted(counts['drafts'], 'draft')} {verb} written"
    rest = "".join(
        f"; {counted(counts[name], 'file')} {'is' if counts[name] == 1 else 'are'} {name}"
        for name in ("left", "skipped")
        if counts[name]
    )
    return click.style(made + rest, fg="yellow" if counts["left"] else "green", bold=True)
