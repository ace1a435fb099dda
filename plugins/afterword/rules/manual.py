"""The manual of a rule: the docstrings of its check and of its fix."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from functools import cache
from typing import Any, Final

SECTIONS: Final = ("Why", "Bad", "Good")
"""The sections of every manual; that of a rule with a fix has one more."""

_FIX: Final = "Fix"
_FIXED_BY: Final = "`afterword fix` does this, and so does a quick fix of the language server."


@cache
def manual_of(check: Callable[..., Any], fix: Callable[..., Any] | None) -> str:
    """The whole manual as Markdown."""
    manual = inspect.cleandoc(check.__doc__ or "")
    return f"{manual}\n\n## {_FIX}\n{inspect.cleandoc(fix.__doc__ or '')}\n{_FIXED_BY}" if fix else manual


def section_of(manual: str, title: str) -> str:
    """The text of one section of a manual; empty when there is none."""
    # Only these titles end a section: an example may hold headings of its own.
    end = "|".join((*SECTIONS, _FIX))
    match = re.search(rf"^## {title}\n(.*?)(?=^## (?:{end})$|\Z)", manual, re.MULTILINE | re.DOTALL)
    return match[1].strip() if match else ""
