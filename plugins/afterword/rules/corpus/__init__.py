"""Rules of the corpus: what only shows when all reviews are looked at together."""

from afterword.rules.corpus import names, references

__all__ = ["names", "references"]
