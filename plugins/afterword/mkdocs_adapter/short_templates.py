"""The theme's templates of what stands around the content of every page, made short.

White space between tags is left out where nobody sees it, icons are left to the style sheet, and of its settings the
script of the theme is told those that it uses.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from jinja2 import BaseLoader, ChoiceLoader, DictLoader, Environment, TemplateError
from jinja2.utils import htmlsafe_json_dumps

from afterword.mkdocs_adapter.icons import element

# In these no text stands beside an element that is a part of its line.
_FRAME: Final = frozenset(
    {
        "base.html",
        *(f"partials/{name}.html" for name in ("header", "logo", "nav", "nav-item", "palette", "search", "source")),
        *(f"partials/{name}.html" for name in ("tabs", "tabs-item", "toc", "toc-item", "top")),
    }
)
_BETWEEN: Final = re.compile(r"(?<=>)\s*\n\s*(?=[<{])|(?<=[%}]\})\s*\n\s*(?=<)")
_INDENT: Final = re.compile(r"\n[ \t]+")
_WITH_TEXT: Final = ("footer", "icons")
_LISTS: Final = ("nav", "toc")
_PRUNED: Final = re.compile(
    r'(<li class="[^"]*md-nav__item--pruned[^"]*"><a [^>]*>[^<]*)<span class="md-nav__icon md-icon"></span>'
)
_ICON: Final = re.compile(r"(?:.*/)?\.icons/(.+)\.svg")
_NAME: Final = re.compile(r'<span class="md-ellipsis">([^<]*)</span>')
_DESCRIPTION: Final = re.compile(r'<meta name="description" content=".*?">\n?')
_CONFIG: Final = re.compile(r'\s*(<script id="__config" type="application/json">)(.*?)(</script>)\s*', re.DOTALL)
_BASE: Final = "theme/base.html"
_CONTENTS_LINK: Final = re.compile(r'<li class="md-nav__item"><a (href="[^"]*") class="md-nav__link">')
_CONTENTS_BELOW: Final = re.compile(r'<nav class="md-nav" aria-label="[^"]*"><ul class="md-nav__list">')
_CONFIG_BLOCK: Final = re.compile(r"\{%-? block config -?%\}(.*?)\{%-? endblock -?%\}", re.DOTALL)
_IN_BASE: Final = (
    '{% import "partials/language.html" as lang with context %}{% set features = config.theme.features or [] %}'
)
"""What the template of the theme says before the block of its settings, as far as that needs it."""
_TOLD: Final = "afterword-told.html"
_HERE: Final = "//here"
_UNUSED: Final = re.compile(r"assets/(?:javascripts|stylesheets)/(?:workers/)?[\w.]+\.min\.(?:js|css)\.map$")
"""Files of the theme that no page uses: what its authors look into its scripts and style sheets with."""
_UNUSED_WITHOUT_SEARCH: Final = re.compile(rf"{_UNUSED.pattern}|assets/javascripts/(?:lunr|workers)/")
_SEARCH: Final = "search"


class ShortTemplates(BaseLoader):
    """The templates of another loader; the ``icons`` among them are elements that the style sheet fills.

    What is in none of the ``folders`` belongs to the site, and stays as it was written.
    """

    def __init__(
        self,
        loader: BaseLoader,
        folders: Iterable[str],
        icons: Iterable[str],
        *,
        searched: Iterable[str],
        own_search: bool,
    ) -> None:
        """``searched`` are all folders from which the engine copies files."""
        self._loader, self._folders, self._icons = loader, tuple(folders), frozenset(icons)
        self._searched = tuple(searched)
        self._unused = _UNUSED_WITHOUT_SEARCH if own_search else _UNUSED

    def list_templates(self) -> list[str]:
        """The names of the templates, and of the files that the engine copies with them: those that a page uses.

        It copies none of a folder whose name begins with a dot, and so those are not looked through: the theme has
        thousands of icons in one.
        """
        names = {name for folder in self._searched for name in _names_in(folder)}
        return sorted(name for name in names if not self._unused.match(name))

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        """The source of a template; raises ``TemplateNotFound``."""
        source, path, fresh = self._loader.get_source(environment, template)
        if not (path or "").startswith(self._folders):
            return source, path, fresh
        if (found := _ICON.fullmatch(template)) and found[1] in self._icons:
            return element(found[1]), path, fresh
        if template.removeprefix("theme/") in _FRAME:
            source = _BETWEEN.sub("", _INDENT.sub("\n", source))
        return source, path, fresh


def _names_in(folder: str) -> Iterator[str]:
    for here, below, names in os.walk(folder):
        below[:] = [name for name in below if not name.startswith(".")]
        way = Path(here).relative_to(folder)
        yield from ((way / name).as_posix() for name in names)


def short_part(name: str, made: str) -> str:
    """A part of the theme without line ends beside tags, and in lists without the element around each name."""
    if name in _WITH_TEXT:
        return made
    made = made.replace(">\n", ">").replace("\n<", "<")
    if name in _LISTS:
        # The style sheet draws the arrow of a name that leads to others.
        made = _PRUNED.sub(r"\1", _NAME.sub(lambda found: found[1].strip(), made))
    return made


def told_to_script(env: Environment, config: object, *, own_search: bool) -> str:
    """What the theme's script reads of its settings, as JSON, without the path to the root of the site.

    Empty where the theme has no such settings, or others than are known: then the pages have them.
    """
    if env.loader is None:
        return ""
    try:
        source, _, _ = env.loader.get_source(env, _BASE)
        (block,) = _CONFIG_BLOCK.findall(source)
        # By a name, since what has one is compiled once for all builds.
        named = ChoiceLoader([DictLoader({_TOLD: _IN_BASE + block}), env.loader])
        made = env.overlay(loader=named).get_template(_TOLD).render(config=config, base_url=_HERE, page=None)
        (found,) = _CONFIG.findall(short_config(made, own_search=own_search))
        given = json.loads(found[1])
        root = given.pop("base")
    except (TemplateError, LookupError, AttributeError, TypeError, ValueError):
        return ""
    told = str(htmlsafe_json_dumps(given, separators=(",", ":")))
    return told if root == _HERE and _HERE not in told else ""


def plain_contents(made: str) -> str:
    """The contents of a page as lists and links alone: a script of ours puts on what the theme knows them by."""
    made = _CONTENTS_LINK.sub(r"<li><a \1>", made)
    return _CONTENTS_BELOW.sub("<ul>", made).replace("</ul></nav></li>", "</ul></li>")


def undescribed(part: str) -> str:
    """The head of a page without its description, which our templates give."""
    return _DESCRIPTION.sub("", part)


def short_config(part: str, *, own_search: bool) -> str:
    """The settings that the theme's script reads, without those of a search that is not there.

    They stay as they are where they are others than are known.
    """

    def shorter(found: re.Match[str]) -> str:
        try:
            given = {name: value for name, value in json.loads(found[2]).items() if value is not None}
            said = dict(given["translations"])
        except (ValueError, LookupError, AttributeError, TypeError):
            return found[0]
        if "version" not in given:
            said.pop("select.version", None)
        if own_search:
            given.pop(_SEARCH, None)
            said = {name: text for name, text in said.items() if not name.startswith(_SEARCH)}
        given["translations"] = said
        return f"{found[1]}{htmlsafe_json_dumps(given, separators=(',', ':'))}{found[3]}"

    return _CONFIG.sub(shorter, part)
