"""The rules that a knowledge base is checked against: each function of this package declared as a rule."""

import os
from collections.abc import Iterator
from importlib import import_module
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

_LATER: Final = frozenset({"fixes", "on_demand"})
"""The folders of what only a fix or a broken file needs, which is imported when there is one."""


def _modules(folder: str, package: str) -> Iterator[str]:
    """The modules in a folder and below it, by name; looking for them with ``pathlib`` takes several times as long."""
    for item in sorted(os.scandir(folder), key=lambda item: item.name):
        name = f"{package}.{item.name.removesuffix('.py')}"
        if item.name.startswith("_") or item.name in _LATER:
            continue
        if item.name.endswith(".py"):
            yield name
        elif item.is_dir():
            yield from _modules(item.path, name)


for _module in _modules(os.path.dirname(__file__), __name__):  # noqa: PTH120  # pathlib takes longer here too
    import_module(_module)  # a rule is declared when its module is imported


def all_rules() -> tuple[Rule, ...]:
    """Every rule, sorted by code; importing this package declares them all."""
    return registered()
