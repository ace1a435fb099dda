"""Our values as messages of the protocol."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from lsprotocol import types

from afterword.diagnostics import Diagnostic, Severity, Span, counted
from afterword.lsp.code_actions import QuickFix
from afterword.lsp.completion import Completion, CompletionKind
from afterword.lsp.cursor import Cursor, cursor_at
from afterword.lsp.hover import HoverText
from afterword.lsp.positions import Positions
from afterword.reading.lines import Lines
from afterword.secrecy import Masked, Policy
from afterword.text.edits import places_in
from afterword.text.printable import printable

SOURCE = "afterword"
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
_KINDS = {
    CompletionKind.KEY: types.CompletionItemKind.Property,
    CompletionKind.TERM: types.CompletionItemKind.EnumMember,
    CompletionKind.NAME: types.CompletionItemKind.Reference,
}
_LONGEST = 4_000


class Words:
    """An open text, with its positions as the editor counts them."""

    def __init__(self, positions: Positions) -> None:
        self.positions = positions
        self.lines = positions.lines
        # Spans count in the text as it is read.
        self._read = Lines(positions.text.removeprefix("\ufeff").replace("\r\n", "\n"))
        self._place = places_in(positions.text)

    def range_of(self, span: Span) -> types.Range:
        """The range of a span; an empty span gets one character, because it would not be visible."""
        start = self._read.offset(span.line, span.column)
        end = self._read.offset(span.end_line, span.end_column)
        return self.between(self._place(start), self._place(max(end, start + 1)))

    def between(self, start: int, end: int) -> types.Range:
        """The range between two offsets of the text in the editor."""
        return types.Range(types.Position(*self.positions.place(start)), types.Position(*self.positions.place(end)))

    def edits(self, quick_fix: QuickFix) -> list[types.TextEdit]:
        """The edits of a quick fix."""
        return [types.TextEdit(self.between(edit.start, edit.end), edit.text) for edit in quick_fix.edits]

    def cursor(self, position: types.Position) -> Cursor | None:
        """The cursor at a position of the front matter."""
        return cursor_at(self.lines, position.line, self.positions.column(position.line, position.character))

    def word(self, cursor: Cursor, line: int) -> types.Range:
        """The range of the word at a cursor."""
        units = self.positions.units
        start, end = units(line, cursor.start), units(line, cursor.end)
        return types.Range(types.Position(line, start), types.Position(line, end))


def diagnostics(found: list[Diagnostic], words: Words, most: int) -> list[types.Diagnostic]:
    """The problems of a file; if there are too many, the most severe, and the number of the others."""
    ranks = list(Severity)
    kept = sorted(found, key=lambda problem: ranks.index(problem.severity))[:most]
    problems = [
        types.Diagnostic(
            range=words.range_of(problem.span),
            message=printable(problem.message, _LONGEST)
            + (f"\n{printable(problem.help, _LONGEST)}" if problem.help else ""),
            severity=_SEVERITIES[problem.severity],
            code=problem.code,
            source=SOURCE,
        )
        for problem in sorted(kept, key=lambda problem: problem.sort_key)
    ]
    if more := len(found) - len(kept):
        problems.append(about_the_file(f"And {counted(more, 'more problem')}", types.DiagnosticSeverity.Information))
    return problems


def about_the_file(
    message: str, severity: types.DiagnosticSeverity = types.DiagnosticSeverity.Error
) -> types.Diagnostic:
    """A message about the whole file, shown on its first line."""
    start = types.Range(types.Position(0, 0), types.Position(0, 1))
    return types.Diagnostic(start, printable(message, _LONGEST), severity=severity, source=SOURCE)


def completion(
    completions: Iterable[Completion], cursor: Cursor, where: types.Range, space: str, policy: Policy
) -> list[types.CompletionItem]:
    """The list of completions, in our order; ``space`` is inserted before the chosen one.

    A name that contains a secret is left out.
    """
    indent = " " * (cursor.start + len(space))
    masked = (
        (completion, completion if completion.trusted else _without_secrets(completion, policy))
        for completion in completions
    )
    return [
        types.CompletionItem(
            label=completion.label,
            kind=_KINDS[completion.kind],
            detail=completion.detail or None,
            documentation=_text(completion.about, trusted=completion.trusted) if completion.about else None,
            sort_text=f"{number:05}",
            filter_text=completion.label,
            text_edit=types.TextEdit(where, space + completion.written.replace("\n", f"\n{indent}")),
            # The lines are indented already.
            insert_text_mode=types.InsertTextMode.AsIs,
        )
        for number, completion in enumerate(covered for whole, covered in masked if covered.label == whole.label)
    ]


def hover(hover_text: HoverText, where: types.Range, policy: Policy) -> types.Hover:
    """The hover of a word."""
    text = hover_text.text if hover_text.trusted else "\n".join(_covered(hover_text.text, policy))
    return types.Hover(_text(text, trusted=hover_text.trusted), where)


def _text(text: str, *, trusted: bool) -> types.MarkupContent:
    """Text of the schema is Markdown; text of an author stays plain."""
    return types.MarkupContent(types.MarkupKind.Markdown if trusted else types.MarkupKind.PlainText, text)


@lru_cache(maxsize=8192)  # the same names are needed at every keystroke
def _without_secrets(completion: Completion, policy: Policy) -> Completion:
    label, detail, *about = _covered(f"{completion.label}\n{completion.detail}\n{completion.about}", policy)
    return completion._replace(label=label, detail=detail, about="\n".join(about))


def _covered(text: str, policy: Policy) -> list[str]:
    """The lines of a text of an author, with secrets masked."""
    masked = Masked(text, policy)
    return [printable(masked.line(number), _LONGEST) for number in range(1, text.count("\n") + 2)]
