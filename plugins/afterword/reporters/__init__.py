"""How a report is told, by the name of the format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # The check brings every rule along, and most verbs only want to print a line.
    from afterword.check import Report

Reporter = Callable[["Report"], str]


def _lazy(name: str) -> Reporter:
    """The reporter of a module, which is imported when it is first asked: a check needs one of them."""

    def report(found: Report) -> str:
        told: str = getattr(import_module(f"{__name__}.{name}"), f"report_{name.removesuffix('_report')}")(found)
        return told

    return report


REPORTERS: Mapping[str, Reporter] = {
    "text": _lazy("text"),
    "json": _lazy("json_report"),
    "github": _lazy("github"),
    "gitlab": _lazy("gitlab"),
    "sarif": _lazy("sarif"),
    "junit": _lazy("junit"),
}

__all__ = ["REPORTERS"]
