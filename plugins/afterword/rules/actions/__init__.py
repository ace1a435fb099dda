"""Rules for actions: complete, worded so that they can be verified, on time, and closed with evidence."""

from afterword.rules.actions import complete, days, ending, owners, wording

__all__ = ["complete", "days", "ending", "owners", "wording"]
