"""``afterword explain``: print the manual of a rule."""

from __future__ import annotations

import click

from afterword.cli.common import CouldNotRun
from afterword.rules import all_rules, no_rule, rule_named
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
    if (found := rule_named(code)) is None:
        raise CouldNotRun(printable(f"{no_rule(code)} `afterword explain` lists them all."))
    click.echo(click.style(f"{found.code} {found.name}", bold=True) + f" ({found.severity})\n")
    click.echo(found.manual)
