"""The settings as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from afterword.diagnostics import Severity
from afterword.settings.limits import Limits
from afterword.settings.look import Look
from afterword.settings.site_folder import USUAL

if TYPE_CHECKING:
    from afterword.settings.sources import Source
    from afterword.settings.waivers import Waiver

OFF: Final = "off"
"""Instead of a severity: the rule does not run."""


INTERNAL: Final = "internal"
PUBLIC: Final = "public"
AUDIENCES: Final = (INTERNAL, PUBLIC)


class SettingsError(Exception):
    """The settings cannot be used; the message says what is wrong and what to do."""


class NoKnowledgeBaseError(SettingsError):
    """There is no knowledge base around a folder."""


@dataclass(frozen=True)
class Settings:
    """Settings of one knowledge base; folders are relative to ``root``.

    ``id`` is a UUID that tells its feeds from those of every other, and stays when the site moves.
    ``docs`` is the folder of the site's own pages; where it is not set, ``docs_dir`` of the site's configuration is.
    ``schema`` is a folder with the organisation's own copies of the schemas, in place of those of the package.
    ``glossary`` is a file with the organisation's own terms. ``audience`` is ``internal`` or ``public``: a public site
    leaves out internal reviews. ``fail_on`` is ``error`` or ``warning``: the least that rejects, in check and build
    alike. ``image_hosts`` are the other hosts whose images a review may show, and ``attachment_types`` more endings of
    files that are published beside it, such as ``log``. ``trusted`` is
    another checkout of the same repository: settings and schemas are read from it, and the pages from ``root``.
    ``configuration`` is the one with which an engine builds the site, if one does, whatever its name.
    ``time_zone`` is the zone of the authors, such as ``Europe/Vienna``; ``afterword fix`` adds it to times that have
    none. ``schema_version`` is the version of the schema that the reviews follow; ``afterword migrate`` raises it.
    ``email_domains`` are those whose addresses a review may contain, and ``customer_id_pattern`` describes customer
    ids, which it may not contain. ``ca_file`` has the certificates of a private authority, for trackers and sources.
    ``rules`` gives rules, by code or name, another severity, ``None`` for off, and
    ``per_path_ignores`` names rules to ignore for some paths; the rules check that these exist. ``service_levels`` are
    days within which an action is due, by its area and the severity of its review. ``trackers`` are the addresses of
    trackers with their kinds, and ``sources`` the servers with metrics; no other host is ever asked. ``waivers`` are
    overdue actions that do not block a release. ``look`` are the colours and typefaces of the site. ``fields`` are
    other names of fields, each with the path of the field, and ``values`` other words for the values of a vocabulary,
    by the path of its field.
    """

    root: Path
    id: str | None = None
    title: str = "Afterword"
    reviews: str = "postmortems"
    docs: str = USUAL
    patterns: str = f"{USUAL}/patterns"
    schema: str | None = None
    schema_version: int = 1
    glossary: str | None = None
    audience: str = INTERNAL
    fail_on: str = "error"
    image_hosts: tuple[str, ...] = ()
    attachment_types: tuple[str, ...] = ()
    time_zone: str | None = None
    email_domains: tuple[str, ...] = ()
    customer_id_pattern: str | None = None
    ca_file: str | None = None
    limits: Limits = field(default_factory=Limits)
    rules: tuple[tuple[str, Severity | None], ...] = ()
    per_path_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    service_levels: tuple[tuple[str, str, int], ...] = ()
    trackers: tuple[tuple[str, str], ...] = ()
    sources: tuple[Source, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    look: Look = field(default_factory=Look)
    trusted: Path | None = None
    configuration: Path | None = None
    fields: tuple[tuple[str, str], ...] = ()
    values: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()

    @cached_property
    def reviews_dir(self) -> Path:
        return self.root / self.reviews

    @cached_property
    def docs_dir(self) -> Path:
        return self.root / self.docs

    @cached_property
    def patterns_dir(self) -> Path:
        return self.root / self.patterns

    @property
    def schema_dir(self) -> Path | None:
        return (self.trusted or self.root) / self.schema if self.schema else None

    @property
    def authorities(self) -> Path | None:
        """The file of ``ca_file``; it belongs to the settings, so it is read from where they are read."""
        return (self.trusted or self.root) / self.ca_file if self.ca_file else None

    @property
    def glossary_file(self) -> Path | None:
        return self.root / self.glossary if self.glossary else None
