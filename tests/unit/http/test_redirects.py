"""A redirect within the host never ends at the numbers of somebody else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from afterword.http import NoAnswer, Server, ask
from tests.unit.trackers.server import FakeTracker, running, says


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeTracker]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with running() as server:
        yield server


@pytest.mark.parametrize("name", ["X-Scope-OrgID", "X-MLFLOW-WORKSPACE", "Authorization"])
def test_one_that_would_lose_a_header_of_the_settings_is_not_followed_and_says_what_to_write(
    name: str, stub: FakeTracker
) -> None:
    stub.on("/old/api/query", says({}, 308, Location="/new/api/query?x=1"))
    stub.on("/new/api/query", says({"of": "another tenant"}))
    server = Server("the source `prod`", f"{stub.base}/old/", {name: "team-a"}, personal=True)
    with pytest.raises(NoAnswer) as error:
        ask(server, f"{stub.base}/old/api/query?x=1")
    assert stub.paths == ["/old/api/query?x=1"]
    assert str(error.value) == (
        f"The source `prod` redirects to {stub.base}/new/api/query, where its headers, such as a token or a tenant, "
        f"are not sent; write {stub.base}/new as its `url`"
    )
    assert error.value.silent


def test_one_to_a_page_of_another_name_says_no_address_that_would_not_answer(stub: FakeTracker) -> None:
    stub.on("/api/query", says({}, 302, Location="/login?next=/api/query"))
    server = Server("the source `prod`", stub.base, {"Authorization": "Bearer x"}, personal=True)
    with pytest.raises(NoAnswer, match=r"redirects to .*/login, .*; write the address that answers by itself as its"):
        ask(server, f"{stub.base}/api/query")


def test_one_that_loses_nothing_is_followed(stub: FakeTracker) -> None:
    stub.on("/a", says({}, 307, Location="/b"))
    stub.on("/b", says({"n": 1}))
    server = Server("the source `prod`", stub.base, personal=True)
    assert ask(server, f"{stub.base}/a", headers={"Accept": "application/json"}).json("it") == {"n": 1}
