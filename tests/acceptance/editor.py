"""An editor for tests: it starts the real server as a process, and speaks the protocol with it."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from lsprotocol import types
from pygls.lsp.client import LanguageClient

_LONGEST = 300.0


class Editor:
    """The files that are open in an editor, and what the server said of them."""

    def __init__(self, client: LanguageClient, root: Path) -> None:
        self.client, self.root = client, root
        self.told: dict[str, list[types.PublishDiagnosticsParams]] = {}
        self._news = asyncio.Event()
        self._versions: dict[str, int] = {}

    def address(self, path: str) -> str:
        return (self.root / path).as_uri()

    def hear(self, params: types.PublishDiagnosticsParams) -> None:
        self.told.setdefault(params.uri, []).append(params)
        self._news.set()

    def open(self, path: str, text: str) -> None:
        self._versions[path] = 1
        item = types.TextDocumentItem(self.address(path), "markdown", 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def type(self, path: str, text: str) -> None:
        """Replace the whole text, as a change that is not saved."""
        self._versions[path] += 1
        which = types.VersionedTextDocumentIdentifier(self._versions[path], self.address(path))
        change = types.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(which, [change]))

    def save(self, path: str) -> None:
        self.client.text_document_did_save(types.DidSaveTextDocumentParams(self._at(path)))

    def close(self, path: str) -> None:
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(self._at(path)))

    async def problems(self, path: str) -> Sequence[types.Diagnostic]:
        """What the server says of the text as it was typed last."""
        async with asyncio.timeout(_LONGEST):
            while True:
                told = self.told.get(self.address(path), [])
                if told and told[-1].version == self._versions[path]:
                    return told.pop().diagnostics
                self._news.clear()
                await self._news.wait()

    async def completion(self, path: str, line: int, character: int) -> list[types.CompletionItem]:
        params = types.CompletionParams(self._at(path), types.Position(line, character))
        found = await asyncio.wait_for(self.client.text_document_completion_async(params), _LONGEST)
        assert isinstance(found, list)
        return found

    async def hover(self, path: str, line: int, character: int) -> types.Hover | None:
        params = types.HoverParams(self._at(path), types.Position(line, character))
        return await asyncio.wait_for(self.client.text_document_hover_async(params), _LONGEST)

    async def definition(self, path: str, line: int, character: int) -> types.Location | None:
        params = types.DefinitionParams(self._at(path), types.Position(line, character))
        found = await asyncio.wait_for(self.client.text_document_definition_async(params), _LONGEST)
        assert found is None or isinstance(found, types.Location)
        return found

    async def fixes(
        self, path: str, problems: Sequence[types.Diagnostic], only: list[str] | None = None
    ) -> list[types.CodeAction]:
        everywhere = types.Range(types.Position(0, 0), types.Position(9_999, 0))
        context = types.CodeActionContext(list(problems), only=only)
        params = types.CodeActionParams(self._at(path), everywhere, context)
        found = await asyncio.wait_for(self.client.text_document_code_action_async(params), _LONGEST)
        return [one for one in found or () if isinstance(one, types.CodeAction)]

    def _at(self, path: str) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(self.address(path))


def edit(root: Path, story: Callable[[Editor], Awaitable[None]], encodings: list[str] | None = None) -> int:
    """Let a story happen in an editor whose workspace is a folder; the exit code of the server."""
    # In a thread of its own: the browser of other tests has a loop running in this one.
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(lambda: asyncio.run(_edit(root, story, encodings))).result()


async def _edit(root: Path, story: Callable[[Editor], Awaitable[None]], encodings: list[str] | None) -> int:
    client = LanguageClient("an editor for tests", "1")
    editor = Editor(client, root)

    @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
    def _(params: types.PublishDiagnosticsParams) -> None:
        editor.hear(params)

    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1769817600"}
    await client.start_io(sys.executable, "-m", "afterword", "lsp", cwd=root, env=environment)
    general = types.GeneralClientCapabilities(position_encodings=encodings)
    folder = types.WorkspaceFolder(root.as_uri(), "base")
    started = types.InitializeParams(types.ClientCapabilities(general=general), workspace_folders=[folder])
    await asyncio.wait_for(client.initialize_async(started), _LONGEST)
    client.initialized(types.InitializedParams())
    try:
        await story(editor)
    finally:
        await asyncio.wait_for(client.shutdown_async(None), _LONGEST)
        client.exit(None)
        server = client._server
        assert server is not None
        code = await asyncio.wait_for(server.wait(), _LONGEST)
        await client.stop()  # type: ignore[no-untyped-call]
    return code


def applied(text: str, fix: types.CodeAction) -> str:
    """A text of UTF-16 units with the edits of a fix, as an editor makes them."""
    assert fix.edit is not None
    assert fix.edit.changes is not None
    ((edits),) = fix.edit.changes.values()
    starts = [0]
    for line in text.split("\n")[:-1]:
        starts.append(starts[-1] + len(f"{line}\n".encode("utf-16-le")))
    raw = text.encode("utf-16-le")

    def at(place: types.Position) -> int:
        return starts[place.line] + 2 * place.character

    for one in sorted(edits, key=lambda one: at(one.range.start), reverse=True):
        raw = raw[: at(one.range.start)] + one.new_text.encode("utf-16-le") + raw[at(one.range.end) :]
    return raw.decode("utf-16-le")
