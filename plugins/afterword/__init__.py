"""Afterword: blameless reviews of machine-learning failures, checked, published and brought back in time.

``__all__`` names what another program may import. Every other module and name is private: it may change in any version.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from afterword.python_api import (
        Action,
        Corpus,
        Diagnostic,
        Hit,
        Moment,
        Pattern,
        Reason,
        Report,
        Review,
        SchemaError,
        SettingsError,
        Severity,
        Span,
        check_reviews,
        load_reviews,
        similar_reviews,
    )

__version__ = "0.1.0"

__all__ = [
    "Action",
    "Corpus",
    "Diagnostic",
    "Hit",
    "Moment",
    "Pattern",
    "Reason",
    "Report",
    "Review",
    "SchemaError",
    "SettingsError",
    "Severity",
    "Span",
    "__version__",
    "check_reviews",
    "load_reviews",
    "similar_reviews",
]


def __getattr__(name: str) -> object:
    """Import what is asked for when it is asked for: a command must not wait for what it does not use."""
    if name in __all__:
        return getattr(import_module("afterword.python_api"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
