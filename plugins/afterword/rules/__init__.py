"""The rules that a knowledge base is held to: each function of this package that is declared as one."""

from importlib import import_module
from pkgutil import walk_packages

from afterword.rules.lookup import no_rule
from afterword.rules.policy import Policy
from afterword.rules.registry import CorpusContext, FileContext, Rule, Stage, registered
from afterword.rules.suppressions import allowed_codes

__all__ = ["CorpusContext", "FileContext", "Policy", "Rule", "Stage", "all_rules", "allowed_codes", "no_rule"]

for _module in walk_packages(__path__, f"{__name__}."):
    import_module(_module.name)  # a rule is declared when its module is imported


def all_rules() -> tuple[Rule, ...]:
    """Every rule, by code; to import this package is to declare them."""
    return registered()
