"""The server: each request of an editor, handed to the modules beside this one, and their answer sent back.

What reads and checks reviews is imported with the first page that an editor opens, so that the greeting is quick.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from afterword import __version__
from afterword.lsp import FIX_ALL

if TYPE_CHECKING:
    from afterword.lsp.workspace import Workspace

_TRIGGERS: Final = [":", " ", "[", "{", ","]
_KINDS: Final = [types.CodeActionKind.QuickFix, FIX_ALL]


def build(as_of: Callable[[], date]) -> LanguageServer:
    """A server that is ready to be started; ``as_of`` is asked for the day at each check."""
    # Whole texts are sent: what ends a line is then for us to say, whatever characters the text holds.
    server = LanguageServer("afterword", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)

    @cache
    def workspace() -> Workspace:
        from afterword.lsp.workspace import Workspace

        return Workspace(server, as_of)

    _hear_of_changes(server, workspace)
    _answer(server, workspace)
    return server


def _hear_of_changes(server: LanguageServer, workspace: Callable[[], Workspace]) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def _(params: types.DidOpenTextDocumentParams) -> None:
        workspace().changed(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def _(params: types.DidChangeTextDocumentParams) -> None:
        workspace().changed(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def _(_params: types.DidSaveTextDocumentParams) -> None:
        # What was saved may be the settings, of which every other file hangs.
        workspace().everything_changed()

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def _(_params: types.DidChangeWatchedFilesParams) -> None:
        workspace().everything_changed()

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def _(params: types.DidCloseTextDocumentParams) -> None:
        workspace().closed(params.text_document.uri)


def _answer(server: LanguageServer, workspace: Callable[[], Workspace]) -> None:
    @server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=_TRIGGERS))
    def _(params: types.CompletionParams) -> list[types.CompletionItem]:
        from afterword.lsp.answers import completion

        page = workspace().page(params.text_document.uri)
        return completion(page, params.position) if page else []

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def _(params: types.HoverParams) -> types.Hover | None:
        from afterword.lsp.answers import hover

        page = workspace().page(params.text_document.uri)
        return hover(page, params.position) if page else None

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def _(params: types.DefinitionParams) -> types.Location | None:
        from afterword.lsp.answers import definition

        page = workspace().page(params.text_document.uri)
        return definition(page, params.position) if page else None

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=_KINDS))
    def _(params: types.CodeActionParams) -> list[types.CodeAction]:
        from afterword.lsp.answers import code_actions

        page = workspace().page(params.text_document.uri)
        return code_actions(page, params) if page else []
