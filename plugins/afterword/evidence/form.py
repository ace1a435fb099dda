"""A snapshot as the bytes of its file, and back: strict JSON, sorted keys, times in UTC, a sum over what is drawn."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Final

from afterword.evidence.snapshot import VERSION, Origin, Point, Registered, Series, Snapshot, Span, Whole, Window

_DRAWN: Final = ("window", "series", "registry")
"""The parts of a file that its sum covers."""

# With any option `json.dumps` makes an encoder for each call, and there is a call for each point.
_line: Final = json.JSONEncoder(allow_nan=False, ensure_ascii=False).encode


def dump(snapshot: Snapshot) -> bytes:
    """The bytes of a file; equal snapshots give equal bytes. Raises ``ValueError`` for a number that JSON has not."""
    plain = _plain(snapshot)
    plain["sha256"] = digest(plain)
    return f"{_written(plain)}\n".encode()


def load(plain: dict[str, Any]) -> Snapshot:
    """The value of a file that its schema has accepted."""
    source, window = plain["source"], plain["window"]
    return Snapshot(
        id=plain["id"],
        review=plain["review"],
        source=Origin(source["name"], source["kind"], source.get("url"), source.get("server_version")),
        window=Window(_span(window["baseline"]), _span(window["incident"])),
        captured_at=moment(plain["captured_at"]),
        tool=plain["tool"],
        series=tuple(map(_series, plain["series"])),
        registry=tuple(map(_registered, plain.get("registry", ()))),
        missing=tuple((one["metric"], one["why"]) for one in plain.get("missing", ())),
        requests=plain.get("requests", 0),
        supersedes=plain.get("supersedes"),
    )


def digest(plain: dict[str, Any]) -> str:
    """The SHA-256 over the window, the series and the registry of a file, in hexadecimal."""
    drawn = {name: plain.get(name, []) for name in _DRAWN}
    written = json.dumps(drawn, allow_nan=False, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def moment(written: str) -> datetime:
    """A time of a file; raises ``ValueError``."""
    return datetime.fromisoformat(written).astimezone(UTC)


def written_moment(at: datetime) -> str:
    """A time as a file has it, with fractions of a second only where there are some."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _written(value: Any, margin: str = "") -> str:
    """JSON for the reader of a pull request: a field a line, and lists of plain values, such as a point, on one."""
    inner = margin + " "
    if isinstance(value, dict) and value:
        rows = [f"{inner}{_line(name)}: {_written(value[name], inner)}" for name in sorted(value)]
        return "{\n" + ",\n".join(rows) + f"\n{margin}}}"
    if isinstance(value, list) and any(isinstance(one, dict | list) for one in value):
        return "[\n" + ",\n".join(inner + _written(one, inner) for one in value) + f"\n{margin}]"
    return _line(value)


def _plain(snapshot: Snapshot) -> dict[str, Any]:
    return {
        "version": VERSION,
        "id": snapshot.id,
        "review": snapshot.review,
        "source": _without_nothing(snapshot.source._asdict()),
        "window": {"baseline": _ends(snapshot.window.baseline), "incident": _ends(snapshot.window.incident)},
        "captured_at": written_moment(snapshot.captured_at),
        "tool": snapshot.tool,
        "requests": snapshot.requests,
        "series": [_plain_series(series) for series in snapshot.series],
        "registry": [
            _without_nothing(
                {
                    **one._asdict(),
                    "aliases": list(one.aliases),
                    "trained_at": written_moment(one.trained_at) if one.trained_at else None,
                    "inferred": one.inferred or None,
                }
            )
            for one in snapshot.registry
        ],
        "missing": [{"metric": metric, "why": why} for metric, why in snapshot.missing],
        **({"supersedes": snapshot.supersedes} if snapshot.supersedes else {}),
    }


def _plain_series(series: Series) -> dict[str, Any]:
    return _without_nothing(
        {
            **series._asdict(),
            "labels": dict(series.labels),
            "points": [[written_moment(point.at), point.value] for point in series.points],
            "flags": list(series.flags),
            "notes": list(series.notes),
            "whole": _without_nothing(series.whole._asdict()) if series.whole else None,
        }
    )


def _without_nothing(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


def _ends(span: Span) -> list[str]:
    return [written_moment(span.start), written_moment(span.end)]


def _span(ends: Iterable[str]) -> Span:
    start, end = map(moment, ends)
    return Span(start, end)


def _series(plain: dict[str, Any]) -> Series:
    return Series(
        **{
            **plain,
            "labels": tuple(sorted(plain.get("labels", {}).items())),
            "points": tuple(Point(moment(at), value) for at, value in plain["points"]),
            "flags": tuple(plain.get("flags", ())),
            "notes": tuple(plain.get("notes", ())),
            "whole": Whole(**plain["whole"]) if "whole" in plain else None,
        }
    )


def _registered(plain: dict[str, Any]) -> Registered:
    trained = plain.get("trained_at")
    return Registered(
        **{
            **plain,
            "aliases": tuple(plain.get("aliases", ())),
            "trained_at": moment(trained) if trained else None,
        }
    )
