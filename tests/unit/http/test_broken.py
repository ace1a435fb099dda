"""A server that is broken to the end may say why, one elsewhere is never asked, and one that is gone says nothing."""

from __future__ import annotations

import pytest

from afterword.http import Bounds, NoAnswer, Server, ask
from tests.unit.trackers.server import running, says


@pytest.mark.parametrize(("status", "why"), [(503, "broken"), (429, "limited")])
def test_the_last_answer_goes_with_the_error(status: int, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with running() as server:
        server.on(
            "/", says({"error": "first"}, status, Retry_After="0"), says({"error": "last"}, status, Retry_After="0")
        )
        with pytest.raises(NoAnswer) as error:
            ask(Server("the source", server.base, bounds=Bounds(tries=2)), f"{server.base}/")
    assert (error.value.why, error.value.silent) == (why, True)
    assert error.value.answer
    assert error.value.answer.json("the source") == {"error": "last"}


@pytest.mark.parametrize(
    "elsewhere", ["http://127.0.0.1:{other}/", "https://127.0.0.1:{port}/", "http://a@127.0.0.1:{port}/"]
)
def test_an_address_on_another_host_than_that_of_the_settings_is_never_asked(
    elsewhere: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with running() as server, running() as other:
        ports = {name: one.base.rpartition(":")[2] for name, one in (("port", server), ("other", other))}
        with pytest.raises(NoAnswer, match="The source is not at that address, so nothing is sent there"):
            ask(Server("the source", server.base), elsewhere.format(**ports))
        assert (server.asked, other.asked) == ([], [])


def test_a_server_that_cannot_be_reached_gave_no_answer() -> None:
    with pytest.raises(NoAnswer) as error:
        ask(Server("the source", "http://127.0.0.1:9", bounds=Bounds(tries=1)), "http://127.0.0.1:9/")
    assert error.value.answer is None
