"""The parts of the theme that are the same on many pages, rendered once for all of them.

Header, tabs and navigation depend on the folder of a page and on its place in the navigation, and on nothing else of
it but the title. The many pages outside the navigation that have one parent therefore share them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, Final

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, TemplateError, pass_context
from jinja2.runtime import Context
from mkdocs.structure.files import InclusionLevel
from mkdocs.structure.pages import Page as EnginePage

from afterword.mkdocs_adapter.short_templates import (
    ShortTemplates,
    plain_contents,
    short_config,
    short_part,
    undescribed,
)
from afterword.rendering.templates import compact

TITLE: Final = "\ufdd1"
"""What stands for the title of a page in a shared part: a character that no title contains."""
CONTENTS: Final = "\ufdd2"
"""What stands for the list of the headings of a page, the same."""

_ORIGINAL: Final = "theme"
_FORM: Final = f"{_ORIGINAL}/partials/palette.html"
# Of the parts of the navigation to which a page does not belong, the theme shows the names alone.
_PRUNED: Final = "navigation.prune"
# Our box and our link to the search are in its place.
_OPENS_SEARCH: Final = re.compile(r'<label class="md-header__button md-icon" for="__search">.*?</label>', re.DOTALL)
_TABS: Final = "navigation.tabs"
MENU: Final = "afterword_menu"
"""The setting of the theme that says whether our script can fill menus and contents."""


class _AnyPage:
    """A page of a folder and of a place in the navigation, known by nothing else."""

    def __init__(self, page: EnginePage) -> None:
        self.url, self.parent, self.ancestors = page.url, page.parent, page.ancestors
        self.title, self.meta = TITLE, {"title": TITLE}


class MarkedPage(EnginePage):
    """A page with marks in place of what is its own; a template gives it what ``draw`` the contents of others."""

    draw: Callable[[EnginePage], str]


def share_partials(
    env: Environment,
    folders: Sequence[str],
    of_theme: Iterable[str],
    icons: Iterable[str],
    *,
    searched: Iterable[str],
    own_search: bool,
) -> None:
    """Let the templates in ``theme/partials/`` share what those of the theme in ``folders`` make.

    White space between the tags of templates is left out as well, and what else is needless in those ``of_theme``.
    ``searched`` are all folders from which the engine copies files.
    """
    known: dict[Hashable, str] = {}
    original = PrefixLoader({_ORIGINAL: FileSystemLoader(folders)})
    loader = ChoiceLoader([original, *([env.loader] if env.loader else [])])
    env.loader = ShortTemplates(loader, of_theme, icons, searched=searched, own_search=own_search)
    env.trim_blocks = env.lstrip_blocks = True

    def short(name: str, made: str) -> str:
        made = short_part(name, compact(made))
        return _OPENS_SEARCH.sub("", made) if own_search and name == "header" else made

    @pass_context
    def shared(context: Context, name: str) -> str:
        template, page = env.get_template(f"{_ORIGINAL}/partials/{name}.html"), context.get("page")
        values: dict[str, Any] = context.get_all()
        if not isinstance(page, EnginePage) or not outside(page):
            return short(name, template.render(values))
        hidden = tuple(page.meta.get("hide") or ())
        key = (name, hidden, page.url.rstrip("/").rpartition("/")[0], page.url.count("/"), id(page.parent))
        if key not in known:
            features = [*(values.get("features") or ()), _PRUNED]
            made = template.render({**values, "page": _AnyPage(page), "features": features})
            known[key] = short(name, made)
            if name == "nav" and _same_as_tabs(values):
                known[key] = unfilled(known[key], values["nav"].items)
        return known[key].replace(TITLE, str(page.meta.get("title", page.title)))

    @pass_context
    def compacted(context: Context, name: str) -> str:
        """A part that each page has of its own."""
        values, template = context.get_all(), env.get_template(f"{_ORIGINAL}/partials/{name}.html")

        def draw(page: EnginePage | None) -> str:
            made = short(name, template.render({**values, "page": page}))
            return plain_contents(made) if name == "toc" and values["config"].theme.get(MENU) else made

        page = values.get("page")
        if isinstance(page, MarkedPage) and name == "toc":
            page.draw = draw
            return CONTENTS
        return draw(page)

    env.filters |= {"compact": compact, "undescribed": undescribed}
    env.filters["short_config"] = partial(short_config, own_search=own_search)
    env.globals |= {"shared": shared, "compacted": compacted}


def palette_form(env: Environment, config: object) -> str:
    """The form with which a reader chooses the colours; empty where the theme has none that is known."""
    try:
        return short_part("palette", compact(env.get_template(_FORM).render(config=config)))
    except (TemplateError, TypeError):
        return ""


def unfilled(menu: str, items: Sequence[Any]) -> str:
    """The menu without what is in it: a script fills it from the tabs, and is told those that lead to one page alone.

    Only a phone shows it; without scripts a phone shows the tabs.
    """
    single = " ".join(str(at) for at, item in enumerate(items) if not getattr(item, "children", None))
    return f'{menu[: menu.index(">")]} data-single="{single}"></nav>'


def _same_as_tabs(values: Mapping[str, Any]) -> bool:
    """Whether the menu of a page says what its tabs say: then no side bar is shown beside it."""
    hidden, features = values["page"].meta.get("hide") or (), values.get("features") or ()
    return bool(values["config"].theme.get(MENU)) and "navigation" in hidden and _TABS in features


def outside(page: EnginePage) -> bool:
    """Whether a page has no place of its own in the navigation."""
    return page.file.inclusion is InclusionLevel.NOT_IN_NAV and page.previous_page is None and page.next_page is None
