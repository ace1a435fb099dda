"""The tables of the settings, checked: an invalid value is reported with what is allowed."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING, Any, Final

from afterword.diagnostics import Severity, one_of
from afterword.settings.limits import Limits
from afterword.settings.look import Look, read_look
from afterword.settings.values import OFF, SettingsError
from afterword.text.expression import expression
from afterword.text.nearest import suggest
from afterword.text.safe_regex import unsafe_pattern

if TYPE_CHECKING:
    from afterword.settings.sources import Source
    from afterword.settings.waivers import Waiver

# The settings that list hosts or domains.
LISTS: Final = ("image_hosts", "email_domains", "attachment_types")
# Files of these types run in a browser or on the machine that opens them.
_RUN: Final = frozenset(
    [
        *("app", "bat", "cmd", "com", "css", "dll", "dmg", "exe", "hta", "htm", "html", "jar", "js", "lnk", "mht"),
        *("mhtml", "mjs", "msi", "php", "ps1", "scr", "sh", "shtml", "svgz", "swf", "url", "vbs", "wasm", "webloc"),
        *("xht", "xhtml", "xml", "xsl", "xslt"),
    ]
)
# The settings that are numbers.
_NUMBERS: Final = ("schema_version",)
_KINDS: Final = Path(__file__).parents[1] / "trackers" / "kinds"
TRACKERS: Final = tuple(sorted(file.stem for file in _KINDS.glob("[a-z]*.py")))
"""The kinds of tracker whose tickets can be read: one module each, found by its name and imported by who asks it."""

_ENDING = expression(r"[a-z0-9]{1,12}", re.ASCII)
_HOST = expression(r"[A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?")
_ADDRESS = expression(
    r"(?:(?P<scheme>https?)://)?(?P<host>[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?)"
    r"(?P<path>(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*)/?",
    re.ASCII,
)
_AT_ITS_HOST: Final = re.compile(r"github .*|gitlab gitlab\.com|jira .*\.atlassian\.net")
"""Trackers that are never below a path, by their kind and host."""

_UUID = expression(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)
_LONGEST_LEVEL: Final = 3650


def table(value: Any, where: str) -> dict[str, Any]:
    """A table, as a copy that may be modified."""
    if not isinstance(value, dict):
        raise SettingsError(f"{where} is {value!r}; it must be a table.")
    return dict(value)


def expect_kind(name: str, value: Any) -> None:
    """A top-level setting is text, a list of hosts, or a whole number."""
    if name == "attachment_types":
        _expect_types(value)
    elif name in LISTS:
        if not isinstance(value, list) or not all(isinstance(host, str) and _HOST.fullmatch(host) for host in value):
            raise SettingsError(f"[tool.afterword] `{name}` is {value!r}; it must be a list of host names.")
    elif name in _NUMBERS:
        if type(value) is not int or value < 0:
            raise SettingsError(f"[tool.afterword] `{name}` is {value!r}; it must be a whole number, zero or more.")
    elif not isinstance(value, str) or not value.strip():
        raise SettingsError(f"[tool.afterword] `{name}` is {value!r}; it must be text, and not be empty.")


def expect_one_of(name: str, value: str, allowed: Sequence[str]) -> None:
    """A setting is one of a few words."""
    if value not in allowed:
        meant = suggest(value, allowed)
        raise SettingsError(f"[tool.afterword] `{name}` is {value!r}; it must be {one_of(allowed)}.{meant}")


def _expect_types(value: Any) -> None:
    where = "[tool.afterword] `attachment_types`"
    if not isinstance(value, list) or not all(isinstance(one, str) and _ENDING.fullmatch(one) for one in value):
        raise SettingsError(f"{where} is {value!r}; it must be a list of endings without the dot, such as `log`.")
    if running := next((one for one in value if one in _RUN), None):
        raise SettingsError(f"{where} names `{running}`; files that a browser or a system could run are not published.")


def expect_uuid(text: str) -> None:
    """An id is a UUID, in its usual form."""
    if not _UUID.fullmatch(text):
        from uuid import uuid4

        raise SettingsError(
            f"[tool.afterword] `id` is {text!r}; it must be a UUID, such as {uuid4()}, which was made just now: "
            "you may take it. It stays the same for as long as the knowledge base exists."
        )


def expect_zone(name: str) -> None:
    """A zone is one of the IANA database."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError, ValueError):
        raise SettingsError(
            f"[tool.afterword] `time_zone` is {name!r}; it must be a zone of the IANA database, such as Europe/Vienna."
        ) from None


def expect_safe(pattern: str) -> None:
    """A pattern of ids is anchored, does not match the empty string, and takes bounded time on any text."""
    reason = unsafe_pattern(pattern)
    if reason is None and not (pattern.startswith("^") and pattern.endswith("$")):
        reason = "is not anchored; begin it with ^ and end it with $"
    if reason is None and re.fullmatch(pattern, "", re.ASCII):
        reason = "matches the empty string; describe what every id has"
    if reason:
        raise SettingsError(f"[tool.afterword] `customer_id_pattern` {pattern!r} {reason}.")


def limits(table: Mapping[str, Any]) -> Limits:
    """The limits, each a whole number above zero."""
    known = {f.name for f in dataclasses.fields(Limits)}
    for name, value in table.items():
        expect_known(name, known, "[tool.afterword.limits]")
        if type(value) is not int or value < 1:
            raise SettingsError(f"[tool.afterword.limits] `{name}` is {value!r}; it must be a whole number above zero.")
    return Limits(**table)


def severities(table: Mapping[str, Any]) -> tuple[tuple[str, Severity | None], ...]:
    """The severities of rules, ``None`` for off."""
    found: dict[str, Severity | None] = {}
    for name, value in table.items():
        if value not in [*Severity, OFF]:
            meant = suggest(value, [*Severity, OFF]) if isinstance(value, str) else ""
            allowed = one_of([*Severity, OFF])
            raise SettingsError(f"[tool.afterword.rules] `{name}` is {value!r}; it must be {allowed}.{meant}")
        found[name] = None if value == OFF else Severity(value)
    return tuple(found.items())


def ignores(table: Mapping[str, Any]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The rules to ignore for the paths that a pattern matches, each below the root."""
    where = "[tool.afterword.per-path-ignores]"
    for pattern, words in table.items():
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise SettingsError(f"{where} `{pattern}` is {words!r}; it must be a list of codes.")
        path = PureWindowsPath(pattern)  # which knows the forms of other systems as well
        if path.anchor or ".." in path.parts or "\0" in pattern:
            raise SettingsError(f"{where} `{pattern}` is no path below the root; write one such as postmortems/2025*.")
    return tuple((pattern, tuple(words)) for pattern, words in table.items())


def expect_known(name: str, known: Iterable[str], where: str) -> None:
    """A name must be one of those that a table has."""
    if name not in known:
        raise SettingsError(f"{where} has no setting `{name}`.{suggest(name, known)} Allowed: {one_of(sorted(known))}.")


def service_levels(table: Mapping[str, Any]) -> tuple[tuple[str, str, int], ...]:
    """Days by area and severity; the schema checks that these are in its vocabularies."""
    where = "[tool.afterword.service-levels]"
    found = []
    for area, levels in table.items():
        if not isinstance(levels, dict):
            raise SettingsError(
                f"{where} `{area}` is {levels!r}; it must be a table of days by severity, such as {{ sev1 = 30 }}."
            )
        for severity, days in levels.items():
            if type(days) is not int or not 1 <= days <= _LONGEST_LEVEL:
                raise SettingsError(
                    f"{where} `{area}.{severity}` is {days!r}; it must be a whole number of days "
                    f"from 1 to {_LONGEST_LEVEL}."
                )
            found.append((area, severity, days))
    return tuple(sorted(found))


def trackers(table: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """The kind of tracker by address, the longest address first, so that the most specific one matches."""
    where = "[tool.afterword.trackers]"
    found: dict[str, str] = {}
    for written, kind in table.items():
        match = _ADDRESS.fullmatch(written)
        if match is None:
            raise SettingsError(
                f"{where} `{written}` is not the address of a tracker; write its host, with its path if it has one, "
                "such as github.com or tracker.example.org/jira."
            )
        if kind not in TRACKERS:
            meant = suggest(kind, TRACKERS) if isinstance(kind, str) else ""
            raise SettingsError(f"{where} `{written}` is {kind!r}; it must be {one_of(TRACKERS)}.{meant}")
        if match["path"] and _AT_ITS_HOST.fullmatch(f"{kind} {match['host'].lower()}"):
            raise SettingsError(f"{where} `{written}` has a path; write only its host, {match['host'].lower()}.")
        address = f"{match['scheme'] or 'https'}://{match['host'].lower()}{match['path']}"
        if address in found:
            raise SettingsError(f"{where} names {address} twice; keep one.")
        found[address] = kind
    return tuple(sorted(found.items(), key=lambda pair: (-len(pair[0]), pair[0])))


def sources(table: Mapping[str, Any]) -> tuple[Source, ...]:
    """The sources of evidence, with what each is asked."""
    if not table:
        return ()
    from afterword.settings.source_tables import read_sources

    try:
        return read_sources(table)
    except ValueError as error:
        said = str(error)
        raise SettingsError(said if said.endswith(("?", ".")) else f"{said}.") from None


def waivers(rows: Any) -> tuple[Waiver, ...]:
    """The waivers; the gate checks that their actions exist."""
    if rows == []:
        return ()
    from afterword.settings.waivers import read_waivers

    try:
        return read_waivers(rows)
    except ValueError as error:
        raise SettingsError(f"[[tool.afterword.waivers]] {error}.") from None


def look(table: Mapping[str, Any]) -> Look:
    """The colours and typefaces; the site checks that its texts can be read."""
    try:
        return read_look(table)
    except ValueError as error:
        raise SettingsError(f"[tool.afterword.look] {error}") from None


def words(table: Any, name: str) -> tuple[tuple[str, str], ...]:
    """Words of others, each with the word of a review that it means."""
    if not isinstance(table, dict) or not all(
        isinstance(ours, str) and ours.strip() and theirs.strip() for theirs, ours in table.items()
    ):
        raise SettingsError(f'[tool.afterword.{name}] is {table!r}; it must be a table of texts, such as P1 = "sev2".')
    return tuple(table.items())
