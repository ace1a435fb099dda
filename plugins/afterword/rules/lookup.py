"""The rule that a word names, or a suggestion where it names none."""

from __future__ import annotations

import re

from afterword.rules.registry import Rule, registered, with_code, with_name
from afterword.text.nearest import suggest


def rule_named(word: str) -> Rule | None:
    """The rule of which a word is the code or the name."""
    return with_code(word.upper()) or with_name(word.lower())


def suggest_rule(word: str) -> str:
    """Ask whether a code of the same family was meant, or a name."""
    if re.fullmatch(r"AW\d.*", word, re.IGNORECASE):
        return suggest(word, [rule.code for rule in registered() if rule.code.startswith(word[:3].upper())])
    return suggest(word, [rule.name for rule in registered()])


def no_rule(word: str) -> str:
    """The message for a word that names no rule."""
    return f"There is no rule `{word[:40]}`.{suggest_rule(word)}"
