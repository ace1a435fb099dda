"""What ``mkdocs.yml`` may say of the plugin, and what follows from it."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

from mkdocs.config.base import Config
from mkdocs.config.config_options import URL, Choice, Dir, Optional, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from afterword.model import parse_day
from afterword.publish.search import FOLDER
from afterword.settings import AUDIENCES, Settings, SettingsError, load_settings
from afterword.settings.clock import today


class AfterwordConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves its hook without types
    """What ``mkdocs.yml`` may say: root of the knowledge base, audience, day of the site, history, search.

    ``audience`` takes the place of the one in the settings of the knowledge base.
    ``search: afterword`` makes the index also in each build of a preview.
    ``keep_folder`` replaces what is in the site's folder and keeps the folder, for a server that runs in it, and
    ``cache: false`` makes every page anew.
    """

    root = Optional(Dir(exists=True))
    audience = Optional(Choice(AUDIENCES))
    as_of = Optional(Type((str, date)))
    history = Optional(URL())
    search = Choice(("auto", "afterword", "material"), default="auto")
    keep_folder = Type(bool, default=False)
    cache = Type(bool, default=True)


def settings_and_day(ours: AfterwordConfig, engine: MkDocsConfig) -> tuple[Settings, date]:
    """The settings of the knowledge base, whose files a preview watches, and the day for which the site is made.

    Raises ``PluginError``.
    """
    try:
        return _settings_of(ours, engine), _day_of(ours)
    except SettingsError as error:
        raise PluginError(str(error)) from error


def _settings_of(ours: AfterwordConfig, engine: MkDocsConfig) -> Settings:
    root = Path(ours.root or Path(engine.config_file_path or "mkdocs.yml").parent)
    _watch(engine, root / "pyproject.toml")  # also where it is wrong, since its next edit may right it
    settings = load_settings(root)
    if told := _misplaced(settings, Path(engine.docs_dir)):
        raise SettingsError(told)
    file = Path(engine.config_file_path) if engine.config_file_path else None
    configuration = file and file.parent.resolve() / file.name
    settings = replace(settings, audience=ours.audience or settings.audience, configuration=configuration)
    _watch(engine, settings.reviews_dir, settings.patterns_dir, settings.schema_dir, settings.glossary_file)
    return settings


def _watch(engine: MkDocsConfig, *paths: Path | None) -> None:
    engine.watch.extend(str(path) for path in paths if path is not None and path.exists())


def _misplaced(settings: Settings, docs: Path) -> str:
    """What to set where the patterns are in the docs folder of the engine and not where the settings look."""
    found = docs / settings.patterns_dir.name
    if settings.patterns_dir.is_dir() or not found.is_dir():
        return ""
    where = Path(os.path.relpath(found, settings.root)).as_posix()
    there = (
        f'Set `patterns = "{where}"` under [tool.afterword] in pyproject.toml'
        if not where.startswith("../")
        else f"{found} is outside of the knowledge base, so move it to {settings.root}"
    )
    return f"There is no folder {settings.patterns}, where the patterns are looked for, but {where} exists. {there}."


def _day_of(ours: AfterwordConfig) -> date:
    if not ours.as_of:
        return today()
    day = parse_day(str(ours.as_of))
    if day is None:
        raise PluginError(f"`as_of` is {ours.as_of!r}; write a date such as 2026-01-31.")
    return day


def checked_on(as_of: date) -> date:
    """The day of the check: ``afterword check`` knows no ``as_of``, and what it let pass must pass in a build too."""
    return max(as_of, today())


def has_own_search(ours: AfterwordConfig, engine: MkDocsConfig) -> bool:
    """Whether our search takes the place of the theme's; unless asked for, only Material's."""
    return ours.search == "afterword" or (ours.search == "auto" and engine.theme.name == "material")


def makes_index(ours: AfterwordConfig, engine: MkDocsConfig, *, anew: bool) -> bool:
    """Whether a build makes the index of our search.

    Unless asked to, a preview makes none again after an edit of a text: ``anew`` says that more may have changed.
    """
    there = Path(engine.site_dir, FOLDER).is_dir()
    return has_own_search(ours, engine) and (anew or not there or ours.search == "afterword")
