"""The engine's configuration, arranged for our pages once every other plugin has changed it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from mkdocs.config.defaults import MkDocsConfig

from afterword.mkdocs_adapter.config import AfterwordConfig, has_own_search
from afterword.mkdocs_adapter.shared_partials import share_partials
from afterword.mkdocs_adapter.theme import PRELOADED, put_before_theme, replace_search, take_diagrams
from afterword.settings import Settings

_THEME: Final = Path(__file__).parents[1] / "theme"


def arrange(ours: AfterwordConfig, engine: MkDocsConfig, settings: Settings) -> None:
    """Put our templates, diagrams and search in place."""
    if engine.theme.name == "material":
        put_before_theme(engine, _THEME)
        look = settings.look
        engine.theme[PRELOADED] = [name for name, own in (("serif", look.headings), ("sans", look.text)) if not own]
        _share(engine)
    take_diagrams(engine, settings.limits)
    if has_own_search(ours, engine):
        replace_search(engine, _THEME / "search")


def _share(engine: MkDocsConfig) -> None:
    """Let every environment of the theme share partials; another plugin may make one of its own."""
    get_env = engine.theme.get_env

    def sharing() -> object:
        env = get_env()
        share_partials(env, [folder for folder in engine.theme.dirs if folder != str(_THEME)])
        return env

    vars(engine.theme)["get_env"] = sharing
