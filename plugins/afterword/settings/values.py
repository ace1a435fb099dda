"""The settings as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from afterword.diagnostics import Severity
from afterword.settings.limits import Limits
from afterword.settings.waivers import Waiver

OFF: Final = "off"
"""In place of a severity: the rule does not run."""


class SettingsError(Exception):
    """The settings cannot be used; the message says what is wrong and what to do."""


class NoKnowledgeBaseError(SettingsError):
    """There is no knowledge base around a place."""


@dataclass(frozen=True)
class Settings:
    """Settings of one knowledge base; folders are relative to ``root``.

    ``schema`` names a folder with the organisation's own copies of the two schemas; without it those of the package
    judge. ``glossary`` names a file with the organisation's own terms. ``audience`` is ``internal`` or ``public``: a
    public site leaves out internal reviews. ``image_hosts`` are the other hosts whose images a review may show.
    ``trusted`` is another checkout of the same repository, from which these settings came and the schemas come, while
    the pages come from ``root``. ``time_zone`` is the zone in which authors think, such as ``Europe/Vienna``;
    ``afterword fix`` gives it to times that have none. ``schema_version`` is the version of the schema whose shape
    the reviews have, which ``afterword migrate`` raises. ``email_domains`` are those whose addresses a review may
    hold, and ``customer_id_pattern`` describes what an id of a customer looks like, which it may not hold. ``rules``
    gives rules, by code or name, another severity, ``None`` for off, and ``per_path_ignores`` names those that are
    silent about some paths; whether they exist is for the rules to say. ``service_levels`` are days within which an
    action is done, by its area and the severity of its review. ``trackers`` are the addresses below which tickets
    lie, each with the kind of tracker that answers there; no other host is ever asked. ``waivers`` name overdue
    actions that a release may pass all the same.
    """

    root: Path
    title: str = "Afterword"
    reviews: str = "postmortems"
    patterns: str = "docs/patterns"
    schema: str | None = None
    schema_version: int = 1
    glossary: str | None = None
    audience: str = "internal"
    image_hosts: tuple[str, ...] = ()
    time_zone: str | None = None
    email_domains: tuple[str, ...] = ()
    customer_id_pattern: str | None = None
    limits: Limits = field(default_factory=Limits)
    rules: tuple[tuple[str, Severity | None], ...] = ()
    per_path_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    service_levels: tuple[tuple[str, str, int], ...] = ()
    trackers: tuple[tuple[str, str], ...] = ()
    waivers: tuple[Waiver, ...] = ()
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

    @property
    def glossary_file(self) -> Path | None:
        return self.root / self.glossary if self.glossary else None
