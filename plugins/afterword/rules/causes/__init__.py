"""Rules for causes: a cause is a property of the system that can be changed."""

from afterword.rules.causes import chain, layers, stated

__all__ = ["chain", "layers", "stated"]
