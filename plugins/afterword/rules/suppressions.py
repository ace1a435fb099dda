"""Rules of suppressions: what is let stand says why, and goes when it is no longer needed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from afterword.diagnostics import Problem, Severity
from afterword.reading import Suppression
from afterword.rules.lookup import suggest_rule
from afterword.rules.registry import FileContext, Rule, Stage, file_rule, rule_named
from afterword.schema import PATTERN, REVIEW

_suppression_rule = partial(file_rule, kinds=(REVIEW, PATTERN))

# What keeps readers and the build safe is for the owners of the settings to decide, not for an author.
_GUARDS: Final = frozenset({"AW501", "AW502", "AW504", "AW505"})
_OWN_FAMILY: Final = "AW9"


@_suppression_rule("AW901", "incomplete-allowance")
def incomplete_allowance(file: FileContext) -> Iterator[Problem]:
    """A comment that lets a rule be broken can be read, and says why.

    ## Why
    The reason is for whoever meets the exception later and asks whether it still holds.
    Without one, or in another form, the comment has no effect.

    ## Bad
    ```yaml
    onset: 2025-01-01
    onset_precision: minute  # afterword: allow AW204
    ```

    ## Good
    ```yaml
    onset: 2025-01-01
    # afterword: allow AW204 because the minute is in the sealed report
    onset_precision: minute
    ```
    """
    for suppression in file.suppressions:
        if suppression.complaint:
            yield Problem("This allowance has no effect", suppression.span, f"{suppression.complaint}.")
        elif not suppression.reason:
            yield Problem(
                f"Nothing says why {', '.join(suppression.rules)[:80]} may be broken here",
                suppression.span,
                "End it with `because` and the reason; without one it has no effect.",
            )


@_suppression_rule("AW902", "forbidden-allowance")
def forbidden_allowance(file: FileContext) -> Iterator[Problem]:
    """A comment that lets a rule be broken names a rule that an author may let be broken.

    ## Why
    A misspelt code lets nothing stand, and nobody would notice.
    Errors of reading and of the schema cannot be let stand, nor can what keeps readers and the build safe:
    raw HTML (AW501), unsafe links (AW502), included files (AW504) and overlong runs of markup (AW505).

    ## Bad
    ```yaml
    # afterword: allow AW104 because our severities differ
    severity: sev3
    ```

    ## Good
    ```yaml
    onset: 2025-01-01
    # afterword: allow AW204 because the minute is in the sealed report
    onset_precision: minute
    ```
    """
    for suppression in file.suppressions:
        for word in suppression.rules:
            rule = rule_named(word)
            if rule is None:
                help_ = suggest_rule(word).lstrip() or "`afterword explain` lists every rule."
                yield Problem(f"There is no rule `{word[:40]}`", suppression.span, help_)
            elif not _may_be_allowed(rule):
                yield Problem(
                    f"{rule.code} {rule.name} cannot be allowed by an author",
                    suppression.span,
                    "Mend what the rule finds; `afterword explain " + rule.code + "` says how.",
                )


@_suppression_rule("AW903", "unused-allowance", Stage.AFTER, Severity.WARNING)
def unused_allowance(file: FileContext) -> Iterator[Problem]:
    """A comment that lets a rule be broken stands where the rule is broken.

    ## Why
    What was allowed once and is mended since would hide the next problem on that line.

    ## Bad
    ```yaml
    # afterword: allow AW204 because the minute is in the sealed report
    onset: 2025-01-01
    ```

    ## Good
    ```yaml
    onset: 2025-01-01
    # afterword: allow AW204 because the minute is in the sealed report
    onset_precision: minute
    ```
    """
    for suppression in file.idle:
        yield Problem(
            f"{', '.join(suppression.rules)[:80]} finds nothing here",
            suppression.span,
            "Delete the comment, or move it to the line that it is about or to the line above that one.",
        )


def allowed_codes(suppression: Suppression) -> frozenset[str]:
    """The codes that an allowance lets stand; none where it is incomplete or names what no author may allow."""
    if suppression.complaint or not suppression.reason:
        return frozenset()
    rules = [rule_named(word) for word in suppression.rules]
    return frozenset(rule.code for rule in rules if rule is not None and _may_be_allowed(rule))


def _may_be_allowed(rule: Rule) -> bool:
    return rule.stage > Stage.SCHEMA and rule.code not in _GUARDS and not rule.code.startswith(_OWN_FAMILY)
