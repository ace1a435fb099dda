"""Rules for suppressions: each has a reason, and is removed when it is no longer needed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from afterword.diagnostics import Problem, Severity
from afterword.reading import Suppression
from afterword.rules.lookup import rule_named, suggest_rule
from afterword.rules.registry import FileContext, Rule, Stage, file_rule
from afterword.schema import PATTERN, REVIEW

_suppression_rule = partial(file_rule, kinds=(REVIEW, PATTERN))

# These protect readers and the build: only the settings can relax them, not an author.
_GUARDS: Final = frozenset({"AW412", "AW501", "AW502", "AW504", "AW505"})
_OWN_FAMILY: Final = "AW9"


@_suppression_rule("AW901", "incomplete-allowance")
def incomplete_allowance(file: FileContext) -> Iterator[Problem]:
    """An `allow` comment has the right form and a reason.

    ## Why
    The reason lets the next reader decide whether the exception is still needed.
    Without a reason, or in another form, the comment has no effect.

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
            yield Problem("This `allow` comment has no effect", suppression.span, f"{suppression.complaint}.")
        elif not suppression.reason:
            yield Problem(
                f"This `allow` comment gives no reason to ignore {', '.join(suppression.rules)[:80]}",
                suppression.span,
                "Add `because` and the reason; without one the comment has no effect.",
            )


@_suppression_rule("AW902", "forbidden-allowance")
def forbidden_allowance(file: FileContext) -> Iterator[Problem]:
    """An `allow` comment names a rule that an author can suppress.

    ## Why
    A misspelt code suppresses nothing, and nobody would notice.
    Reading errors, schema errors, and secrets and personal data cannot be suppressed.
    Neither can the rules that protect readers and the build: internal reviews on public pages (AW412), raw HTML
    (AW501), unsafe links (AW502), included files (AW504) and long runs of markup (AW505).

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
                help_ = suggest_rule(word).lstrip() or "Run `afterword explain` for a list of rules."
                yield Problem(f"There is no rule `{word[:40]}`", suppression.span, help_)
            elif not _may_be_allowed(rule):
                yield Problem(
                    f"{rule.code} {rule.name} cannot be suppressed in a file",
                    suppression.span,
                    f"Fix the problem instead; `afterword explain {rule.code}` shows how.",
                )


@_suppression_rule("AW903", "unused-allowance", Stage.AFTER, Severity.WARNING)
def unused_allowance(file: FileContext) -> Iterator[Problem]:
    """An `allow` comment suppresses at least one problem.

    ## Why
    A comment that is left after the problem was fixed would hide the next problem on that line.

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
            f"{', '.join(suppression.rules)[:80]} reports nothing here, so this `allow` comment is not needed",
            suppression.span,
            "Delete the comment, or move it to the line with the problem or the line above.",
        )


def allowed_codes(suppression: Suppression) -> frozenset[str]:
    """The codes that a suppression covers; none where it is incomplete or names rules that cannot be suppressed."""
    if suppression.complaint or not suppression.reason:
        return frozenset()
    rules = [rule_named(word) for word in suppression.rules]
    return frozenset(rule.code for rule in rules if rule is not None and _may_be_allowed(rule))


def _may_be_allowed(rule: Rule) -> bool:
    return rule.stage > Stage.SCHEMA and rule.code not in _GUARDS and not rule.code.startswith(_OWN_FAMILY)
