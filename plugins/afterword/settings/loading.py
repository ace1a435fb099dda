"""Load the settings; unknown names and invalid values are errors."""

from __future__ import annotations

import dataclasses
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from afterword.settings import tables
from afterword.settings.site_folder import docs_folder
from afterword.settings.values import AUDIENCES, INTERNAL, NoKnowledgeBaseError, Settings, SettingsError

_NOT_IN_FILE: Final = frozenset({"trusted", "configuration"})
# Settings that are tables, or not in the file.
_NOT_PLAIN: Final = frozenset(
    {
        "limits",
        "rules",
        "per_path_ignores",
        "service_levels",
        "trackers",
        "sources",
        "waivers",
        "look",
        *_NOT_IN_FILE,
        "fields",
        "values",
    }
)


def find_root(start: Path) -> Path:
    """The root of the knowledge base around a file or a folder: the nearest folder with settings or with reviews.

    Raises ``NoKnowledgeBaseError`` if there is none.
    """
    start = (start if start.is_dir() else start.parent).resolve()
    for folder in (start, *start.parents):
        if (folder / Settings.reviews).is_dir() or has_settings(folder):
            return folder
    raise NoKnowledgeBaseError(
        f"No knowledge base found: neither {start} nor a folder above it has `{Settings.reviews}/` "
        "or a pyproject.toml with [tool.afterword]. Name one with --root."
    )


def has_settings(folder: Path) -> bool:
    """Whether a folder has a ``pyproject.toml`` with the settings of a knowledge base."""
    return "afterword" in _tools(folder / "pyproject.toml")


def load_settings(root: Path, trusted: Path | None = None) -> Settings:
    """Read the settings of a root; raises ``SettingsError`` for unknown names and invalid values.

    With ``trusted``, they are read from there, and those in the root are ignored.
    """
    root = root.resolve()
    trusted = _checked(trusted.resolve(), root) if trusted else None
    table = tables.table(_tools((trusted or root) / "pyproject.toml").get("afterword", {}), "[tool.afterword]")

    def own(name: str) -> dict[str, Any]:
        return tables.table(table.pop(name, {}), f"[tool.afterword.{name}]")

    of_tables: dict[str, Any] = {
        "limits": tables.limits(own("limits")),
        "rules": tables.severities(own("rules")),
        "per_path_ignores": tables.ignores(own("per-path-ignores")),
        "service_levels": tables.service_levels(own("service-levels")),
        "trackers": tables.trackers(own("trackers")),
        "sources": tables.sources(own("sources")),
        "waivers": tables.waivers(table.pop("waivers", [])),
        "look": tables.look(own("look")),
        "fields": tables.words(own("fields"), "fields"),
        "values": tuple((name, tables.words(words, f"values.{name}")) for name, words in own("values").items()),
    }
    plain = {f.name for f in dataclasses.fields(Settings)} - {"root", *_NOT_PLAIN}
    known = plain | {name.replace("_", "-") for name in _NOT_PLAIN - _NOT_IN_FILE}
    for name, value in table.items():
        tables.expect_known(name, known, "[tool.afterword]")
        tables.expect_kind(name, value)
    tables.expect_one_of("audience", table.get("audience", INTERNAL), AUDIENCES)
    tables.expect_one_of("fail_on", table.get("fail_on", "error"), ("error", "warning"))
    if "id" in table:
        tables.expect_uuid(table["id"])
    if "time_zone" in table:
        tables.expect_zone(table["time_zone"])
    if "customer_id_pattern" in table:
        tables.expect_safe(table["customer_id_pattern"])
    table.update((name, tuple(table.get(name, ()))) for name in tables.LISTS)
    table.setdefault("docs", docs_folder(trusted or root))
    table.setdefault("patterns", f"{table['docs']}/patterns")
    settings = Settings(root=root, trusted=trusted, **of_tables, **table)
    # Paths in reports are relative to the root, and no page outside of it is read, not even through a link.
    for read in filter(None, (settings.reviews_dir, settings.patterns_dir, settings.glossary_file)):
        if not Path(os.path.realpath(read)).is_relative_to(settings.root):
            raise SettingsError(f"{read} is outside of the knowledge base; it must be in {settings.root}.")
    return settings


def _checked(trusted: Path, root: Path) -> Path:
    """The trusted folder; it must not be writable by authors of reviews, and must be a knowledge base."""
    if trusted.is_relative_to(root):
        raise SettingsError(
            f"The trusted folder {trusted} is inside {root}, so authors of reviews could change it too. "
            "Check out the base branch next to it."
        )
    if not (trusted / Settings.reviews).is_dir() and not has_settings(trusted):
        raise SettingsError(
            f"The trusted folder {trusted} has neither `{Settings.reviews}/` nor a pyproject.toml with "
            "[tool.afterword]. Name a checkout of the base branch."
        )
    return trusted


def _tools(pyproject: Path) -> Mapping[str, Any]:
    try:
        tools = tomllib.loads(pyproject.read_text("utf-8")).get("tool", {})
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{pyproject} cannot be read: {error}") from error
    return tools if isinstance(tools, dict) else {}
