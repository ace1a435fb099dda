"""Rules of the narrative: Markdown that every engine shows alike, and that cannot do anything but be read."""

from afterword.rules.body import links, markup

__all__ = ["links", "markup"]
