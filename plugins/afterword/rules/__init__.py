"""The rules that a knowledge base is checked against."""

from afterword.rules import (
    actions,
    body,
    causes,
    clocks,
    corpus,
    language,
    reading,
    recurrence,
    register,
    schema,
    secrets,
    suppressions,
    values,
)
from afterword.rules.lookup import no_rule
from afterword.rules.policy import Policy
from afterword.rules.registry import CorpusContext, FileContext, Rule, Stage, registered, rule_named
from afterword.rules.suppressions import allowed_codes

__all__ = [
    "CorpusContext",
    "FileContext",
    "Policy",
    "Rule",
    "Stage",
    "actions",
    "all_rules",
    "allowed_codes",
    "body",
    "causes",
    "clocks",
    "corpus",
    "language",
    "no_rule",
    "reading",
    "recurrence",
    "register",
    "rule_named",
    "schema",
    "secrets",
    "suppressions",
    "values",
]


def all_rules() -> tuple[Rule, ...]:
    """Every rule, sorted by code; importing this package declares them all."""
    return registered()
