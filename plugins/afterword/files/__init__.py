"""Files and folders that are replaced in one step, and the cache between runs."""

UNFINISHED = ".afterword-new"
"""The suffix of files that are being written; no page has it."""
