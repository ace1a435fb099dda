"""Afterword: blameless reviews of machine-learning failures, checked, published and brought back in time."""

__version__ = "0.1.0"
