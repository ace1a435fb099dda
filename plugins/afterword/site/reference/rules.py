"""The manuals of the rules as pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Final

from afterword.pages import addresses
from afterword.pages.page import Page
from afterword.rules import Rule, all_rules
from afterword.site.context import Site
from afterword.site.makers import makes_pages

# In a manual a fence says which part of a file it shows; a page colours it as what it is.
_LANGUAGES: Final = {"body": "markdown", "published": "yaml", "bytes": "text", "symlink": "text", "evidence": "text"}
_FENCE: Final = re.compile(r'^```([a-z]+)(?: title="([^"]+)")?$', re.MULTILINE)


@makes_pages
def rule_pages(site: Site) -> Iterator[Page]:
    """The table of all rules, and a page for each."""
    rules = all_rules()
    families: dict[str, list[Rule]] = {}
    for rule in rules:
        families.setdefault(rule.family, []).append(rule)
    yield site.page(
        addresses.RULES,
        "rules.html.j2",
        title="Rules",
        description="What is checked, why, and an example of each.",
        parent=addresses.REFERENCE,
        hide=(),
        families=families.items(),
    )
    for rule in rules:
        yield site.page(
            addresses.rule(rule.code),
            "rule.html.j2",
            title=f"{rule.code}: {rule.name}",
            description=rule.summary,
            parent=addresses.RULES,
            hide=(),
            rule=rule,
            narrative=partial(_manual, rule),
        )


def _manual(rule: Rule) -> str:
    """The manual without what only an extension of Markdown knows: a fence with a title has it in a line above."""
    return _FENCE.sub(_plain_fence, rule.manual)


def _plain_fence(found: re.Match[str]) -> str:
    fence = f"```{_LANGUAGES.get(found[1], found[1])}"
    return f"`{found[2]}`\n\n{fence}" if found[2] else fence
