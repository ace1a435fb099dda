"""What was answered in a dialogue, by question, so that any answer can be changed without the loss of another one.

The dialogue is held in passes: each goes through all questions, takes silently what is answered, and asks the rest.
To go back is to reopen an answer and to begin another pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from afterword.diagnostics import Path


class Back(Exception):  # noqa: N818  # it is an answer
    """The author wants the question before this one; ``typed`` is what stood in the line."""

    def __init__(self, typed: str = "") -> None:
        super().__init__(typed)
        self.typed = typed


class Again(Exception):  # noqa: N818  # it is an answer
    """The answers have changed in a way that needs another pass."""


@dataclass
class Answers:
    """The text of each answer by the path of its question; an empty one is a question that was skipped.

    ``left_out`` are the groups and fields that were skipped as a whole, ``extra`` the fields that were asked for by
    name, and ``more`` the lists that were.
    """

    given: dict[Path, str] = field(default_factory=dict)
    left_out: set[Path] = field(default_factory=set)
    extra: list[str] = field(default_factory=list)
    more: set[Path] = field(default_factory=set)
    _reopened: set[Path] = field(default_factory=set)
    _typed: dict[Path, str] = field(default_factory=dict)
    _passed: dict[Path, None] = field(default_factory=dict)
    _now: Path = ()

    def begin(self) -> None:
        """Begin a pass."""
        self._passed.clear()

    @property
    def passed(self) -> tuple[Path, ...]:
        """The questions of this pass so far, in order."""
        return tuple(self._passed)

    def known(self, path: Path, *, needed: bool = False) -> str | None:
        """The answer to a question of this pass; ``None`` if it must be asked."""
        self._passed[path] = None
        if path in self._reopened or path not in self.given or (needed and not self.given[path]):
            self._now = path
            return None
        return self.given[path]

    def begun(self, path: Path) -> str:
        """What stands in the line when the question is asked: what was typed there before."""
        return self._typed.get(path) or self.given.get(path, "")

    @property
    def half_typed(self) -> dict[Path, str]:
        """What was typed at questions that were left without an answer."""
        return dict(self._typed)

    def offer(self, typed: Mapping[Path, str]) -> None:
        """Let these texts stand in the lines of their questions."""
        self._typed.update(typed)

    def stop(self, text: str) -> None:
        """Keep what stood in the line when the dialogue was stopped."""
        if text and text != self.given.get(self._now):
            self._typed[self._now] = text

    def take(self, path: Path, text: str) -> None:
        self.given[path] = text
        self._typed.pop(path, None)
        self._reopened.discard(path)

    def back(self, typed: str) -> bool:
        """Reopen the question before the current one; whether there is one."""
        passed = list(self._passed)
        at = passed.index(self._now)
        if typed:
            self._typed[self._now] = typed
        if not at:
            return False
        self.reopen([passed[at - 1]])
        return True

    def reopen(self, paths: Iterable[Path]) -> None:
        """Ask these questions again, and those of a group that was left out."""
        for path in paths:
            self.left_out.discard(path)
            inside = [key for key in self.given if key != path and key[: len(path)] == path]
            self._reopened |= {path} if path in self.given else {key for key in inside if not self.given[key]}

    def below(self, path: Path) -> Iterator[Path]:
        return (key for key in self.given if key[: len(path)] == path)

    def forget(self, path: Path) -> None:
        """Remove the answers below a path; those of later entries of the same list move up."""
        at, depth = path[-1], len(path) - 1
        for key in [*self.below(path)]:
            del self.given[key]
        if isinstance(at, int):
            later = [key for key in self.given if len(key) > depth and key[:depth] == path[:-1]]
            numbered = [(number, key) for key in later if isinstance(number := key[depth], int) and number > at]
            for number, key in sorted(numbered, key=lambda one: one[0]):
                self.given[(*key[:depth], number - 1, *key[depth + 1 :])] = self.given.pop(key)
        self._reopened = {key for key in self._reopened if key in self.given}
