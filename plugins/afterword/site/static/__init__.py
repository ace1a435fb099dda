"""Files that are published as they are."""
