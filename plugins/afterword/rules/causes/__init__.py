"""Rules of causes: a cause is a property of the system that somebody can change."""

from afterword.rules.causes import chain, layers, stated

__all__ = ["chain", "layers", "stated"]
