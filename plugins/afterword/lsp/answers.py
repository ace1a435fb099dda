"""The answers to requests of an editor about an open page."""

from __future__ import annotations

from lsprotocol import types
from pygls.uris import from_fs_path

from afterword.lsp import FIX_ALL, messages
from afterword.lsp.base import names_in
from afterword.lsp.code_actions import QuickFix, everything, migration, quick_fixes
from afterword.lsp.completion import Names, completions
from afterword.lsp.hover import declared_at, hover_text
from afterword.lsp.workspace import OpenPage
from afterword.repairs import fixable
from afterword.rules.schema import OLDER_SHAPE
from afterword.schema import Field
from afterword.secrecy import Policy


def completion(page: OpenPage, position: types.Position) -> list[types.CompletionItem]:
    """The completions at a position."""
    cursor = page.words.cursor(position)
    if cursor is None:
        return []
    line = page.words.lines[position.line]
    # A bare colon or dash needs a space.
    space = " " if line[cursor.start - 1 : cursor.start] in {":", "-"} and not cursor.key else ""
    found = completions(_fields(page), cursor, _names(page))
    return messages.completion(found, cursor, page.words.word(cursor, position.line), space, _policy(page))


def hover(page: OpenPage, position: types.Position) -> types.Hover | None:
    """The hover text of the word at a position."""
    cursor = page.words.cursor(position)
    seen = hover_text(_fields(page), cursor, _names(page)) if cursor else None
    if cursor is None or seen is None:
        return None
    return messages.hover(seen, page.words.word(cursor, position.line), _policy(page))


def definition(page: OpenPage, position: types.Position) -> types.Location | None:
    """The page that the word at a position refers to."""
    cursor = page.words.cursor(position)
    path = declared_at(_fields(page), cursor, page.open_base.loaded()) if cursor else None
    address = from_fs_path(str(page.open_base.base.root / path)) if path else None
    start = types.Position(0, 0)
    return types.Location(address, types.Range(start, start)) if address else None


def code_actions(page: OpenPage, params: types.CodeActionParams) -> list[types.CodeAction]:
    """Quick fixes for the problems at a position, and all safe fixes in one if requested."""
    ours = [problem for problem in params.context.diagnostics if problem.source == messages.SOURCE]
    codes = {str(problem.code) for problem in ours}
    only = [str(getattr(kind, "value", kind)) for kind in params.context.only or ()]
    wanted = not only or _asked(types.CodeActionKind.QuickFix.value, only)
    fixes = wanted and any(code == OLDER_SHAPE or fixable(code) for code in codes)
    fix_all = _asked(FIX_ALL, only)
    if not fixes and not fix_all:
        return []
    text = page.words.positions.text
    file = page.open_base.base.context(page.path, text)
    found: list[types.CodeAction] = []
    for quick_fix in quick_fixes(file, text) if fixes else ():
        ranges = [page.words.range_of(problem.span) for problem in quick_fix.fixed]
        matching = [problem for problem in ours if problem.range in ranges]
        if matching:
            found.append(_action(quick_fix, types.CodeActionKind.QuickFix, page, params, matching))
    if OLDER_SHAPE in codes and fixes and (carried := migration(file, text)):
        matching = [problem for problem in ours if problem.code == OLDER_SHAPE]
        found.append(_action(carried, types.CodeActionKind.QuickFix, page, params, matching))
    if fix_all and (whole := everything(file, text)):
        found.append(_action(whole, FIX_ALL, page, params, []))
    return found


def _action(
    quick_fix: QuickFix,
    kind: types.CodeActionKind | str,
    page: OpenPage,
    params: types.CodeActionParams,
    fixed: list[types.Diagnostic],
) -> types.CodeAction:
    edit = types.WorkspaceEdit(changes={params.text_document.uri: page.words.edits(quick_fix)})
    return types.CodeAction(quick_fix.title, kind=kind, diagnostics=fixed or None, is_preferred=bool(fixed), edit=edit)


def _asked(kind: str, only: list[str]) -> bool:
    """Whether a kind of action, or a wider one, was requested."""
    return any(kind == wanted or kind.startswith(f"{wanted}.") for wanted in only)


def _fields(page: OpenPage) -> Field:
    return page.open_base.base.contract(page.path).fields


def _names(page: OpenPage) -> Names:
    return lambda kind: names_in(page.open_base.loaded(), page.path, kind)


def _policy(page: OpenPage) -> Policy:
    return Policy.of(page.open_base.base.rules()[0])
