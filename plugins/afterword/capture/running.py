"""Ask one source, and make a snapshot of what it said; whatever goes wrong is a sentence, without a secret."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple, TypeVar

from afterword import __version__
from afterword.capture.found import kind_named
from afterword.capture.hiding import Hidden
from afterword.capture.interface import Asking, Fetched, Kind, Probe, Question
from afterword.capture.tidying import line, tidied, tidied_registry
from afterword.evidence.snapshot import Origin, Snapshot, Window
from afterword.http import NoAnswer, Server, token_of
from afterword.model import Review
from afterword.settings import Settings
from afterword.settings.sources import Metric, Source

_Made = TypeVar("_Made")


class Task(NamedTuple):
    """One source, and which of its metrics it is asked around a review."""

    source: Source
    metrics: tuple[Metric, ...]


def questions(task: Task, window: Window) -> tuple[Question, ...]:
    """What a source would be asked; nothing is connected to, and no token is read. Raises ``NoAnswer``."""
    return _kind(task.source).questions(task.source, task.metrics, window)


def capture(
    task: Task, review: Review, window: Window, settings: Settings, now: datetime, tell: Callable[[str], None]
) -> Snapshot:
    """What a source says of a review. Raises ``NoAnswer`` if nothing at all could be had."""
    source, kind = task.source, _kind(task.source)
    server, hidden = _server(source, kind, settings)
    asking = Asking(
        source,
        task.metrics,
        window,
        server,
        now,
        models=review.models,
        onset=review.onset.earliest if review.onset else None,
        tell=tell,
    )
    fetched = hidden.kept_from(lambda: _expected(lambda: kind.fetch(asking), server.subject))
    return hidden.out_of(snapshot_of(fetched, task, review, window, now, server.url))


def snapshot_of(
    fetched: Fetched, task: Task, review: Review, window: Window, now: datetime, url: str | None = None
) -> Snapshot:
    """A snapshot of what was fetched, under the name of its source."""
    source = task.source
    return Snapshot(
        id=f"{review.id}/{source.name}",
        review=review.id,
        source=Origin(source.name, source.kind, url or None, line(fetched.server_version)),
        window=window,
        captured_at=now,
        tool=f"afterword {__version__}",
        series=tidied(fetched.series, task.metrics, window),
        registry=tidied_registry(fetched.registry),
        missing=tuple(
            (metric, line(why.rstrip(".")) or "The source did not say why")
            for metric, why in (*fetched.missing, *_unanswered(fetched, task.metrics))
        ),
        requests=fetched.requests,
    )


def probe(source: Source, settings: Settings) -> Probe:
    """Whether a source answers, and its version."""
    try:
        kind = _kind(source)
        server, hidden = _server(source, kind, settings)
        found = hidden.kept_from(lambda: _expected(lambda: kind.probe(source, server), server.subject))
    except NoAnswer as reason:
        return Probe(trouble=str(reason))
    return found._replace(version=hidden.text(found.version), trouble=hidden.text(found.trouble))


def address_of(source: Source) -> str:
    """Where a source is: as the settings say it, or where all of its kind are."""
    kind = kind_named(source.kind)
    return source.url or (kind.address if kind else "")


def _kind(source: Source) -> Kind:
    kind = kind_named(source.kind)
    if kind is None:
        raise NoAnswer(f"A source of the kind {source.kind} is only read from a file; give the file with --from")
    return kind


def _server(source: Source, kind: Kind, settings: Settings) -> tuple[Server, Hidden]:
    home = settings.trusted or settings.root
    token = token_of(source.token_env, source.token_command, home)
    headers = kind.headers(source, token)
    hidden = Hidden.of(token, source.user, headers)
    certificates = home / source.ca_file if source.ca_file else settings.authorities
    if certificates and not certificates.is_file():
        named = source.ca_file or settings.ca_file
        raise NoAnswer(f"The file {named} with the certificates of its authority is not there")
    server = Server(f"the source `{source.name}`", source.url or kind.address, headers, certificates, personal=True)
    return server, hidden


def _expected(work: Callable[[], _Made], who: str) -> _Made:
    """What a kind makes of an answer; one that it did not expect must not cost what other sources gave."""
    try:
        return work()
    except NoAnswer:
        raise
    except Exception as error:  # noqa: BLE001  # the text of the error could repeat the answer
        name = type(error).__name__
        raise NoAnswer(f"{who} gave an answer that could not be understood ({name})") from None


def _unanswered(fetched: Fetched, metrics: Sequence[Metric]) -> tuple[tuple[str, str], ...]:
    told = {series.metric for series in fetched.series} | {metric for metric, _ in fetched.missing}
    return tuple((metric.name, "The source said nothing of it") for metric in metrics if metric.name not in told)
