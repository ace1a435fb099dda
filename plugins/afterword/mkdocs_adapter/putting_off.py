"""Whether the first build of a preview may put off pages (``late_pages.py``)."""

from __future__ import annotations

from typing import Any, Final

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin

from afterword.mkdocs_adapter.surroundings import alone

_STEPS: Final = ("env", "pre_template", "template_context", "post_template", "post_build", "serve")
"""The steps at which another plugin would find pages without content."""


def served_through_us() -> bool:
    """Whether the engine will let us change its server, which it does not where its browsers are not reloaded."""
    if (context := click.get_current_context(silent=True)) is None:
        return False
    # MkDocs and ProperDocs name the option by what it switches on, and by itself.
    return not context.params.get("no_livereload", not context.params.get("livereload", True))


def may_be_late(config: MkDocsConfig, plugin: BasePlugin[Any]) -> bool:
    """Whether nothing but a page itself shows what is on it, and nobody but our ``plugin`` looks at it.

    A strict preview must know all that is wrong before it serves, and templates of a site may show other pages.
    """
    own = config.theme.custom_dir or config.extra_templates
    return config.theme.name == "material" and not own and not config.strict and alone(config, plugin, *_STEPS)
