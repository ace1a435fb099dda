"""The search page, and what it finds."""
