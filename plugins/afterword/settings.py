"""What a knowledge base sets for itself, under ``[tool.afterword]`` in its ``pyproject.toml``."""

from __future__ import annotations

import dataclasses
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from afterword.diagnostics import Severity, nearest, one_of
from afterword.expressions import unsafe_pattern
from afterword.limits import Limits

OFF: Final = "off"
"""In place of a severity: the rule does not run."""

_NUMBERS = ("schema_version",)
_NOT_PLAIN: Final = frozenset({"limits", "rules", "per_path_ignores", "trusted"})
# The settings that list hosts or domains.
_LISTS = ("image_hosts", "email_domains")
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?")


class SettingsError(Exception):
    """The settings cannot be used; the message says what is wrong and what to do."""


class NoKnowledgeBaseError(SettingsError):
    """There is no knowledge base around a place."""


@dataclass(frozen=True)
class Settings:
    """Settings of one knowledge base; folders are relative to ``root``.

    ``schema`` names a folder with the organisation's own copies of the two schemas; without it those of the
    package judge. ``audience`` is ``internal`` or ``public``: a public site leaves out internal reviews.
    ``image_hosts`` are the other hosts whose images a review may show. ``trusted`` is another checkout of the same
    repository, from which these settings came and the schemas come, while the pages come from ``root``.
    ``time_zone`` is the zone in which authors think, such as ``Europe/Vienna``; ``afterword fix`` gives it to times
    that have none. ``schema_version`` is the version of the schema whose shape the reviews have, which ``afterword
    migrate`` raises. ``email_domains`` are those whose addresses a review may hold, and ``customer_id_pattern``
    describes what an id of a customer looks like, which it may not hold. ``rules`` gives rules, by code or name,
    another severity, ``None`` for off, and ``per_path_ignores`` names those that are silent about some paths;
    whether they exist is for the rules to say.
    """

    root: Path
    title: str = "Afterword"
    reviews: str = "postmortems"
    patterns: str = "docs/patterns"
    schema: str | None = None
    schema_version: int = 1
    audience: str = "internal"
    image_hosts: tuple[str, ...] = ()
    time_zone: str | None = None
    email_domains: tuple[str, ...] = ()
    customer_id_pattern: str | None = None
    limits: Limits = field(default_factory=Limits)
    rules: tuple[tuple[str, Severity | None], ...] = ()
    per_path_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    trusted: Path | None = None

    @property
    def reviews_dir(self) -> Path:
        return self.root / self.reviews

    @property
    def patterns_dir(self) -> Path:
        return self.root / self.patterns

    @property
    def schema_dir(self) -> Path | None:
        return (self.trusted or self.root) / self.schema if self.schema else None


def find_root(start: Path) -> Path:
    """The root of the knowledge base around a file or a folder: the nearest folder with settings or with reviews.

    Raises ``NoKnowledgeBaseError`` when there is none.
    """
    start = (start if start.is_dir() else start.parent).resolve()
    for folder in (start, *start.parents):
        if (folder / Settings.reviews).is_dir() or "afterword" in _tools(folder / "pyproject.toml"):
            return folder
    raise NoKnowledgeBaseError(
        f"No knowledge base here: neither {start} nor a folder above it holds `{Settings.reviews}/` "
        "or a pyproject.toml with [tool.afterword]. Name one with --root."
    )


def load_settings(root: Path, trusted: Path | None = None) -> Settings:
    """Read the settings of a root; raise ``SettingsError`` on anything unknown or mistyped.

    Where ``trusted`` is given they are read there, and what the root says of itself is not looked at.
    """
    root = root.resolve()
    trusted = _judge(trusted.resolve(), root) if trusted else None
    table = _table(_tools((trusted or root) / "pyproject.toml").get("afterword", {}), "[tool.afterword]")
    limits = _table(table.pop("limits", {}), "[tool.afterword.limits]")
    rules = _table(table.pop("rules", {}), "[tool.afterword.rules]")
    ignores = _table(table.pop("per-path-ignores", {}), "[tool.afterword.per-path-ignores]")
    known = {f.name for f in dataclasses.fields(Settings)} - {"root", *_NOT_PLAIN}
    for name, value in table.items():
        _expect_known(name, known, "[tool.afterword]")
        _expect_kind(name, value)
    if (audience := table.get("audience", "internal")) not in {"internal", "public"}:
        raise SettingsError(f"[tool.afterword] `audience` is {audience!r}; it must be internal or public.")
    if "time_zone" in table:
        _expect_zone(table["time_zone"])
    if "customer_id_pattern" in table:
        _expect_safe(table["customer_id_pattern"])
    table.update((name, tuple(table.get(name, ()))) for name in _LISTS)
    settings = Settings(
        root=root,
        limits=_limits(limits),
        rules=_severities(rules),
        per_path_ignores=_ignores(ignores),
        trusted=trusted,
        **table,
    )
    # Paths in reports are relative to the root, and no page outside of it is ever read, not by a link either.
    for folder in (settings.reviews_dir, settings.patterns_dir):
        if not Path(os.path.realpath(folder)).is_relative_to(settings.root):
            raise SettingsError(f"{folder} leads out of the knowledge base; its pages must lie in {settings.root}.")
    return settings


def _judge(trusted: Path, root: Path) -> Path:
    """The folder of the judge; one that the author of the reviews could have written, or that says nothing, is none."""
    if trusted.is_relative_to(root):
        raise SettingsError(
            f"The trusted folder {trusted} lies in {root}, so that whoever writes the reviews could write it too. "
            "Check out the base branch beside it."
        )
    if not (trusted / Settings.reviews).is_dir() and "afterword" not in _tools(trusted / "pyproject.toml"):
        raise SettingsError(
            f"The trusted folder {trusted} holds neither `{Settings.reviews}/` nor a pyproject.toml with "
            "[tool.afterword]. Name a checkout of the base branch."
        )
    return trusted


def _table(value: Any, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise SettingsError(f"{where} is {value!r}; it must be a table.")
    return dict(value)


def _expect_kind(name: str, value: Any) -> None:
    if name in _LISTS:
        if not isinstance(value, list) or not all(isinstance(host, str) and _HOST.fullmatch(host) for host in value):
            raise SettingsError(f"[tool.afterword] `{name}` is {value!r}; it must be a list of host names.")
    elif name in _NUMBERS:
        if type(value) is not int or value < 0:
            raise SettingsError(f"[tool.afterword] `{name}` is {value!r}; it must be a whole number, zero or above.")
    elif not isinstance(value, str):
        raise SettingsError(f"[tool.afterword] `{name}` is {value!r}; it must be text.")


def _expect_zone(name: str) -> None:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError, ValueError):
        raise SettingsError(
            f"[tool.afterword] `time_zone` is {name!r}; it must be a zone of the IANA database, such as Europe/Vienna."
        ) from None


def _expect_safe(pattern: str) -> None:
    reason = unsafe_pattern(pattern)
    if reason is None and not (pattern.startswith("^") and pattern.endswith("$")):
        reason = "is not anchored; begin it with ^ and end it with $"
    if reason is None and re.fullmatch(pattern, "", re.ASCII):
        reason = "matches nothing at all; say what every id has"
    if reason:
        raise SettingsError(f"[tool.afterword] `customer_id_pattern` {pattern!r} {reason}.")


def _limits(table: Mapping[str, Any]) -> Limits:
    known = {f.name for f in dataclasses.fields(Limits)}
    for name, value in table.items():
        _expect_known(name, known, "[tool.afterword.limits]")
        if type(value) is not int or value < 1:
            raise SettingsError(f"[tool.afterword.limits] `{name}` is {value!r}; it must be a whole number above zero.")
    return Limits(**table)


def _severities(table: Mapping[str, Any]) -> tuple[tuple[str, Severity | None], ...]:
    found: dict[str, Severity | None] = {}
    for name, value in table.items():
        if value not in [*Severity, OFF]:
            near = nearest(value, [*Severity, OFF]) if isinstance(value, str) else None
            meant = f" Did you mean `{near}`?" if near else ""
            allowed = one_of([*Severity, OFF])
            raise SettingsError(f"[tool.afterword.rules] `{name}` is {value!r}; it must be {allowed}.{meant}")
        found[name] = None if value == OFF else Severity(value)
    return tuple(found.items())


def _ignores(table: Mapping[str, Any]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    for pattern, words in table.items():
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise SettingsError(
                f"[tool.afterword.per-path-ignores] `{pattern}` is {words!r}; it must be a list of codes."
            )
    return tuple((pattern, tuple(words)) for pattern, words in table.items())


def _expect_known(name: str, known: set[str], where: str) -> None:
    if name not in known:
        near = nearest(name, known)
        meant = f" Did you mean `{near}`?" if near else ""
        raise SettingsError(f"{where} has no setting `{name}`.{meant} It has {one_of(sorted(known))}.")


def _tools(pyproject: Path) -> Mapping[str, Any]:
    try:
        tools = tomllib.loads(pyproject.read_text("utf-8")).get("tool", {})
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{pyproject} cannot be read: {error}") from error
    return tools if isinstance(tools, dict) else {}
