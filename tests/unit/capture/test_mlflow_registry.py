"""The registry says which versions there are, and nothing that it does not know is made up."""

from __future__ import annotations

from typing import Any

import pytest

from afterword.capture.interface import Fetched
from afterword.evidence.snapshot import Registered
from afterword.http import NoAnswer
from tests.unit.capture.mlflow_server import API, ms
from tests.unit.capture.stub import FakeTracker, asked, asking, at, fetched, replies, says

NEVER = "Which alias or stage a version had then cannot be known"


def version(number: str, made: float, **more: Any) -> dict[str, Any]:
    # A search never fills the aliases.
    told = {
        "name": "fraud",
        "version": number,
        "creation_timestamp": ms(made),
        "status": "READY",
        "run_id": f"run-{number}",
    }
    return {**told, **more}


def serve(stub: FakeTracker, *versions: dict[str, Any], aliases: dict[str, str] | None = None) -> None:
    told = [{"alias": name, "version": value} for name, value in (aliases or {}).items()]
    stub.on(f"{API}/registered-models/get", says({"registered_model": {"name": "fraud", "aliases": told}}))
    stub.on(f"{API}/model-versions/search", says({"model_versions": list(versions)}))
    info = {"start_time": ms(-3000), "end_time": str(ms(-2990))}
    stub.on(f"{API}/runs/get", replies(lambda given: {"run": {"info": {**info, "run_id": given["run_id"]}}}))


def ask(stub: FakeTracker, **more: Any) -> Fetched:
    return fetched(asking("mlflow", stub.base, {}, **{"model": "fraud", **more}))


def only(stub: FakeTracker, **more: Any) -> Registered:
    (found,) = ask(stub, **more).registry
    return found


def test_the_newest_version_that_was_ready_before_the_onset_served_and_that_is_called_inferred(
    stub: FakeTracker,
) -> None:
    serve(
        stub, version("10", -60), version("9", -600), version("11", 30), version("2", -9000), aliases={"champion": "10"}
    )
    found = only(stub)
    assert (found.version, found.last_good_version, found.uri) == ("10", "9", "models:/fraud/10")
    assert found.aliases == ("champion",)
    assert found.trained_at == at(-2990)
    assert "Inferred, not recorded: version 10 is the newest that was ready before the onset" in found.history
    assert "After the onset version 11 was made, 2026-03-01T10:30:00Z." in found.history
    assert "Aliases as they are now: champion is version 10." in found.history
    assert NEVER in found.history
    assert found.inferred


def test_the_version_of_the_alias_in_the_settings_served_and_the_one_before_it_was_the_last_good_one(
    stub: FakeTracker,
) -> None:
    serve(stub, version("9", -600), version("10", -60), version("11", 30), aliases={"champion": "10"})
    found = only(stub, alias="champion")
    assert (found.version, found.last_good_version, found.inferred) == ("10", "9", False)
    assert found.history.startswith("Version 10 has the alias champion now and is the newest that was ready before")


def test_a_newer_version_than_that_of_the_alias_may_have_served_so_it_is_inferred(stub: FakeTracker) -> None:
    serve(
        stub,
        version("9", -900),
        version("10", -600),
        version("11", -60),
        aliases={"champion": "10", "challenger": "11"},
    )
    found = only(stub, alias="champion")
    assert (found.version, found.last_good_version, found.uri) == ("10", "9", "models:/fraud/10")
    assert found.inferred
    assert "version 11 is newer and was ready then, so it may have served and been taken back" in found.history
    assert found.history.startswith("Inferred, not recorded: version 10 has the alias champion now;")


def test_an_alias_on_a_version_of_after_the_onset_says_nothing_of_before(stub: FakeTracker) -> None:
    serve(stub, version("1", -600), version("2", -60), version("3", 30), aliases={"champion": "3"})
    found = only(stub, alias="champion")
    assert (found.version, found.last_good_version, found.inferred) == ("2", "1", True)


def test_the_only_version_before_the_onset_is_not_inferred(stub: FakeTracker) -> None:
    serve(stub, version("1", -600), version("2", 60))
    found = only(stub)
    assert (found.version, found.inferred) == ("1", False)
    assert found.history.startswith("Version 1 is the only one that was ready before the onset.")


def test_a_version_that_failed_or_came_after_never_served(stub: FakeTracker) -> None:
    serve(stub, version("1", -600), version("2", -60, status="FAILED_REGISTRATION"), version("3", 1))
    found = only(stub)
    assert (found.version, found.last_good_version) == ("1", None)
    assert "Never ready: 2." in found.history


def test_an_alias_that_was_moved_back_since_is_told_and_proves_nothing(stub: FakeTracker) -> None:
    serve(stub, version("1", -600), version("2", -60), aliases={"champion": "1"})
    found = only(stub)
    assert (found.version, found.last_good_version, found.aliases) == ("2", "1", ())
    assert "None is on version 2, so it may have been taken back, or never have served." in found.history


def test_stages_are_told_as_they_are_now(stub: FakeTracker) -> None:
    serve(stub, version("1", -600, current_stage="Production"), version("2", -60, current_stage="None"))
    assert "Stages as they are now: version 1 is in Production." in only(stub).history


def test_no_version_before_the_onset_is_not_known_to_have_served(stub: FakeTracker) -> None:
    serve(stub, version("1", 60))
    found = only(stub)
    assert (found.version, found.last_good_version, found.uri, found.trained_at) == (None, None, None, None)
    assert "No version was ready before the onset; the first was made 2026-03-01T11:00:00Z." in found.history


def test_without_an_onset_no_version_is_named(stub: FakeTracker) -> None:
    serve(stub, version("1", -60))
    found = only(stub, onset=None)
    assert found.version is None
    assert "has no `onset`" in found.history


def test_times_and_versions_are_read_as_text_too(stub: FakeTracker) -> None:
    serve(stub, version("9", 0, creation_timestamp=str(ms(-50))), version("10", 0, creation_timestamp=str(ms(-50))))
    found = only(stub)
    assert (found.version, found.last_good_version) == ("10", "9")


def test_a_run_that_is_gone_leaves_the_day_of_training_unknown(stub: FakeTracker) -> None:
    serve(stub, version("1", -60))
    stub.on(f"{API}/runs/get", says({"error_code": "RESOURCE_DOES_NOT_EXIST"}, 404))
    found = only(stub)
    assert (found.version, found.trained_at) == ("1", None)
    assert "The run of version 1 is gone" in found.history
    serve(stub, version("1", -60, run_id=""))
    assert "Version 1 names no run" in only(stub).history


def test_an_alias_that_is_asked_for_by_name_is_found_where_the_model_does_not_list_it(stub: FakeTracker) -> None:
    serve(stub, version("1", -60))
    stub.on(f"{API}/registered-models/alias", says({"model_version": {"version": "1"}}))
    assert only(stub, alias="champion").aliases == ("champion",)


def test_the_names_of_the_review_are_looked_for_where_the_settings_name_no_model(stub: FakeTracker) -> None:
    serve(stub, version("1", -60))
    found = fetched(asking("mlflow", stub.base, {}, models=("fraud",)))
    assert [one.model for one in found.registry] == ["fraud"]


def test_an_unknown_model_is_told(stub: FakeTracker) -> None:
    stub.on(f"{API}/registered-models/get", says({"error_code": "RESOURCE_DOES_NOT_EXIST", "message": "no"}, 404))
    with pytest.raises(NoAnswer, match="The registry has no model fraud; `model` in the settings"):
        ask(stub)


def test_a_registry_that_nobody_uses_is_not_missed(stub: FakeTracker) -> None:
    stub.on(f"{API}/registered-models/get", says({"error_code": "RESOURCE_DOES_NOT_EXIST", "message": "no"}, 404))
    stub.on(f"{API}/registered-models/search", says({}))
    stub.on(f"{API}/runs/get", says({"run": {"info": {"run_id": "r1"}, "data": {"metrics": [{"key": "p"}]}}}))
    stub.on(f"{API}/metrics/get-history", says({"metrics": []}))
    found = fetched(asking("mlflow", stub.base, {"p": {"query": "p"}}, run="r1", models=("fraud",)))
    assert found.missing == ()
    stub.on(f"{API}/registered-models/search", says({"registered_models": [{"name": "other"}]}))
    found = fetched(asking("mlflow", stub.base, {"p": {"query": "p"}}, run="r1", models=("fraud",)))
    assert [name for name, _ in found.missing] == ["fraud"]


def test_a_name_with_a_quotation_mark_stays_a_name(stub: FakeTracker) -> None:
    serve(stub, version("1", -60, name="it's"))
    found = only(stub, model="it's")
    assert found.version == "1"
    search = next(number for number, path in enumerate(stub.paths) if "model-versions/search" in path)
    assert asked(stub, search)["filter"] == 'name="it\'s"'


def test_versions_of_other_models_are_not_taken(stub: FakeTracker) -> None:
    serve(stub, version("1", -60), version("7", -50, name="fraud-eu"))
    assert only(stub).version == "1"


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("registered-models/get", {"registered_model": []}),
        ("registered-models/get", {}),
        ("model-versions/search", {"model_versions": [{"name": "fraud", "version": "1"}]}),
        ("model-versions/search", {"model_versions": {"a": 1}}),
    ],
)
def test_a_registry_in_another_form_is_told(stub: FakeTracker, path: str, answer: Any) -> None:
    serve(stub, version("1", -60))
    stub.on(f"{API}/{path}", says(answer))
    with pytest.raises(NoAnswer, match="not MLflow's"):
        ask(stub)
