"""The engine's configuration, arranged for our pages once every other plugin has changed it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from mkdocs.config.defaults import MkDocsConfig

from afterword.mkdocs_adapter.config import AfterwordConfig, has_own_search
from afterword.mkdocs_adapter.first_script import FIRST, FORM, TOLD, first_script
from afterword.mkdocs_adapter.icons import ICONS, STYLE, repeated
from afterword.mkdocs_adapter.shared_partials import MENU, palette_form, share_partials
from afterword.mkdocs_adapter.short_templates import told_to_script
from afterword.mkdocs_adapter.theme import PRELOADED, put_before_theme, replace_search, take_diagrams
from afterword.pages import addresses
from afterword.rendering.compiled import CompiledTemplates
from afterword.settings import Settings

_SCRIPT: Final = f"{addresses.ASSETS}/afterword.js"
_THEME: Final = Path(__file__).parents[1] / "theme"
_COMPILED: Final = CompiledTemplates("mkdocs_adapter", "theme")


def arrange(ours: AfterwordConfig, engine: MkDocsConfig, settings: Settings) -> None:
    """Put our templates, diagrams and search in place."""
    if engine.theme.name == "material":
        put_before_theme(engine, _THEME)
        look = settings.look
        engine.theme[PRELOADED] = [name for name, own in (("serif", look.headings), ("sans", look.text)) if not own]
        own_search = has_own_search(ours, engine)
        engine.theme[ICONS] = repeated(engine.theme, own_search=own_search) if STYLE in engine.extra_css else []
        _share(engine, own_search=own_search)
        # A site may have another header, or other tabs, than those that our scripts know.
        known = engine.theme.custom_dir is None
        env = engine.theme.get_env()
        form = palette_form(env, engine) if known else ""
        told = told_to_script(env, engine, own_search=own_search) if known else ""
        engine.theme[FORM], engine.theme[TOLD] = form, told
        engine.theme[FIRST] = first_script(_of_engine(engine), engine.theme.custom_dir, form, told)
        engine.theme[MENU] = known and STYLE in engine.extra_css and _SCRIPT in map(str, engine.extra_javascript)
    take_diagrams(engine, settings.limits)
    if has_own_search(ours, engine):
        replace_search(engine, _THEME / "search")


def _of_engine(engine: MkDocsConfig) -> list[str]:
    """The folders of the theme and of the organisation, without ours."""
    return [folder for folder in engine.theme.dirs if folder != str(_THEME)]


def _share(engine: MkDocsConfig, *, own_search: bool) -> None:
    """Let every environment of the theme share partials; another plugin may make one of its own."""
    get_env = engine.theme.get_env

    def sharing() -> object:
        env = get_env()
        of_theme = [folder for folder in engine.theme.dirs if folder != engine.theme.custom_dir]
        folders, icons = _of_engine(engine), engine.theme[ICONS]
        share_partials(env, folders, of_theme, icons, searched=engine.theme.dirs, own_search=own_search)
        # Another plugin may change what a template is compiled to, and a site's own belong to the site.
        if engine.theme.custom_dir is None and len(engine.plugins.events.get("env", [])) == 1:
            env.bytecode_cache = _COMPILED
        return env

    vars(engine.theme)["get_env"] = sharing
