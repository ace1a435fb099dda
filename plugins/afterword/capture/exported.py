"""Read an exported answer from a file: bounded, and without a network."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from afterword.capture.found import export_named
from afterword.capture.reading.content import composed
from afterword.capture.running import Task, snapshot_of
from afterword.diagnostics import one_of
from afterword.evidence.snapshot import Snapshot, Window
from afterword.files.reason import reason
from afterword.http import NoAnswer
from afterword.model import Review
from afterword.settings import Settings
from afterword.text.printable import printable

_STDIN = Path("-")


def shown(file: Path) -> str:
    """A file as a person calls it."""
    return "standard input" if file == _STDIN else printable(str(file))


def read_exported(
    file: Path, task: Task, review: Review, window: Window, settings: Settings, now: datetime
) -> Snapshot:
    """What an exported answer says of a review. Raises ``NoAnswer``."""
    export = export_named(task.source.kind)
    if export is None:
        raise NoAnswer(f"No export of the kind {task.source.kind} can be read")
    raw = _bytes(file, settings.limits.attachment_bytes)
    source = task.source._replace(options=_composed(task.source.options))
    metrics = [one._replace(query=composed(one.query), options=_composed(one.options)) for one in task.metrics]
    try:
        fetched = export.read(raw, source, metrics, window)
    except NoAnswer:
        raise
    except Exception as error:  # noqa: BLE001  # one odd file must end in a sentence
        name = type(error).__name__
        raise NoAnswer(f"{shown(file)} is no export of the kind {task.source.kind} that can be read ({name})") from None
    told = ". ".join(f"{metric}: {why.rstrip('.')}" for metric, why in fetched.missing)
    if not any(one.points for one in fetched.series) and not fetched.registry:
        wanted = one_of([metric.name for metric in task.metrics]) or "a metric"
        raise NoAnswer(f"{shown(file)} has nothing of {wanted} in the time of the review{f'. {told}' if told else ''}")
    return snapshot_of(fetched, task, review, window, now)


def _composed(options: tuple[tuple[str, Any], ...]) -> tuple[tuple[str, Any], ...]:
    """Options whose names of columns and fields are written as the texts of a file are read."""
    return tuple((name, _as_read(value)) for name, value in options)


def _as_read(value: Any) -> Any:
    if isinstance(value, str):
        return composed(value)
    return tuple(map(_as_read, value)) if isinstance(value, tuple) else value


def _bytes(file: Path, largest: int) -> bytes:
    try:
        if file == _STDIN:
            return _read(sys.stdin.buffer, file, largest)
        if not file.is_file():
            raise NoAnswer(f"There is no file {shown(file)}")
        with file.open("rb") as stream:
            return _read(stream, file, largest)
    except OSError as error:
        raise NoAnswer(f"{shown(file)} cannot be read: {reason(error)}") from error


def _read(stream: BinaryIO, file: Path, largest: int) -> bytes:
    raw = stream.read(largest + 1)
    if len(raw) > largest:
        raise NoAnswer(
            f"{shown(file)} is larger than {largest:,} bytes; export less, or raise `attachment_bytes` under "
            "[tool.afterword.limits]"
        )
    return raw
