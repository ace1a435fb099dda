"""The repair of a problem; the command and an editor ask here, so that both offer the same."""

from __future__ import annotations

from afterword.diagnostics import Diagnostic
from afterword.rules import FileContext, Stage, rule_named
from afterword.rules.on_demand.repair import FOR_ITS_AUTHOR, Left, Repair


def offer(file: FileContext, diagnostic: Diagnostic) -> Repair | Left:
    """The repair of a problem in a file, or the reason why there is none."""
    if file.entry.document is None:
        return Left("The file cannot be parsed, so nothing in it is changed")
    rule = rule_named(diagnostic.code)
    if rule is not None and rule.fix is not None:
        if rule.stage is Stage.FILE and file.entry.value is None:
            return Left("It can be fixed once the fields above keep to the schema")
        return rule.fix(file, diagnostic)
    return Left(rule.by_hand) if rule is not None and rule.by_hand else FOR_ITS_AUTHOR


def fixable(code: str) -> bool:
    """Whether the rule with a code has a fix."""
    rule = rule_named(code)
    return rule is not None and rule.fix is not None
