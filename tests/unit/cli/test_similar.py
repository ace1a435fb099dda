"""The nearest past incidents from the command line: by text, by file and by id."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from afterword.cli import main
from tests.knowledge import DRAFT, PUBLISHED, Base, overlaid, page
from tests.unit.cli.invoke import EPOCH, invoke

VOICE = """\
title: The assistant answers in the voice of its caller
summary: The speech turned into that of a tester.
actions:
  - {id: A1, area: prevention, title: Voices are compared, owner: speech, due: 2025-12-31, status: open}
"""


@pytest.fixture
def base(tmp_path: Path) -> Base:
    made = Base.in_folder(tmp_path)
    made.write("postmortems/2025-01-01-cache.md", page(PUBLISHED))
    made.write("postmortems/2025-02-01-voice.md", page(overlaid(PUBLISHED, VOICE)))
    return made


def test_a_text_finds_the_incident_and_says_what_became_of_its_actions(base: Base) -> None:
    result = invoke(base.root, "similar", "callers", "hear", "their", "own", "voice")
    assert result.exit_code == 0
    assert "1. The assistant answers in the voice of its caller" in result.output
    assert "text: shared words" in result.output
    assert "overdue  A1 Voices are compared (prevention, 31 days late)" in result.output


def test_the_state_of_an_action_is_that_of_the_day_that_is_asked_for(base: Base) -> None:
    result = invoke(base.root, "similar", "voice", "--as-of", "2025-12-01")
    assert "Actions as of 2025-12-01:\n     open  A1" in result.output


def test_where_nothing_is_near_it_says_what_to_do(base: Base) -> None:
    result = invoke(base.root, "similar", "zebra")
    assert result.exit_code == 0
    assert "No past incident is similar to this text; 2 reviews searched." in result.output
    assert "afterword new" in result.output


def test_where_nothing_is_close_that_is_said_first(base: Base) -> None:
    said = "No past incident is close to this text.\nMost similar to this text, of 2 reviews:\n"
    assert invoke(base.root, "similar", "voice").output.startswith(said)
    assert invoke(base.root, "similar", "callers hear the voice of the tester").output.startswith("Most similar")


def test_a_review_is_meant_by_its_id_or_its_path(base: Base) -> None:
    for arguments in (
        ["--id", "2025-01-01-cache"],
        ["2025-01-01-cache"],
        ["postmortems/2025-01-01-cache.md"],
    ):
        result = invoke(base.root, "similar", *arguments)
        assert result.exit_code == 0
        assert "1. The assistant answers" in result.output
        assert "The cache was empty" not in result.output


def test_a_near_miss_of_an_id_suggests_the_right_one(base: Base) -> None:
    for arguments in (["--id", "2025-01-01-cash"], ["2025-01-01-cash"], ["postmortems/2025-01-01-cash.md"]):
        result = invoke(base.root, "similar", *arguments)
        assert result.exit_code == 2
        assert "`2025-01-01-cache`" in result.output


def test_a_draft_from_elsewhere_is_asked_without_the_fields_that_break_the_schema(base: Base, tmp_path: Path) -> None:
    draft = tmp_path / "elsewhere.md"
    draft.write_text(page(overlaid(DRAFT, "severity: terrible\nmodels: [{nam: x}]\n")), "utf-8")
    result = invoke(base.root, "similar", str(draft))
    assert result.exit_code == 0
    assert "1. The cache was empty" in result.output


def test_of_a_draft_only_the_invalid_values_are_left_out(base: Base, tmp_path: Path) -> None:
    models = "models: [{name: Speaker 2, task: regression, tier: 9}]"
    base.write("postmortems/2025-02-01-voice.md", page(overlaid(PUBLISHED, f"{VOICE}models: [{{name: Speaker 2}}]\n")))
    (tmp_path / "elsewhere.md").write_text(page(overlaid(DRAFT, f"title: Odd\nsummary: Odd.\n{models}\n")), "utf-8")
    result = invoke(base.root, "similar", "elsewhere.md")
    assert "1. The assistant answers" in result.output
    assert "the model Speaker 2" in result.output


def test_a_file_that_is_no_review_and_a_pipe_are_read_as_text(base: Base, tmp_path: Path) -> None:
    (tmp_path / "ticket.txt").write_text("A caller says: it has my voice!", "utf-8")
    assert "1. The assistant answers" in invoke(base.root, "similar", "ticket.txt").output
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(base.root)
        piped = CliRunner(env=EPOCH).invoke(main, ["similar", "-"], input="it has my voice\n")
    assert "1. The assistant answers" in piped.output


def test_a_file_that_cannot_be_read_is_told(base: Base, tmp_path: Path) -> None:
    (tmp_path / "noise.bin").write_bytes(b"\xff\xfe\x00\x01")
    result = invoke(base.root, "similar", "noise.bin")
    assert result.exit_code == 2
    assert "cannot be read" in result.output


def test_it_does_not_run_without_a_question_or_with_two(base: Base) -> None:
    for arguments in ([], ["a text", "--id", "2025-01-01-cache"], [" "]):
        assert invoke(base.root, "similar", *arguments).exit_code == 2


def test_it_does_not_run_where_there_is_no_review(tmp_path: Path) -> None:
    result = invoke(Base.in_folder(tmp_path).root, "similar", "voice")
    assert result.exit_code == 2
    assert "create one with `afterword new`" in result.output


def test_a_review_that_breaks_the_schema_is_counted_and_not_found(base: Base) -> None:
    base.write("postmortems/2025-03-01-broken.md", page(overlaid(PUBLISHED, "severity: terrible\n")))
    result = invoke(base.root, "similar", "voice")
    assert "Skipped: 1 file could not be read; run `afterword check`." in result.output


def test_an_invented_scenario_is_labelled(base: Base) -> None:
    base.write("postmortems/2025-02-01-voice.md", page(overlaid(PUBLISHED, f"{VOICE}provenance: illustrative\n")))
    assert "an invented example" in invoke(base.root, "similar", "voice").output


def test_no_secret_of_a_review_is_printed(base: Base) -> None:
    token = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
    fields = overlaid(PUBLISHED, VOICE.replace("Voices are compared", f"Revoke {token}"))
    base.write("postmortems/2025-02-01-voice.md", page(fields))
    for form in ("text", "json"):
        result = invoke(base.root, "similar", "voice", "--format", form)
        assert "Revoke ***" in result.output
        assert token[:8] not in result.output


def test_machines_get_scores_reasons_and_states(base: Base) -> None:
    found = json.loads(invoke(base.root, "similar", "own voice", "--format", "json", "--most", "1").output)
    assert (found["version"], found["among"], found["unread"], found["as_of"]) == (1, 2, 0, "2026-01-31")
    hit = found["hits"][0]
    assert (hit["id"], hit["verdict"]) == ("2025-02-01-voice", None)
    assert 0 < hit["text"] <= 1
    assert hit["strength"] == "faint"
    assert hit["reasons"][0]["kind"] == "text"
    assert hit["actions"] == [
        {
            "id": "A1",
            "area": "prevention",
            "title": "Voices are compared",
            "owner": "speech",
            "due": "2025-12-31",
            "state": "overdue",
        }
    ]
