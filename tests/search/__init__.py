"""What readers ask of the search, and what they should find."""
