"""The line of input of ``prompt_toolkit``, which the extra ``write`` brings: keys to go back, and pasted lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.filters import has_completions
from prompt_toolkit.history import DummyHistory
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.output import Output

from afterword.cli.answers import Back
from afterword.cli.terminal import BACK, Terminal, completions


class Toolkit(Terminal):
    """Reads lines in a terminal that knows its cursor; a paste of several lines is one answer."""

    keys = f"Tab completes; Page Up, Shift-Tab or {BACK} goes back."

    def __init__(self, source: Input | None = None, shown: Output | None = None) -> None:
        self._session: PromptSession[str] = PromptSession(
            history=DummyHistory(), key_bindings=_keys(), complete_while_typing=False, input=source, output=shown
        )

    def _read(self, label: str, typed: str) -> str:
        completer = _Words(self._words)
        try:
            return self._session.prompt(f"{label}: ", default=typed, completer=completer).strip()
        finally:
            self.left = self._session.default_buffer.text.strip()


class _Words(Completer):
    """Completes what stands after the last comma."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
        begun = document.text_before_cursor.rpartition(",")[2].lstrip()
        return (Completion(word, start_position=-len(begun)) for word in completions(begun, self._words))


def _complete(event: KeyPressEvent) -> None:
    """Complete at once where one word fits, and show the words where several do."""
    buffer = event.current_buffer
    found = [*buffer.completer.get_completions(buffer.document, CompleteEvent(completion_requested=True))]
    if len(found) == 1:
        buffer.delete_before_cursor(-found[0].start_position)
        buffer.insert_text(found[0].text)
    else:
        buffer.start_completion(insert_common_part=True)


def _keys() -> KeyBindings:
    keys = KeyBindings()
    keys.add("tab", filter=~has_completions)(_complete)

    @keys.add("pageup")
    @keys.add("s-tab", filter=~has_completions)
    def _(event: KeyPressEvent) -> None:
        event.app.exit(exception=Back(event.current_buffer.text.strip()))

    return keys
