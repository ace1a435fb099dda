"""Lists of reviews and of entries, with their filters."""
