"""Rules for the titles of actions: a title says what will be true, so that it can be verified."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Final

from afterword.diagnostics import Problem, Severity
from afterword.model import OWN
from afterword.rules.registry import FileContext, file_rule
from afterword.text.expression import expression
from afterword.text.signs import Signs

WORDS: Final = Path(__file__).with_name("wording.toml")

# Both are searched in lower case, which is faster than ignoring case.
# Something that acts by itself: if a title names it, the other words only give the context.
_ACTS: Final = expression(
    r"\b(?:refuses|refused|rejects|rejected|blocks|blocked|fails|stops|stopped|cannot|enforces|enforced|requires|"
    r"required|validates|validated|prevents|automatic(?:ally)?|limits|limited|alerted|warns|rolls back|unless|"
    r"by default|impossible)\b"
)
# A bound: with one, even "improve" can be verified.
_BOUND: Final = expression(
    r"\d|%|\b(?:so that|such that|until|unless|to at least|at most|fewer than|less than|more than|below|above|"
    r"instead of|from [^ ]+ to|every|each|all|by (?:adding|refusing|requiring|comparing|checking|replacing|moving))\b"
)


@dataclass(frozen=True)
class Wording:
    """One entry of the word list; its pattern is searched in lower case."""

    says: str
    reason: str
    rewrite: str
    finds: tuple[str, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:  # hardly any title has the signs, so it is hardly ever compiled
        return re.compile(self.says)

    @property
    def written(self) -> re.Pattern[str]:
        """The same pattern ignoring case, for a title as its author wrote it."""
        return re.compile(self.says, re.IGNORECASE)


@cache
def wordings(name: str) -> tuple[Wording, ...]:
    """One of the lists, ``gate`` or ``vague``."""
    entries = tomllib.loads(WORDS.read_text("utf-8"))[name]
    return tuple(
        Wording(entry["pattern"], entry["reason"], entry["rewrite"], tuple(entry["finds"])) for entry in entries
    )


@cache
def _signs(name: str) -> Signs:
    return Signs.of(*(wording.says for wording in wordings(name)))


@file_rule("AW305", "appeal-as-action", severity=Severity.WARNING)
def appeal_as_action(file: FileContext) -> Iterator[Problem]:
    """An action changes the system, and does not only ask people to do better.

    ## Why
    "Be more careful", "remind the team" and "update the script" let the same failure happen again.
    A gate does not: a check that refuses, a limit that is enforced, a default that is safe.
    A title that also names a gate is not reported.

    ## Bad
    ```published
    actions:
      - id: A1
        area: prevention
        title: Remind the team to warm the cache
        owner: serving
        due: 2026-03-01
        status: open
    ```

    ## Good
    ```published
    actions:
      - {id: A1, area: prevention, title: A cold cache fails the release, owner: serving, due: 2026-03-01, status: open}
    ```
    """
    return _worded(file, "gate", _ACTS)


@file_rule("AW306", "vague-action", severity=Severity.WARNING)
def vague_action(file: FileContext) -> Iterator[Problem]:
    """An action can be verified: its title says what will be true when it is done.

    ## Why
    Anyone can close "Improve monitoring" on any day, and anyone can reopen it.
    A number, a limit or an automatic check says when it is done.

    ## Bad
    ```published
    actions:
      - {id: A1, area: prevention, title: Improve the start of the cache, owner: serving, due: 2026-03-01, status: open}
    ```

    ## Good
    ```published
    actions:
      - id: A1
        area: prevention
        title: The start of the cache takes less than a minute
        owner: serving
        due: 2026-03-01
        status: open
    ```
    """
    return _worded(file, "vague", _ACTS, _BOUND)


def _worded(file: FileContext, name: str, *excuses: re.Pattern[str]) -> Iterator[Problem]:
    """Titles that match a list and no exception; titles from public reports are not checked."""
    if file.review.provenance not in OWN or file.review.status in {"draft", "withdrawn"}:
        return
    actions = file.review.actions
    if not _signs(name).may_be_in("\n".join(action.title for action in actions).lower()):
        return
    for position, action in enumerate(actions):
        title = action.title.lower()
        # Hardly any title matches the list, so the exceptions come last.
        listed = [wording for wording in wordings(name) if wording.pattern.search(title)]
        for wording in listed if not any(excuse.search(title) for excuse in excuses if listed) else ():
            if match := wording.written.search(action.title):
                yield file.problem(
                    f"The title of action {action.id} says `{match[0].strip()[:60]}`: {wording.reason}",
                    ("actions", position, "title"),
                    wording.rewrite,
                )
                break
