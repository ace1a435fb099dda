"""Rules of the corpus: what only shows when all reviews are looked at together."""
