"""The page of recurrences."""
