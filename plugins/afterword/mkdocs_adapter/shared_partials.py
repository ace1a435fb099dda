"""The parts of the theme that are the same on many pages, rendered once for all of them.

Header, tabs and navigation depend on the folder of a page and on its place in the navigation, and on nothing else of
it but the title. The many pages outside the navigation that have one parent therefore share them.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from functools import partial
from typing import Any, Final

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, pass_context
from jinja2.runtime import Context
from mkdocs.structure.files import InclusionLevel
from mkdocs.structure.pages import Page as EnginePage

from afterword.mkdocs_adapter.short_templates import ShortTemplates, short_config, short_part, undescribed
from afterword.rendering.templates import compact

TITLE: Final = "\ufdd1"
"""What stands for the title of a page in a shared part: a character that no title contains."""

_ORIGINAL: Final = "theme"
# Of the parts of the navigation to which a page does not belong, the theme shows the names alone.
_PRUNED: Final = "navigation.prune"


class _AnyPage:
    """A page of a folder and of a place in the navigation, known by nothing else."""

    def __init__(self, page: EnginePage) -> None:
        self.url, self.parent, self.ancestors = page.url, page.parent, page.ancestors
        self.title, self.meta = TITLE, {"title": TITLE}


def share_partials(
    env: Environment, folders: Sequence[str], of_theme: Iterable[str], icons: Iterable[str], *, own_search: bool
) -> None:
    """Let the templates in ``theme/partials/`` share what those of the theme in ``folders`` make.

    White space between the tags of templates is left out as well, and what else is needless in those ``of_theme``.
    """
    known: dict[Hashable, str] = {}
    original = PrefixLoader({_ORIGINAL: FileSystemLoader(folders)})
    loader = ChoiceLoader([original, *([env.loader] if env.loader else [])])
    env.loader = ShortTemplates(loader, of_theme, icons, own_search=own_search)
    env.trim_blocks = env.lstrip_blocks = True

    def short(name: str, made: str) -> str:
        return short_part(name, compact(made))

    @pass_context
    def shared(context: Context, name: str) -> str:
        template, page = env.get_template(f"{_ORIGINAL}/partials/{name}.html"), context.get("page")
        values: dict[str, Any] = context.get_all()
        if not isinstance(page, EnginePage) or not _outside(page):
            return short(name, template.render(values))
        key = (name, page.url.rstrip("/").rpartition("/")[0], page.url.count("/"), id(page.parent))
        if key not in known:
            features = [*(values.get("features") or ()), _PRUNED]
            made = template.render({**values, "page": _AnyPage(page), "features": features})
            known[key] = short(name, made)
        return known[key].replace(TITLE, str(page.meta.get("title", page.title)))

    @pass_context
    def compacted(context: Context, name: str) -> str:
        """A part that each page has of its own."""
        return short(name, env.get_template(f"{_ORIGINAL}/partials/{name}.html").render(context.get_all()))

    env.filters |= {"compact": compact, "undescribed": undescribed}
    env.filters["short_config"] = partial(short_config, own_search=own_search)
    env.globals |= {"shared": shared, "compacted": compacted}


def _outside(page: EnginePage) -> bool:
    """Whether a page has no place of its own in the navigation."""
    return page.file.inclusion is InclusionLevel.NOT_IN_NAV and page.previous_page is None and page.next_page is None
