"""Filters of Langfuse out of rules such as ``environment = production``."""

from __future__ import annotations

import re
from typing import Any, Final

from afterword.capture.numbers import judged
from afterword.http import NoAnswer
from afterword.settings.sources import Metric

_RULE = re.compile(
    r"\s*(?P<column>[A-Za-z]{1,40})(?:\.(?P<key>[A-Za-z0-9_.-]{1,80}))?"
    r"(?:\s*(?P<sign><>|>=|<=|=|>|<)\s*|\s+(?P<words>any of|none of|all of|does not contain|contains|starts with|"
    r"ends with)\s+)(?P<value>\S(?:.*\S)?)\s*",
    re.ASCII | re.DOTALL,
)
_LISTS: Final = frozenset({"any of", "none of", "all of"})
_OF_NUMBERS: Final = frozenset({">", "<", ">=", "<="})
_OF_TRUTH: Final = frozenset({"isRootObservation", "booleanValue"})


def filters_of(metric: Metric) -> tuple[dict[str, Any], ...]:
    """The filters of a metric; raises ``NoAnswer`` that says what a rule looks like."""
    return tuple(_filter(rule) for rule in metric.option("filters", ()))


def _filter(rule: str) -> dict[str, Any]:
    match = _RULE.fullmatch(rule)
    if not match:
        raise NoAnswer(
            f"`filters` has {rule[:60]!r}; a rule is like environment = production, tags any of beta, new, "
            "name starts with answer, value >= 0.5 or metadata.tier = gold"
        )
    column, operator, value = match["column"], match["sign"] or match["words"], match["value"]
    made: dict[str, Any] = {"column": column, "operator": operator, **_typed(column, operator, value, rule)}
    if key := match["key"]:
        made |= {"key": key, "type": "numberObject" if made["type"] == "number" else "stringObject"}
    return made


def _typed(column: str, operator: str, value: str, rule: str) -> dict[str, Any]:
    if operator in _LISTS:
        kind = "arrayOptions" if column == "tags" or operator == "all of" else "stringOptions"
        return {"type": kind, "value": [part.strip() for part in value.split(",") if part.strip()]}
    if column in _OF_TRUTH:
        if value not in {"true", "false"}:
            raise NoAnswer(f"`filters` has {rule[:60]!r}; `{column}` is true or false")
        return {"type": "boolean", "value": value == "true"}
    if operator in _OF_NUMBERS:
        number, _ = judged(value)
        if number is None:
            raise NoAnswer(f"`filters` has {rule[:60]!r}; after {operator} there must be a number")
        return {"type": "number", "value": number}
    if operator == "<>":
        raise NoAnswer(f"`filters` has {rule[:60]!r}; <> is only for what is true or false; use none of")
    return {"type": "string", "value": value}
