"""A line of input: Tab completes it, and a rejected answer can be edited."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType

try:
    import readline as _readline
except ImportError:  # some systems have none; then there is no completion
    readline: ModuleType | None = None
else:
    readline = _readline


class Terminal:
    """Reads lines; values separated by commas are completed one by one."""

    def __init__(self) -> None:
        self._words: Sequence[str] = ()
        if readline is not None:
            edit = "libedit" in (readline.__doc__ or "")
            readline.parse_and_bind("bind ^I rl_complete" if edit else "tab: complete")
            # Names of models have spaces in them.
            readline.set_completer_delims(",")
            readline.set_completer(self._complete)

    def line(self, label: str, words: Sequence[str] = (), typed: str = "") -> str:
        """One line without its white space; raises ``EOFError`` when there are no more.

        ``words`` are the completions, and ``typed`` is the initial text.
        """
        self._words = words
        if readline is None or not typed:
            return input(f"{label}: ").strip()
        editor = readline
        editor.set_startup_hook(lambda: editor.insert_text(typed))
        try:
            return input(f"{label}: ").strip()
        finally:
            editor.set_startup_hook(None)

    def _complete(self, text: str, state: int) -> str | None:
        begun = text.lstrip()
        fitting = [word for word in self._words if word.casefold().startswith(begun.casefold())]
        return text[: len(text) - len(begun)] + fitting[state] if state < len(fitting) else None
