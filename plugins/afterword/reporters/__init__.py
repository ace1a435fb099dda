"""Reporters by the name of their format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # The check imports every rule, and most verbs only print a line.
    from afterword.check import Report

Reporter = Callable[["Report"], str]


def _lazy(name: str) -> Reporter:
    """The reporter of a module that is imported on first use, because a check needs only one."""

    def write(report: Report) -> str:
        text: str = getattr(import_module(f"{__name__}.{name}"), f"report_{name.removesuffix('_report')}")(report)
        return text

    return write


REPORTERS: Mapping[str, Reporter] = {
    "text": _lazy("text"),
    "json": _lazy("json_report"),
    "github": _lazy("github"),
    "gitlab": _lazy("gitlab"),
    "sarif": _lazy("sarif"),
    "junit": _lazy("junit"),
}

__all__ = ["REPORTERS"]
