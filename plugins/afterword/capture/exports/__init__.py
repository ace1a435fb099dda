"""The readers of exported answers, one module each, found by its name."""
