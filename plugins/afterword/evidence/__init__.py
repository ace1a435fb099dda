"""Evidence: the numbers of a model around an incident, as a value and as a file beside the review."""
