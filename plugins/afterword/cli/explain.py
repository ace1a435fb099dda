"""``afterword explain``: print the manual of a rule."""

from __future__ import annotations

import click

from afterword.cli.common import CouldNotRun
from afterword.diagnostics import nearest
from afterword.rules import Rule, all_rules
from afterword.text.printable import printable


@click.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Explain why a rule exists, with a bad and a good example.

    CODE is the code or the name of a rule; `check` prints both.
    Without CODE, all rules are listed.

    \b
    Examples:
      afterword explain AW104
      afterword explain unknown-value
    """
    if code is None:
        for rule in all_rules():
            click.echo(f"{click.style(rule.code, bold=True)}  {rule.name:24} {rule.severity:8} {rule.summary}")
        return
    rule = _find(code)
    click.echo(click.style(f"{rule.code} {rule.name}", bold=True) + f" ({rule.severity})\n")
    click.echo(rule.manual)


def _find(code: str) -> Rule:
    rules = all_rules()
    for rule in rules:
        if code.upper() == rule.code or code.lower() == rule.name:
            return rule
    near = nearest(code, [name for rule in rules for name in (rule.code, rule.name)])
    meant = f" Did you mean `{near}`?" if near else ""
    raise CouldNotRun(f"There is no rule `{printable(code, 40)}`.{meant} `afterword explain` lists them all.")
