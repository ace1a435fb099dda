"""The pages of trends, near misses, safeguards and lessons."""
