"""What the help for an unknown value or field suggests; a fix that is not certain says the same."""

from __future__ import annotations

from collections.abc import Sequence

from afterword.diagnostics import Path, field_path, one_of
from afterword.migrations import once_called, others
from afterword.rules.on_demand.typos import candidates
from afterword.rules.wording import RUN_MIGRATE, field_at, where
from afterword.schema import Contract
from afterword.settings import Settings
from afterword.text.characters import same_look
from afterword.text.nearest import question, suggest


def value_hint(settings: Settings, allowed: Sequence[str], path: Path, word: str) -> str:
    """Which value of a vocabulary was probably meant by a word, and which are allowed; without a full stop."""
    table, place = others(settings.fields, settings.values), field_path(path)
    called = f"It is called `{ours}` here." if (ours := table.value(place, word)) else ""
    sure = table.surely(place, word) not in {"", *candidates(word, allowed)}
    near = same_look(word, allowed) or (called if sure else _near_to(word, allowed) or called)
    return f"{near} Allowed: {one_of(allowed)}" if near else f"No close match; allowed: {one_of(allowed)}"


def field_hint(contract: Contract, parent: Path, key: str, settings: Settings) -> str:
    """What an unknown key was probably meant to be: a similar field, another name, or a field of another mapping."""
    group = field_at(contract, parent)
    known = list(group.children) if group else []
    if near := _near_to(key, known):
        return near
    theirs = others(settings.fields, settings.values).field(key, field_path(parent))
    if step := once_called(parent, key):
        return f"It was renamed to `{step.to.split('.')[0]}`; {RUN_MIGRATE}"
    if theirs:
        ours = theirs.replace(".*", "[]")
        return f"It is called `{ours}` here; {RUN_MIGRATE}"
    homes = [field for field in contract.fields.walk() if field.name == key and field.path[-1] != "*"]
    if homes:
        return f"`{key}` is a field of {where(homes[0].path[:-1])}; move it there."
    return f"Allowed fields: {one_of(known)}. Put anything else in the narrative below the front matter."


def _near_to(word: str, allowed: Sequence[str]) -> str:
    """Which of the allowed words was probably meant by one, as a sentence; empty where none is near."""
    close = candidates(word, allowed)
    if len(close) > 1:
        return f"Several close matches: {one_of(close)}."
    return question(close[0]) if close else suggest(word, allowed).lstrip()
