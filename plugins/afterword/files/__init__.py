"""Files and folders that are replaced in one step, and the cache between runs."""

UNFINISHED = ".afterword-new"
"""The suffix of files that are being written; no page has it."""

ANSWERS = ".unfinished-answers"
"""The head of the names of files in which a stopped dialogue keeps its answers.

They are hidden, so that no site publishes them; the ``.gitignore`` of ``afterword init`` knows them.
"""
