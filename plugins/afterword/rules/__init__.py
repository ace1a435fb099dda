"""The rules that a knowledge base is held to."""

from afterword.rules import actions, body, clocks, corpus, language, reading, schema, secrets, values
from afterword.rules.registry import CorpusContext, FileContext, Rule, Stage, registered

__all__ = [
    "CorpusContext",
    "FileContext",
    "Rule",
    "Stage",
    "actions",
    "all_rules",
    "body",
    "clocks",
    "corpus",
    "language",
    "reading",
    "schema",
    "secrets",
    "values",
]


def all_rules() -> tuple[Rule, ...]:
    """Every rule, by code; to import this package is to declare them."""
    return registered()
