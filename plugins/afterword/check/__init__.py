"""Check a knowledge base: every rule on every file, with the cached results of earlier checks."""

from afterword.check.audience import told, what_is_untold
from afterword.check.run import Report, by_file, check, check_file, check_loaded

__all__ = ["Report", "by_file", "check", "check_file", "check_loaded", "told", "what_is_untold"]
