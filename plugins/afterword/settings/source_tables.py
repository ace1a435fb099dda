"""The table of the sources of evidence, checked: an invalid value is reported with what is allowed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from afterword.diagnostics import one_of
from afterword.settings.source_tokens import expect_no_token, token_command, token_variable
from afterword.settings.sources import BELOW, BREACHES, SECONDS, Metric, Source
from afterword.text.nearest import suggest

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}", re.ASCII)
_METRIC_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._@%/-]{0,79}", re.ASCII)
_STEP = re.compile(r"(?P<number>[1-9][0-9]{0,5})(?P<unit>[smhd])", re.ASCII)
_COUNTED = re.compile(r"(?P<name>.+)-[1-9][0-9]{0,3}", re.ASCII)
_RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]", re.ASCII)
_LONGEST_STEP: Final = 31 * 86_400
_LONGEST: Final = 4_000
_OF_SOURCE: Final = ("kind", "url", "token_env", "token_command", "user", "ca_file", "metrics")
_OF_METRIC: Final = ("query", "unit", "threshold", "breach", "step", "model", "slice")


@cache
def kinds() -> Mapping[str, Mapping[str, Any]]:
    """The kinds of sources, as the table beside this file has them."""
    return tomllib.loads(Path(__file__).with_name("source_kinds.toml").read_text("utf-8"))


def read_sources(table: Mapping[str, Any]) -> tuple[Source, ...]:
    """The sources of a table of settings, in its order; raises ``ValueError`` that says what is allowed."""
    for name in table:
        # A later capture of `prod` is the file `prod-2.json`.
        if (match := _COUNTED.fullmatch(name)) and match["name"] in table:
            raise ValueError(
                f"{_where(name)} would have the same files as later captures of the source {match['name']}; "
                "choose a name that does not end with a number"
            )
    return tuple(_source(name, row) for name, row in table.items())


def seconds(written: object) -> int | None:
    """The seconds of a duration such as ``5m``; ``None`` if it is none."""
    match = _STEP.fullmatch(written) if isinstance(written, str) else None
    found = int(match["number"]) * SECONDS[match["unit"]] if match else 0
    return found if 1 <= found <= _LONGEST_STEP else None


def _where(name: str) -> str:
    return f"[tool.afterword.sources.{name[:60]}]"


def _source(name: str, row: Any) -> Source:
    where = _where(name)
    if not _NAME.fullmatch(name) or _RESERVED.fullmatch(name):
        raise ValueError(
            f"{where} has a name that cannot be that of a file everywhere; use at most 40 lower-case letters, digits "
            "and hyphens"
        )
    if not isinstance(row, dict):
        # What stands there is not repeated: it could be an address with a password.
        raise ValueError(f"{where} is {_described(row)}; it must be a table")  # noqa: TRY004  # it is a value of a file
    kind = row.get("kind")
    if not isinstance(kind, str) or kind not in kinds():
        written = repr(kind[:60]) if isinstance(kind, str) else _described(kind)
        found = "has no `kind`" if kind is None else f"`kind` is {written}"
        meant = suggest(kind, kinds()) if isinstance(kind, str) else ""
        raise ValueError(f"{where} {found}; it must be {one_of(kinds())}.{meant}")
    of_kind = kinds()[kind]
    known = (*_OF_SOURCE, *of_kind["options"])
    expect_no_token(row, known, where)
    _expect_known(row, known, where, f"a source of the kind {kind}")
    variable, command = token_variable(row, where), token_command(row, where)
    if variable and command:
        raise ValueError(f"{where} has `token_env` and `token_command`; keep one")
    metrics = row.get("metrics", {})
    if not isinstance(metrics, dict):
        raise ValueError(f"{where} `metrics` is {_described(metrics)}; it must be a table of metrics by name")  # noqa: TRY004  # it is a value of a file
    return Source(
        name,
        kind,
        _address(row, of_kind["url"], where),
        variable,
        command,
        _text(row, "user", where),
        _text(row, "ca_file", where),
        _options(row, of_kind["options"], where),
        tuple(_metric(name, one, of_kind, f"{where[:-1]}.metrics.{name[:80]}]", kind) for name, one in metrics.items()),
    )


def _metric(name: str, row: Any, of_kind: Mapping[str, Any], where: str, kind: str) -> Metric:
    if not _METRIC_NAME.fullmatch(name):
        raise ValueError(
            f"{where} has a name that cannot be used; use at most 80 letters, digits, spaces and the signs . _ @ % / -"
        )
    if not isinstance(row, dict):
        raise ValueError(f"{where} is {_described(row)}; it must be a table with a `query`")  # noqa: TRY004  # it is a value of a file
    _expect_known(row, (*_OF_METRIC, *of_kind["metric_options"]), where, f"a metric of the kind {kind}")
    query = _text(row, "query", where)
    if not query:
        raise ValueError(f"{where} has no `query`; write {of_kind['query']}")
    threshold = row.get("threshold")
    if threshold is not None and (type(threshold) not in (int, float) or not abs(threshold) <= 1e300):
        raise ValueError(f"{where} `threshold` is {threshold!r}; it must be a number")
    if (breach := row.get("breach", BELOW)) not in BREACHES:
        meant = suggest(breach, BREACHES) if isinstance(breach, str) else ""
        raise ValueError(f"{where} `breach` is {str(breach)[:60]!r}; it must be {one_of(BREACHES)}.{meant}")
    if threshold is not None and "breach" not in row:
        raise ValueError(
            f'{where} has a `threshold`, but does not say which side is bad; add breach = "below" or "above"'
        )
    step = seconds(row.get("step", "5m"))
    if step is None:
        raise ValueError(
            f"{where} `step` is {str(row['step'])[:60]!r}; it must be a duration such as 30s, 5m, 1h or 1d"
        )
    return Metric(
        name,
        query,
        _text(row, "unit", where),
        None if threshold is None else float(threshold),
        row.get("breach", BELOW),
        step,
        _text(row, "model", where),
        _text(row, "slice", where),
        _options(row, of_kind["metric_options"], where),
    )


def _options(row: Mapping[str, Any], known: Mapping[str, Any], where: str) -> tuple[tuple[str, Any], ...]:
    for name, about in known.items():
        if about.get("required") and name not in row:
            raise ValueError(f"{where} has no `{name}`: {about['says']}")
    return tuple((name, _option(row, name, about, where)) for name, about in known.items() if name in row)


def _option(row: Mapping[str, Any], name: str, about: Mapping[str, Any], where: str) -> Any:
    wanted, value = about.get("type", "text"), row[name]
    if wanted == "flag" and not isinstance(value, bool):
        raise ValueError(f"{where} `{name}` is {_described(value)}; it must be true or false")
    if wanted == "list":
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise ValueError(f"{where} `{name}` is {_described(value)}; it must be a list of texts")
        return tuple(value)
    if wanted == "text":
        value = _text(row, name, where)
    if (allowed := about.get("allowed")) and value not in allowed:
        meant = suggest(value, allowed) if isinstance(value, str) else ""
        raise ValueError(f"{where} `{name}` is {str(value)[:60]!r}; it must be {one_of(allowed)}.{meant}")
    return value


def _text(row: Mapping[str, Any], name: str, where: str) -> str | None:
    value = row.get(name)
    if value is None:
        return None
    if not isinstance(value, str) or not value.strip() or "\0" in value:
        raise ValueError(f"{where} `{name}` is {_described(value)}; it must be text")
    if len(value) > _LONGEST:
        raise ValueError(f"{where} `{name}` has {len(value):,} characters; it may have {_LONGEST:,}")
    return value


def _address(row: Mapping[str, Any], wanted: str, where: str) -> str:
    url = _text(row, "url", where)
    if url is None:
        if wanted == "required":
            raise ValueError(
                f'{where} has no `url`; write the address of the server, such as "https://prom.example.org"'
            )
        return ""
    if wanted == "no":
        raise ValueError(f"{where} has a `url`, but this kind is only read from a file; remove it")
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        parts = urlsplit("")
    if (
        parts.scheme not in {"http", "https"}
        or not parts.hostname
        or parts.query
        or parts.fragment
        or not url.isprintable()
        or " " in url
    ):
        raise ValueError(f"{where} `url` is not an http or https address without a query; write one")
    if parts.username is not None or parts.password is not None:
        raise ValueError(f"{where} `url` has a user or a password in it; use `user` and `token_env`")
    return url.rstrip("/")


def _described(value: object) -> str:
    """What a value is, without the value."""
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "a table"}
    if isinstance(value, str):
        return "text" if value.strip() else "empty"
    return names.get(type(value), "a date")


def _expect_known(row: Mapping[str, Any], known: tuple[str, ...], where: str, what: str) -> None:
    for name in row:
        if name not in known:
            raise ValueError(
                f"{where} has no setting `{name[:60]}`.{suggest(name, known)} {what[0].upper()}{what[1:]} has "
                f"{one_of(known).replace(' or ', ' and ')}"
            )
