"""Rules for reading: what a file must be before its content is checked."""

from afterword.rules.reading import files, front_matter

__all__ = ["files", "front_matter"]
