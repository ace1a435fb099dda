"""Suggest a rule for a word that names none."""

from __future__ import annotations

import re

from afterword.diagnostics import nearest
from afterword.rules.registry import registered


def nearest_rule(word: str) -> str | None:
    """The code or name of the rule that was probably meant; a code is only matched within its family."""
    if re.fullmatch(r"AW\d.*", word, re.IGNORECASE):
        return nearest(word, [rule.code for rule in registered() if rule.code.startswith(word[:3].upper())])
    return nearest(word, [rule.name for rule in registered()])


def no_rule(word: str) -> str:
    """The message for a word that names no rule."""
    near = nearest_rule(word)
    return f"There is no rule `{word[:40]}`." + (f" Did you mean `{near}`?" if near else "")
