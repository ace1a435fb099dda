"""Rules for the narrative: Markdown that every engine renders the same way, and that is safe to publish."""

from afterword.rules.body import links, markup

__all__ = ["links", "markup"]
