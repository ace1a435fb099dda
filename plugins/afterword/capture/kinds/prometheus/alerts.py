"""The threshold that an alert rule of the server has now, read out of its expression."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from afterword.capture.kinds.prometheus.asked import Talk
from afterword.capture.told import told
from afterword.http import NoAnswer
from afterword.settings.sources import ABOVE, BELOW

_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?", re.ASCII)
_TOKEN = re.compile(
    r"""(?P<text>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`)|\#[^\n]*|(?P<open>[(\[{])|(?P<close>[)\]}])"""
    r"""|(?P<compare>==|!=|>=|<=|>|<)|(?P<join>\b(?:and|or|unless)\b)|[\w:.]+|\s+|.""",
    re.IGNORECASE | re.DOTALL,
)
_FLIPPED: Final = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


class Bound(NamedTuple):
    """What a rule compares: an expression with a number, and the side of it on which the alert fires."""

    expression: str
    threshold: float
    breach: str


def bound_of(talk: Talk, rule: str, query: str) -> Bound:
    """What the alert rule of a name compares now; raises ``NoAnswer`` that says why it cannot be known."""
    if talk.rules is None:
        talk.rules = list(_rules(talk))
    found = [written for name, written in talk.rules if name == rule]
    if not found:
        raise NoAnswer(f"The source has no alert rule named {rule}")
    bounds = [bound for written in found if (bound := compared(written, query))]
    if len({(bound.threshold, bound.breach) for bound in bounds}) > 1:
        raise NoAnswer(f"The alert rules named {rule} have different thresholds; write `threshold` in the settings")
    if not bounds:
        raise NoAnswer(
            f"The alert rule {rule} compares with no plain number: {told(found[0], talk.server)}; "
            "write `threshold` in the settings"
        )
    return bounds[0]


def compared(written: str, query: str) -> Bound | None:
    """The comparison of an expression with a number, or of several parts that of the query; ``None`` without one."""
    clauses = list(_clauses(written))
    bounds = [bound for clause in clauses if (bound := _bound(clause))]
    if len(clauses) > 1:
        # `x and y > 10` says nothing of x.
        bounds = [bound for bound in bounds if same(bound.expression, query)]
    return bounds[0] if len(bounds) == 1 else None


def same(first: str, second: str) -> bool:
    """Whether two expressions differ in white space at most."""
    return "".join(_bare(first).split()) == "".join(_bare(second).split())


def _rules(talk: Talk) -> Iterator[tuple[str, str]]:
    """The name and the expression of every alert rule."""
    answer = talk.get("rules", type="alert")
    try:
        for group in answer["data"]["groups"]:
            for rule in group["rules"]:
                if rule.get("type", "alerting") == "alerting":
                    yield str(rule["name"]), str(rule["query"])
    except (KeyError, TypeError, AttributeError):
        raise NoAnswer("The source answered with alert rules in a form that is not Prometheus'") from None


Clause = list[tuple[str, str]]
"""Texts with their kind: ``compare`` for a comparison that is in no brackets."""


def _clauses(written: str) -> Iterator[Clause]:
    """The parts of an expression between ``and``, ``or`` and ``unless``."""
    clause: Clause = []
    depth = 0
    for match in _TOKEN.finditer(_bare(written)):
        kind, text = match.lastgroup or "", match[0]
        depth += (kind == "open") - (kind == "close")
        if kind == "join" and depth == 0:
            yield clause
            clause = []
        elif not text.startswith("#"):
            clause.append(("compare" if kind == "compare" and depth == 0 else "", text))
    yield clause


def _bound(clause: Clause) -> Bound | None:
    places = [place for place, (kind, _) in enumerate(clause) if kind]
    if len(places) != 1:
        return None
    left, right = (_bare("".join(text for _, text in part)) for part in (clause[: places[0]], clause[places[0] + 1 :]))
    sign = clause[places[0]][1]
    right = re.sub(r"^bool\b\s*", "", right)
    if _NUMBER.fullmatch(left):
        left, right, sign = right, left, _FLIPPED.get(sign, sign)
    if not _NUMBER.fullmatch(right) or _NUMBER.fullmatch(left) or sign not in _FLIPPED:
        return None
    return Bound(left, float(right), BELOW if sign.startswith("<") else ABOVE)


def _bare(written: str) -> str:
    """An expression without white space and brackets around the whole of it."""
    bare = written.strip()
    while bare.startswith("(") and bare.endswith(")") and _closes_at_the_end(bare):
        bare = bare[1:-1].strip()
    return bare


def _closes_at_the_end(written: str) -> bool:
    """Whether the bracket that an expression begins with is closed by its last character."""
    depth = 0
    for match in _TOKEN.finditer(written):
        depth += (match.lastgroup == "open") - (match.lastgroup == "close")
        if depth == 0:
            return match.end() == len(written)
    return False


def fired(talk: Talk, rule: str, fields: dict[str, Any]) -> dict[str, Any]:
    """The answer to when an alert fired, by the series that the server keeps of it."""
    name = rule.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return talk.post("query_range", {**fields, "query": f'ALERTS{{alertname="{name}",alertstate="firing"}}'})
