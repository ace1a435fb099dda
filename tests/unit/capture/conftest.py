"""A source of evidence on this machine, reached without a proxy."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.unit.capture.phoenix_server import SPANS, VERSION, listed
from tests.unit.capture.stub import FakeTracker, replies, running, says


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeTracker]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with running() as found:
        yield found


@pytest.fixture
def phoenix(stub: FakeTracker) -> FakeTracker:
    """A Phoenix without spans."""
    stub.on(VERSION, says(b"20.26.1"))
    stub.on(SPANS, replies(listed([])))
    return stub
