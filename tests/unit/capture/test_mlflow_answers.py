"""Whatever an MLflow server answers, a capture ends in numbers or in a reason, and never repeats the token."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.capture.mlflow_server import (
    API,
    HISTORY,
    ask,
    error,
    number,
    refused,
    run,
    serve,
)
from tests.unit.capture.stub import (
    TOKEN,
    FakeTracker,
    page,
    says,
)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (error("PERMISSION_DENIED", 403, "no access"), "403, PERMISSION_DENIED: no access; look at the token"),
        (error("UNAUTHENTICATED", 401, "who are you"), "401, UNAUTHENTICATED: who are you; look at the token"),
        (error("INVALID_PARAMETER_VALUE", 400, "max_results"), "400, INVALID_PARAMETER_VALUE: max_results"),
        (error("TEMPORARILY_UNAVAILABLE", 503, "busy"), "503, TEMPORARILY_UNAVAILABLE: busy"),
        (says(b"Invalid Host header - possible DNS rebinding attack detected", 403), "`--allowed-hosts`"),
        (page(), "502 and something that is not MLflow's JSON; a proxy may stand before it"),
        (page(200, "<!doctype html><title>Log in</title>"), "200 and something that is not MLflow's JSON"),
        (says({"detail": "Not Found"}, 404), "404; its version may not know this question"),
        (says([]), "not MLflow's JSON"),
        (says({"metrics": "odd"}), "not MLflow's"),
        (says({"metrics": ["odd"]}), "not MLflow's"),
        (says({"metrics": [{"key": "precision", "value": 1}]}), "not MLflow's"),
        (says({"metrics": [{"value": 1, "timestamp": 1e300}]}), "not MLflow's"),
        (says(b"{" * 100_000), "not MLflow's JSON"),
    ],
)
def test_what_is_no_answer_is_told_with_what_to_look_at(stub: FakeTracker, answer: Any, told: str) -> None:
    serve(stub, {"r1": []})
    stub.on(HISTORY, answer)
    assert told in refused(stub)


def test_a_server_that_repeats_the_token_gets_it_into_no_message_and_no_series(stub: FakeTracker) -> None:
    serve(stub, {"r1": []}, run("r1", run_name=f"job {TOKEN}", keys=("recall",)))
    assert TOKEN not in refused(stub, token=TOKEN)
    stub.on(f"{API}/runs/get", error("INTERNAL_ERROR", 400, f"Bearer {TOKEN}"))
    assert TOKEN not in refused(stub, token=TOKEN)


@pytest.mark.parametrize(
    ("source", "headers"),
    [
        ({}, {"authorization": f"Bearer {TOKEN}"}),
        ({"user": "ann"}, {"authorization": "Basic YW5uOnQwcHMzY3JldC1hbmQtbG9uZw=="}),
        ({"workspace": "team-a"}, {"x-mlflow-workspace": "team-a"}),
    ],
)
def test_the_token_and_the_workspace_are_sent_as_mlflow_wants_them(
    stub: FakeTracker, source: dict[str, Any], headers: dict[str, str]
) -> None:
    serve(stub, {"r1": [number(0, 1)]})
    ask(stub, token=TOKEN, **source)
    assert headers.items() <= stub.asked[0][1].items()


def test_the_version_is_told_and_a_page_in_its_place_is_none(stub: FakeTracker) -> None:
    serve(stub, {"r1": [number(0, 1)]})
    stub.on("/version", says(b"3.17.2"))
    assert ask(stub).server_version == "3.17.2"
    stub.on("/version", page(200))
    assert ask(stub).server_version is None
