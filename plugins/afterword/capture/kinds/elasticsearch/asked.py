"""A cluster that is asked: its version, the part of an answer that it could not give, and what a metric is about."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from urllib.parse import quote

from afterword.capture.numbers import whole
from afterword.capture.shape import at, first
from afterword.capture.told import accepted, told
from afterword.evidence.form import written_moment
from afterword.evidence.snapshot import Span
from afterword.http import Answer, NoAnswer, Server, ask
from afterword.settings.sources import Metric, Source

OPENSEARCH: Final = "OpenSearch"
_TIME: Final = "@timestamp"


@dataclass
class Cluster:
    """A server, and how often it was asked."""

    server: Server
    requests: int = 0

    def post(self, path: str, body: Mapping[str, Any], what: str) -> dict[str, Any]:
        """The answer to a question in JSON; raises ``NoAnswer`` with the reason that the server gives."""
        self.requests += 1
        try:
            answer = ask(self.server, f"{self.server.url}{path}", json.dumps(body).encode())
        except NoAnswer as error:
            if error.why != "broken":
                raise
            # So a cluster answers if no shard could work, and some do if they would make too many buckets.
            raise NoAnswer(f"{error}; what is asked may be too much for it, so try a longer `step`") from None
        if answer.status != 200 and (reason := self._reason(answer.body)):
            where = f"{self.server.subject} answered {what} with {answer.status}"
            raise NoAnswer(f"{where}: {reason}{_unsigned(answer)}", silent=answer.status == 401)
        found = accepted(answer, self.server, what).json(self.server.who, f"an answer to {what}", constants=True)
        if not isinstance(found, dict):
            raise NoAnswer(f"The answer of {self.server.who} is not an answer to {what}")
        return found

    def version(self, *, asked: bool = False) -> str | None:
        """Its name and version. Some keys may search and not see this: then it is not known, if only ``asked``."""
        self.requests += 1
        answer = ask(self.server, f"{self.server.url}/")
        if asked and answer.status != 200:
            return None
        said = accepted(answer, self.server, "the version").json(self.server.who, "a version")
        number = at(said, "version", "number")
        if not isinstance(number, str):
            if asked:
                return None
            raise NoAnswer(f"{self.server.subject} does not answer like Elasticsearch or OpenSearch")
        name = OPENSEARCH if at(said, "version", "distribution") == "opensearch" else "Elasticsearch"
        return told(f"{name} {number}", self.server, 60)

    def _reason(self, body: bytes) -> str:
        """What an answer that is an error says; empty if it says nothing that can be read."""
        try:
            said = json.loads(body)
        except (ValueError, RecursionError):
            return ""
        # Services that stand before a cluster, such as that of AWS, say it in a message.
        error = at(said, "error") or at(said, "message") or at(said, "Message")
        cause = first(at(error, "root_cause") or at(error, "failed_shards"))
        reason = at(cause, "reason", "reason") or at(cause, "reason") or at(error, "reason") or error
        return told(reason, self.server) if isinstance(reason, str) else ""


def _unsigned(answer: Answer) -> str:
    """What to do where AWS refuses: it may want each request signed with SigV4, which is not done here."""
    if answer.status != 403 or not any(name.startswith("x-amzn-") for name in answer.headers):
        return ""
    return (
        "; AWS may want signed requests, which Afterword does not send: let a user with a password read the index, or "
        "export the numbers and read them with --from"
    )


def index_of(source: Source, metric: Metric) -> str:
    """The index as a part of a path; raises ``NoAnswer`` if the settings name none."""
    name = metric.option("index") or source.option("index")
    if not name or name.strip(".") == "":
        raise NoAnswer("The metric has no `index`; write the index or a pattern such as logs-model-*")
    return quote_index(name)


def quote_index(name: str) -> str:
    """The name of an index as a part of a path."""
    return quote(name, safe="*,-:")


def time_of(source: Source, metric: Metric) -> str:
    """The field with the time of a document."""
    return str(metric.option("time_field") or source.option("time_field") or _TIME)


def within(source: Source, metric: Metric, span: Span) -> dict[str, Any]:
    """The query that picks the documents of a metric, up to the end of the last step of a span."""
    end = span.end + timedelta(seconds=metric.step)
    times = {"gte": written_moment(span.start), "lt": written_moment(end), "format": "strict_date_optional_time"}
    return {"bool": {"filter": [{"range": {time_of(source, metric): times}}, *_filter(metric.option("filter"))]}}


def lacking(answer: Mapping[str, Any], server: Server) -> tuple[list[str], list[str]]:
    """The flags and notes for what an answer with the status 200 does not cover."""
    notes = []
    if answer.get("timed_out"):
        notes.append("The source stopped before it had seen all documents, because it took too long.")
    if answer.get("terminated_early"):
        notes.append("The source stopped before it had seen all documents.")
    shards = answer.get("_shards")
    if failed := whole(at(shards, "failed")):
        failures = at(shards, "failures")
        why = at(first(failures), "reason", "reason")
        said = f": {told(why, server)}" if why else ""
        notes.append(
            f"{failed:,} of {whole(at(shards, 'total')) or failed:,} shards of the source did not answer{said}."
        )
    clusters = answer.get("_clusters")
    if lost := sum(whole(at(clusters, name)) or 0 for name in ("skipped", "partial", "failed")):
        notes.append(f"Clusters of the source that did not answer, or not wholly: {lost:,}.")
    if answer.get("is_partial"):
        notes.append("The source says that its answer is not whole.")
    return (["partial"] if notes else []), notes


def _filter(written: str | None) -> Iterator[dict[str, Any]]:
    if written is None:
        return
    if not written.lstrip().startswith("{"):
        yield {"query_string": {"query": written}}
        return
    try:
        found = json.loads(written)
    except (ValueError, RecursionError):
        raise NoAnswer("`filter` begins like JSON and is none; correct it, or write a query string") from None
    yield found
