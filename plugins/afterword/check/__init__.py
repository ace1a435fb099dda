"""Check a knowledge base: every rule on every file, with the cached results of earlier checks."""

from afterword.check.ahead import errors_ahead, missing_at_the_top
from afterword.check.audience import told, what_is_untold
from afterword.check.report import Report, by_file
from afterword.check.run import check, check_file, check_loaded

__all__ = [
    "Report",
    "by_file",
    "check",
    "check_file",
    "check_loaded",
    "errors_ahead",
    "missing_at_the_top",
    "told",
    "what_is_untold",
]
