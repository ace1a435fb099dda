"""The readiness of a model for people: on a terminal, and as Markdown for a ticket or a pull request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import click

from afterword.diagnostics import counted
from afterword.reporters.readiness_parts import QUESTIONS, Data, Style, because, by_destination, parts, sections
from afterword.text.harmless import code_markdown, harmless_markdown
from afterword.text.printable import LONGEST, WHOLE, printable, shortened

_WIDEST: Final = max(map(len, QUESTIONS.values()))
_COLOURS: Final = {"held": "red", "waived": "yellow", "clear": "green"}
"""By verdict; one that is not known has no colour."""

_MARKDOWN: Final = Style(harmless_markdown, code_markdown)


def readiness_text(data: Data, labels: Mapping[str, str], *, everything: bool = False) -> str:
    """The answers, what blocks the release, what is open, and the checks; ``labels`` names the destinations."""
    return "".join(f"{line}\n" for line in _text(data, labels, everything=everything))


def readiness_markdown(data: Data, labels: Mapping[str, str], *, everything: bool = False) -> str:
    """The same as a checklist whose boxes can be ticked where Markdown is shown."""
    return "".join(f"{line}\n" for line in _markdown(data, labels, everything=everything))


def _text(data: Data, labels: Mapping[str, str], *, everything: bool) -> Iterator[str]:
    gate, answers = data["gate"], data["answers"]
    style = Style(_whole if everything else _short, printable)
    yield click.style(f"{printable(data['model'])}, as of {data['as_of']}", bold=True)
    yield ""
    for name, question in QUESTIONS.items():
        answer = answers[name]
        if name == "may_ship":
            answer = click.style(answer, fg=_COLOURS.get(gate["verdict"]), bold=True)
        yield f"  {question:<{_WIDEST}}  {answer}"
    for part in parts(data, style, everything=everything):
        yield from ("", click.style(part.title, fg=part.colour, bold=True))
        yield from (f"  {line}" for line in (*(line for row in part.rows for line in row), *part.notes))
    for title, checks, more in sections(data, everything=everything):
        yield from ("", click.style(title, bold=True))
        for destination, rows in by_destination(checks, labels):
            yield f"  {destination}"
            for check in rows:
                yield f"    [{'x' if check['adopted_here'] else ' '}] {style.text(check['check'])}"
                yield click.style(f"        {because(check, style)}", dim=True)
        if more:
            yield f"  … and {counted(more, 'more check')}; --all shows them"


def _markdown(data: Data, labels: Mapping[str, str], *, everything: bool) -> Iterator[str]:
    answers = data["answers"]
    yield f"## Readiness of {harmless_markdown(data['model'])}, as of {data['as_of']}"
    yield ""
    yield from (f"- **{question}** {answers[name]}" for name, question in QUESTIONS.items())
    for part in parts(data, _MARKDOWN, everything=everything):
        yield from ("", f"### {part.title}", "")
        yield from ("- " + "; ".join(line.strip().removesuffix(".") for line in row) for row in part.rows)
        for note in part.notes:
            yield from ("", note)
    for title, checks, more in sections(data, everything=everything):
        yield from ("", f"### {title}", "")
        for destination, rows in by_destination(checks, labels):
            for check in rows:
                box = "x" if check["adopted_here"] else " "
                text, sources = _MARKDOWN.text(check["check"]), because(check, _MARKDOWN)
                yield f"- [{box}] **{destination}.** {text} <sub>{sources}</sub>"
        if more:
            yield from ("", f"… and {counted(more, 'more check')}.")


def _whole(text: str) -> str:
    return printable(text, WHOLE)


def _short(text: str) -> str:
    return _whole(shortened(text, LONGEST, "… (whole with --all)"))
