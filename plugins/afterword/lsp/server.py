"""The server: passes each request of an editor to the modules next to this one, and returns their answer.

The code that reads and checks reviews is imported when the first page is opened, so that the server starts quickly.
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
from afterword.lsp.protocol import Protocol

if TYPE_CHECKING:
    from afterword.lsp.workspace import Workspace

_TRIGGERS: Final = [":", " ", "[", "{", ","]
_KINDS: Final = [types.CodeActionKind.QuickFix, FIX_ALL]


def build(as_of: Callable[[], date]) -> LanguageServer:
    """A server that is ready to start; ``as_of`` returns the day for each check."""
    # Whole texts are sent, so that the lines are split here, whatever characters the text has.
    kind = types.TextDocumentSyncKind.Full
    server = LanguageServer("afterword", __version__, text_document_sync_kind=kind, protocol_cls=Protocol)

    @cache
    def workspace() -> Workspace:
        from afterword.lsp.workspace import Workspace

        return Workspace(server, as_of)

    _register_changes(server, workspace)
    _register_requests(server, workspace)
    return server


def _register_changes(server: LanguageServer, workspace: Callable[[], Workspace]) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def _(params: types.DidOpenTextDocumentParams) -> None:
        workspace().changed(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def _(params: types.DidChangeTextDocumentParams) -> None:
        workspace().changed(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def _(_params: types.DidSaveTextDocumentParams) -> None:
        # The saved file may be the settings, on which all other files depend.
        workspace().everything_changed()

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def _(_params: types.DidChangeWatchedFilesParams) -> None:
        workspace().everything_changed()

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def _(params: types.DidCloseTextDocumentParams) -> None:
        workspace().closed(params.text_document.uri)


def _register_requests(server: LanguageServer, workspace: Callable[[], Workspace]) -> None:
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
