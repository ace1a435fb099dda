"""Taking in a knowledge base with what earlier checks kept, and by several processes."""

from afterword.incremental.loading import take_in
from afterword.incremental.one_file import Found, Kept, found_in, found_of

__all__ = ["Found", "Kept", "found_in", "found_of", "take_in"]
