"""Rules of actions: complete, worded so that they can be verified, and ended with proof."""

from afterword.rules.actions import complete, ending, owners, wording

__all__ = ["complete", "ending", "owners", "wording"]
