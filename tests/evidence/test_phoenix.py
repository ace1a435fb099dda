"""A real Phoenix with a past: its real client and Afterword read the same numbers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from afterword.capture.interface import Fetched
from afterword.capture.kinds.phoenix import SOURCE
from afterword.http import NoAnswer
from tests.evidence.real import QUIET, second_reader, tools
from tests.evidence.servers import answers, free_port, running
from tests.unit.capture.stub import asking, fetched, values

KEY = "0123456789abcdef0123456789abcdef"
"""The key of an administrator of a server that lives as long as its tests."""

MODEL = {"span_kind": "LLM", "step": "1h"}
METRICS: dict[str, dict[str, Any]] = {
    "count": {"query": "spans:count", **MODEL},
    "p95": {"query": "latency_ms:p95", **MODEL},
    "errors": {"query": "errors:rate", **MODEL},
    "tokens": {"query": "tokens.total:sum", **MODEL},
    "quality": {"query": "annotation:quality:mean", **MODEL},
}


@contextmanager
def started(folder: Path) -> Iterator[str]:
    """A Phoenix whose database lies in a folder, and which answers only with the key."""
    port = free_port()
    environment = {
        **QUIET,
        "PHOENIX_WORKING_DIR": str(folder),
        "PHOENIX_HOST": "127.0.0.1",
        "PHOENIX_PORT": str(port),
        "PHOENIX_GRPC_PORT": str(free_port()),
        "PHOENIX_ENABLE_AUTH": "true",
        "PHOENIX_SECRET": KEY[::-1],
        "PHOENIX_ADMIN_SECRET": KEY,
    }
    command: list[str | Path] = [tools() / "venv" / "bin" / "phoenix", "serve"]
    url = f"http://127.0.0.1:{port}"
    with running(command, lambda: answers(f"{url}/arize_phoenix_version"), folder / "log.txt", environment):
        yield url


@pytest.fixture(scope="module")
def phoenix(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, float]]]:
    """The address of a server with a night in it, and what its real client reads of the hour of the incident."""
    with started(tmp_path_factory.mktemp("phoenix")) as url:
        yield url, second_reader("phoenix_spans", url, KEY)


def asked(url: str, token: str | None = KEY, project: str = "chat", **metrics: dict[str, Any]) -> Fetched:
    return fetched(asking("phoenix", url, metrics or METRICS, token=token, project=project))


def test_the_real_client_and_afterword_read_the_same(phoenix: tuple[str, dict[str, float]]) -> None:
    url, read = phoenix
    found = asked(url)
    assert found.missing == ()
    assert {series.metric: dict(values(series))[0] for series in found.series} == pytest.approx(read)
    assert {series.flags for series in found.series} == {()}
    assert found.server_version


def test_the_night_is_there_step_by_step(phoenix: tuple[str, dict[str, float]]) -> None:
    (series,) = asked(phoenix[0], slow={"query": "latency_ms:p50", "span_kind": "LLM", "step": "30m"}).series
    slow = {minutes for minutes, value in values(series) if value is not None and value > 1_000}
    assert slow == {0, 30}
    assert [minutes for minutes, _ in values(series)] == list(range(-180, 121, 30))


@pytest.mark.parametrize(
    ("options", "count"), [({}, 120.0), ({"span_kind": "RETRIEVER"}, 60.0), ({"name": "answer"}, 60.0)]
)
def test_filters_are_those_of_the_server(
    phoenix: tuple[str, dict[str, float]], options: dict[str, str], count: float
) -> None:
    (series,) = asked(phoenix[0], count={"query": "spans:count", "step": "1h", **options}).series
    assert dict(values(series))[0] == count


def test_the_share_of_a_label_is_that_of_the_annotations(phoenix: tuple[str, dict[str, float]]) -> None:
    (series,) = asked(phoenix[0], bad={"query": "annotation:quality:share", "label": "bad", "step": "1h"}).series
    assert dict(values(series)) == {-180: 0, -120: 0, -60: 0, 0: 1, 60: 0, 120: 0}


def test_without_the_key_and_for_another_project_the_reason_is_told(phoenix: tuple[str, dict[str, float]]) -> None:
    url, _ = phoenix
    for token, project, why in (
        (None, "chat", "it needs a token"),
        ("wrong", "chat", "the token is wrong"),
        (KEY, "chats", "look at the name of the project"),
    ):
        with pytest.raises(NoAnswer, match=why) as caught:
            asked(url, token, project)
        assert KEY not in str(caught.value)


def test_a_probe_knows_the_version_and_whether_the_key_works(phoenix: tuple[str, dict[str, float]]) -> None:
    question = asking("phoenix", phoenix[0], {}, token=KEY, project="chat")
    assert SOURCE.probe(question.source, question.server).trouble is None
    assert SOURCE.probe(question.source, question.server).version
    bare = replace(question.server, headers={})
    assert "it needs a token" in (SOURCE.probe(question.source, bare).trouble or "")
