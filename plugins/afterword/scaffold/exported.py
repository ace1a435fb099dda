"""Import an incident that another tool has exported as JSON, as the fields of a review.

The format is a table: each name with the field of a review that it becomes. The schema of that field says which values
are allowed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath
from typing import Any, Final

from afterword.diagnostics import Severity, listed, one_of
from afterword.files.reason import reason
from afterword.model import parse_moment
from afterword.scaffold.judging import Judging, problems_with
from afterword.schema import Field
from afterword.text.nearest import suggest

NAMES: Final[Mapping[str, str]] = {
    "title": "title",
    "summary": "summary",
    "kind": "kind",
    "severity": "severity",
    "started": "onset",
    "detected": "detected",
    "mitigated": "mitigated",
    "resolved": "resolved",
    "timeline": "timeline",
    "links": "sources",
    "ids": "aliases",
}
"""Each name of an export, with the field that it becomes."""

_BELOW: Final[Mapping[str, tuple[str, ...]]] = {"timeline": ("at", "event", "kind"), "links": ("title", "url")}
"""The names in the entries of a list; they are those of the field."""

# Exports have fractions of a second, which a review does not need.
_FRACTION = re.compile(r"(T\d\d:\d\d:\d\d)\.\d+", re.ASCII)
_SHOWN: Final = 20


class ExportError(Exception):
    """An export cannot be imported; the message has a line for each problem."""


def read_export(file: FilePath, judging: Judging) -> dict[str, Any]:
    """The fields of a review that an export fills; raises ``ExportError``."""
    exported = _parsed(file, judging.settings.limits.file_bytes)
    if complaints := list(_misshapen(exported, judging)):
        raise _error(file, complaints)
    values = {NAMES[name]: _plain(value) for name, value in exported.items() if value not in (None, [])}
    if "timeline" in values:
        values["timeline"] = _in_order(values["timeline"])
    if complaints := list(_refused(values, judging)):
        raise _error(file, complaints)
    return values


def _parsed(file: FilePath, largest: int) -> dict[str, Any]:
    try:
        with file.open("rb") as stream:
            raw = stream.read(largest + 1)
        if len(raw) > largest:
            raise _error(
                file,
                [f"The file is larger than the limit of {largest:,} bytes, which `file_bytes` sets"],
            )
        parsed = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number)
    except OSError as error:
        raise _error(file, [f"The file cannot be read: {reason(error)}"]) from error
    except UnicodeDecodeError as error:
        raise _error(file, [f"The file is not UTF-8; byte {error.start + 1:,} is invalid"]) from error
    except json.JSONDecodeError as error:
        raise _error(file, [f"Line {error.lineno}, column {error.colno}: not valid JSON: {error.msg}"]) from error
    except RecursionError:
        raise _error(file, ["The JSON is nested too deeply"]) from None
    except ValueError as error:
        raise _error(file, [f"Not valid JSON: {error}"]) from error
    if not isinstance(parsed, dict):
        raise _error(file, ["The file must contain one JSON object; allowed keys: " + one_of(NAMES)])
    return parsed


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, value in pairs:
        if name in made:
            raise ValueError(f"the key `{name[:40]}` is twice in the same object")
        made[name] = value
    return made


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is not a number in JSON")


def _misshapen(exported: Mapping[str, Any], judging: Judging) -> Iterator[str]:
    """Unknown names, and values of another type than their field."""
    for name, value in exported.items():
        if name not in NAMES:
            yield _unknown(name, "An export", NAMES)
        elif value is not None:
            field = judging.contract.fields.children[NAMES[name]]
            yield from _mistyped(value, field, name, _BELOW.get(name, ()))


def _mistyped(value: Any, field: Field, place: str, names: tuple[str, ...]) -> Iterator[str]:
    if field.kind == "array" and field.item:
        if not isinstance(value, list):
            yield f"`{place}` must be a list"
            return
        for position, item in enumerate(value):
            yield from _mistyped(item, field.item, f"{place}[{position + 1}]", names)
    elif names:
        if not isinstance(value, dict):
            yield f"`{place}` must be an object with {listed(names)}"
            return
        for name, inner in value.items():
            if name not in names:
                yield _unknown(name, f"An entry of `{place.partition('[')[0]}`", names)
            elif not isinstance(inner, str):
                yield f"`{place}.{name}` must be text"
        yield from (
            f"`{place}` has no `{name}`" for name in names if field.children[name].required and name not in value
        )
    elif not isinstance(value, str):
        yield f"`{place}` must be text"


def _unknown(name: str, whole: str, names: Mapping[str, str] | tuple[str, ...]) -> str:
    return f"Unknown key `{name[:40]}`.{suggest(name, names)} {whole} can have {listed(names)}"


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    return _FRACTION.sub(r"\1", value)


def _in_order(timeline: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entries by time, if all have one, because many tools export the newest first."""
    moments = [parse_moment(entry["at"]) for entry in timeline]
    timed = [(moment.earliest, at) for at, moment in enumerate(moments) if moment is not None]
    return [timeline[at] for _, at in sorted(timed)] if len(timed) == len(timeline) else timeline


def _refused(values: Mapping[str, Any], judging: Judging) -> Iterator[str]:
    """What the check rejects, under the name that it has in the export."""
    was = {field: name for name, field in NAMES.items()}
    for found in problems_with(values, judging):
        field = found.pointer.removeprefix("/").partition("/")[0]
        if found.severity is Severity.ERROR and found.code != "AW101":
            renamed = was.get(field, field)
            prefix = f"`{renamed}` (field `{field}`): " if renamed != field else ""
            yield f"{prefix}{found.message}. {found.help}".strip()


def _error(file: FilePath, complaints: list[str]) -> ExportError:
    more = len(complaints) - _SHOWN
    lines = [*complaints[:_SHOWN], *([f"… and {more} more"] if more > 0 else [])]
    return ExportError("\n".join(f"{file}: {line}" for line in lines))
