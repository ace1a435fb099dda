"""Text in, HTML out: every word of an author is escaped here, and nowhere is it a template."""

from markupsafe import Markup

from afterword.rendering.body import defuse
from afterword.rendering.front_matter import as_yaml
from afterword.rendering.html import attribute, element, literal, plain, quiet, unmarked
from afterword.rendering.templates import Templates

__all__ = [
    "Markup",
    "Templates",
    "as_yaml",
    "attribute",
    "defuse",
    "element",
    "literal",
    "plain",
    "quiet",
    "unmarked",
]
