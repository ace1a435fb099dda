"""The form for a review in the browser."""
