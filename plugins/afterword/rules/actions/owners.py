"""The rule for owners: teams and roles, because people move on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from afterword.diagnostics import Path as Place
from afterword.diagnostics import Problem, Severity
from afterword.rules.registry import FileContext, file_rule
from afterword.text.expression import expression

TEAM_WORDS: Final = Path(__file__).with_name("team-words.txt")
"""Words that occur in the names of teams and roles, one per line; a name with such a word is not a person."""

_TEAM_ENDING: Final = expression(r"(?:ing|tions?|ments?|ity|ics|ances?|ware|ships?|works?|ology|erations)$")
_ADDRESS: Final = expression(r"(?P<local>[\w.+-]+)@[\w-]+(?:\.[\w-]+)+")
_HANDLE: Final = expression(r"@(?P<local>[a-z0-9]+)", re.IGNORECASE)
_NAME: Final = (
    r"(?:(?:Mr|Mrs|Ms|Mx|Dr|Prof)\.? )(?:[^\W\d_]+[.'\u2019-]?[^\W\d_]* ?){1,3}"
    r"|[^\W\d_][^\W\d_'\u2019-]+ (?:[^\W\d_]\. ?)?[^\W\d_][^\W\d_'\u2019-]+"
    r"|[^\W\d_]\. ?[^\W\d_][^\W\d_'\u2019-]+"
    r"|[^\W\d_][^\W\d_'\u2019-]+,? [^\W\d_]\.?"
)


@file_rule("AW310", "person-as-owner", severity=Severity.WARNING)
def person_as_owner(file: FileContext) -> Iterator[Problem]:
    """An owner is a team or a role, not a person.

    ## Why
    People change teams, and then nobody owns what they owned.
    A review is about systems, and everyone in the organisation may read it for years.

    ## Bad
    ```yaml
    models: [{name: Page ranker, owner: j.doe@example.org}]
    ```

    ## Good
    ```yaml
    models: [{name: Page ranker, owner: ranking-platform}]
    ```
    """
    for path, owner in _owners(file):
        if kind := _personal(owner.strip(), file):
            yield file.problem(f"The owner looks like {kind}", path, "Name the team or role that owns it.")


def _owners(file: FileContext) -> Iterator[tuple[Place, str]]:
    for group in ("models", "actions"):
        for position, item in enumerate(file.review.data.get(group, ())):
            if "owner" in item:
                yield (group, position, "owner"), item["owner"]


def _personal(owner: str, file: FileContext) -> str:
    if owner.islower() and "@" not in owner:
        return ""  # a name has capitals; most owners are a slug
    if address := _ADDRESS.fullmatch(owner):
        # The address of a list has a hyphen or the word of a team in it.
        shared = "-" in address["local"] or _of_a_team(re.split(r"[._+]", address["local"]))
        return "" if shared else "a person's e-mail address"
    if handle := _HANDLE.fullmatch(owner):
        return "" if _of_a_team([handle["local"]]) else "a person's handle"
    words = re.findall(r"[^\W\d_]+", owner)
    capitals = all(word.istitle() for word in words)
    if not capitals or not re.fullmatch(_NAME, owner) or _of_a_team(words) or _ordinary(words, file):
        return ""
    return "a person's name"


def _of_a_team(words: list[str]) -> bool:
    return any(word.casefold() in _team_words() or _TEAM_ENDING.search(word.casefold()) for word in words)


@cache
def _team_words() -> frozenset[str]:
    return frozenset(TEAM_WORDS.read_text("utf-8").split())


def _ordinary(words: list[str], file: FileContext) -> bool:
    """A word that the review also writes in lower case is not a name."""
    text = file.document.source.text
    return any(len(word) > 2 and re.search(rf"\b{word.lower()}\b", text) for word in words)
