"""What is sent to the editor: bounded, in its places, and without anything that an author could act with."""

from __future__ import annotations

from lsprotocol import types

from afterword.diagnostics import Diagnostic, Severity, Span
from afterword.lsp.completion import Completion, CompletionKind
from afterword.lsp.cursor import Cursor
from afterword.lsp.messages import Words, about_the_file, completion, diagnostics
from afterword.lsp.positions import Positions
from afterword.secrecy import Policy
from tests.unit.secrecy.seeds import some

WORDS = Words(Positions("\ufeff---\r\na🦊: b\r\n---\r\n"))


def problem(line: int, severity: Severity = Severity.ERROR, message: str = "Wrong", help_: str = "") -> Diagnostic:
    return Diagnostic("AW104", "unknown-value", severity, "p.md", Span(line, 1, line, 1), "", message, help_)


def test_the_graver_ones_are_told_where_there_are_too_many_and_the_rest_is_counted() -> None:
    found = [problem(1, Severity.INFO), problem(2, Severity.WARNING), problem(2), problem(3)]
    told = diagnostics(found, WORDS, 2)
    assert [(one.severity, one.range.start.line) for one in told] == [
        (types.DiagnosticSeverity.Error, 1),
        (types.DiagnosticSeverity.Error, 2),
        (types.DiagnosticSeverity.Information, 0),
    ]
    assert told[-1].message == "And 2 more problems"
    assert len(diagnostics(found, WORDS, 4)) == 4


def test_an_empty_place_is_as_wide_as_what_stands_there() -> None:
    assert WORDS.range_of(Span(1, 1, 1, 1)) == types.Range(types.Position(0, 1), types.Position(0, 2))
    assert WORDS.range_of(Span(2, 2, 2, 3)) == types.Range(types.Position(1, 1), types.Position(1, 3))


def test_no_control_reaches_the_editor() -> None:
    (told,) = diagnostics([problem(1, message="a\x1b[31m\u202e", help_="b\nc")], WORDS, 9)
    assert told.message == "a\\x1b[31m\\u202e\nb\\nc"
    assert about_the_file("a\x07").message == "a\\x07"


def test_a_name_that_gives_something_away_is_not_offered_and_a_title_is_covered() -> None:
    token = f"ghp_{some(36)}"
    names = [
        Completion("ranker", "ranker", CompletionKind.NAME, f"The token {token}", f"Told\n{token}", trusted=False),
        Completion(token, token, CompletionKind.NAME, trusted=False),
    ]
    where = types.Range(types.Position(1, 0), types.Position(1, 0))
    (item,) = completion(names, Cursor((), "", 0, 0), where, "", Policy())
    assert item.detail == f"The token {'*' * len(token)}"
    assert item.documentation == types.MarkupContent(types.MarkupKind.PlainText, f"Told\n{'*' * len(token)}")


def test_lines_of_what_is_written_are_indented_from_the_word() -> None:
    where = types.Range(types.Position(1, 4), types.Position(1, 4))
    (item,) = completion(
        [Completion("kpis", "kpis:\n  - ", CompletionKind.KEY)], Cursor((), "", 4, 4), where, " ", Policy()
    )
    assert item.text_edit == types.TextEdit(where, " kpis:\n       - ")
