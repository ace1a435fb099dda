"""Rules of reading: what a file must be before anything in it is looked at."""

from afterword.rules.reading import files, front_matter

__all__ = ["files", "front_matter"]
