"""Work on plain text that knows nothing of reviews."""
