"""The rules that a knowledge base is checked against: each function of this package declared as a rule."""

from importlib import import_module
from pathlib import Path
from typing import Final

from afterword.rules.lookup import no_rule, rule_named
from afterword.rules.policy import Policy
from afterword.rules.registry import CorpusContext, FileContext, Rule, Stage, registered
from afterword.rules.suppressions import allowed_codes

__all__ = [
    "CorpusContext",
    "FileContext",
    "Policy",
    "Rule",
    "Stage",
    "all_rules",
    "allowed_codes",
    "no_rule",
    "rule_named",
]

_HERE: Final = Path(__file__).parent
_LATER: Final = frozenset({"fixes", "repair"})
"""What only a fix needs is imported when a fix is asked for."""

for _file in sorted(_HERE.rglob("[!_]*.py")):
    _parts = _file.relative_to(_HERE).with_suffix("").parts
    if _parts[0] not in _LATER:
        import_module(".".join((__name__, *_parts)))  # a rule is declared when its module is imported


def all_rules() -> tuple[Rule, ...]:
    """Every rule, sorted by code; importing this package declares them all."""
    return registered()
