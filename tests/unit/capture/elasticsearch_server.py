"""An Elasticsearch or OpenSearch on this machine that really counts the documents it holds, as far as we ask it to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from afterword.capture.interface import Asking
from afterword.evidence.form import written_moment
from tests.unit.capture.stub import FakeTracker, asking, at, replies, says

Document = dict[str, Any]
PRODUCT: Final = {"X_Elastic_Product": "Elasticsearch"}
"""The real client refuses a server that does not say this."""


@dataclass
class FakeCluster:
    """Documents with ``@timestamp`` in RFC 3339; ``more`` is put over each answer."""

    documents: list[Document] = field(default_factory=list)
    number: str = "9.2.1"
    opensearch: bool = False
    more: Document = field(default_factory=dict)
    rows: Document = field(default_factory=dict)

    def serve(self, stub: FakeTracker, index: str = "logs-model") -> None:
        stub.on("/", says(self._greeting(), 200, **self._headers()))
        stub.on(f"/{index}/_search", replies(lambda fields: says(self.search(fields), 200, **self._headers())))
        stub.on(
            "/_query", replies(lambda _: says({"took": 3, "is_partial": False, **self.rows}, 200, **self._headers()))
        )

    def search(self, body: Document) -> Document:
        found = [one for one in self.documents if _fits(one, body.get("query", {"match_all": {}}))]
        return {
            "took": 4,
            "timed_out": False,
            "_shards": {"total": 2, "successful": 2, "skipped": 0, "failed": 0},
            "hits": {"max_score": None, "hits": []},
            "aggregations": _aggregated(found, body.get("aggs", {}), self.documents),
            **self.more,
        }

    def _headers(self) -> dict[str, str]:
        return {} if self.opensearch else PRODUCT

    def _greeting(self) -> Document:
        version = {"number": self.number, **({"distribution": "opensearch"} if self.opensearch else {})}
        product = "The OpenSearch Project: https://opensearch.org/" if self.opensearch else "You Know, for Search"
        return {"name": "node-1", "cluster_name": "test", "version": version, "tagline": product}


def milliseconds(written: Any) -> int:
    """A time of a document or of a question in milliseconds since 1970."""
    return written if isinstance(written, int) else round(datetime.fromisoformat(written).timestamp() * 1000)


def _fits(document: Document, query: Document) -> bool:
    ((kind, about),) = query.items()
    if kind == "bool":
        return all(_fits(document, one) for one in about["filter"])
    if kind == "range":
        ((name, ends),) = about.items()
        return milliseconds(ends["gte"]) <= milliseconds(document[name]) < milliseconds(ends["lt"])
    if kind == "term":
        return all(document.get(name) == value for name, value in about.items())
    if kind == "query_string":
        pairs = (part.split(":") for part in about["query"].split(" AND "))
        return all(str(document.get(name)) == value for name, value in pairs)
    return kind == "match_all"


def _aggregated(documents: list[Document], asked: Document, whole: list[Document]) -> Document:
    return {name: _one(documents, about, whole) for name, about in asked.items()}


def _one(documents: list[Document], about: Document, whole: list[Document]) -> Document:
    inner = about.get("aggs", {})
    ((kind, how),) = ((name, value) for name, value in about.items() if name not in {"aggs", "aggregations"})
    if kind == "global":
        return {"doc_count": len(whole), **_aggregated(whole, inner, whole)}
    if kind == "terms":
        return _terms(documents, how, lambda found: _aggregated(found, inner, whole))
    if kind == "date_histogram":
        return _histogram(documents, how, lambda found: _aggregated(found, inner, whole))
    values = [document[how["field"]] for document in documents if document.get(how["field"]) is not None]
    if isinstance(values[0] if values else None, str):
        values = [milliseconds(value) for value in values]
    return _figure(kind, how, values)


def _figure(kind: str, how: Document, values: list[float]) -> Document:
    if kind == "percentiles":
        ordered, (percent,) = sorted(values), how["percents"]
        # As Elasticsearch finds it in few numbers: between the two nearest.
        place = (len(ordered) - 1) * percent / 100
        low, high = int(place), min(int(place) + 1, len(ordered) - 1)
        value = ordered[low] + (ordered[high] - ordered[low]) * (place - low) if ordered else None
        if how.get("keyed", True):
            return {"values": {f"{percent:.1f}": value}}
        return {"values": [{"key": float(percent), "value": value}]}
    if kind == "value_count":
        return {"value": len(values)}
    if kind == "sum":
        return {"value": float(sum(values))}
    figures: dict[str, Callable[[Iterable[float]], float]] = {"min": min, "max": max}
    if not values:
        return {"value": None}
    return {"value": sum(values) / len(values) if kind == "avg" else figures[kind](values)}


def _terms(documents: list[Document], how: Document, inner: Callable[[list[Document]], Document]) -> Document:
    groups: dict[Any, list[Document]] = defaultdict(list)
    for document in documents:
        if document.get(how["field"]) is not None:
            groups[document[how["field"]]].append(document)
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    kept, others = ordered[: how["size"]], ordered[how["size"] :]
    return {
        "doc_count_error_upper_bound": 0,
        "sum_other_doc_count": sum(len(found) for _, found in others),
        "buckets": [{"key": name, "doc_count": len(found), **inner(found)} for name, found in kept],
    }


def _histogram(documents: list[Document], how: Document, inner: Callable[[list[Document]], Document]) -> Document:
    step = int(how["fixed_interval"].removesuffix("s")) * 1000
    groups: dict[int, list[Document]] = defaultdict(list)
    for document in documents:
        groups[milliseconds(document[how["field"]]) // step * step].append(document)
    bounds = [milliseconds(end) for end in how.get("extended_bounds", {}).values()]
    keys = [*groups, *(bound // step * step for bound in bounds)]
    every = range(min(keys), max(keys) + 1, step) if keys else ()
    return {"buckets": [{"key": key, "doc_count": len(groups[key]), **inner(groups[key])} for key in every]}


KEY = "VnVhQ2ZHY0JDZGJrUW0tZTVhT3g6dWkybHAyYXhUTm1zeWFrdzl0dk5udw=="


def document(minutes: float, **more: Any) -> Document:
    return {"@timestamp": written_moment(at(minutes)), "model": "fraud", "env": "prod", **more}


OLD = document(-9_999)


def question(stub: FakeTracker, query: str = "avg(score)", token: str | None = KEY, **more: Any) -> Asking:
    source = {name: more.pop(name) for name in ("user", "auth", "window", "now") if name in more}
    metrics = {"score": {"query": query, "step": "10m", **more}}
    return asking("elasticsearch", stub.base, metrics, token, index="logs-model", **source)
