"""The check of a knowledge base: every rule over every file, with what earlier checks kept."""

from afterword.check.run import Report, by_file, check, check_file, check_loaded

__all__ = ["Report", "by_file", "check", "check_file", "check_loaded"]
