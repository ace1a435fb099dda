"""Text in, Markdown out: every word of an author is escaped here, and nowhere is it a template."""

from afterword.rendering.body import defuse
from afterword.rendering.escape import Markdown, attribute, literal, plain, unmarked
from afterword.rendering.front_matter import as_yaml, with_front_matter
from afterword.rendering.templates import Templates

__all__ = [
    "Markdown",
    "Templates",
    "as_yaml",
    "attribute",
    "defuse",
    "literal",
    "plain",
    "unmarked",
    "with_front_matter",
]
