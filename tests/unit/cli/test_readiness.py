"""``afterword readiness``: the answers, the formats, the gate and its exit codes."""

from __future__ import annotations

import json

import pytest

from tests.knowledge import EXAMPLE, PATTERN_PAGE, PUBLISHED, Base, overlaid, page
from tests.unit.cli.invoke import invoke
from tests.unit.cli.late import FIELDS, WAIVE


def test_the_three_answers_come_first_and_then_what_they_rest_on(late: Base) -> None:
    told = invoke(late.root, "readiness", "page-ranker")
    assert told.exit_code == 0
    assert told.stdout.startswith("Page ranker, as of 2026-01-31\n\n  What has it taught us?")
    for part in (
        "Is the release blocked?  Release blocked: 1 overdue prevention.",
        "2025-01-01-example#A1  due 2026-01-01, 30 days late, owner: serving",
        "[ ] The cache is filled before traffic arrives.",
        "2025-01-01-example (sev3)",
        "[ ] Which slices are not looked at?",
        "pattern evaluation-blind-spot",
    ):
        assert part in told.stdout


def test_ten_checks_come_first_and_the_others_where_all_are_asked_for(base: Base) -> None:
    fed = ", ".join(f"Check number {number:02}" for number in range(14))
    base.write(EXAMPLE, page(overlaid(PUBLISHED, f"feeds: {{readiness: [{fed}]}}\n")))
    first, whole = (invoke(base.root, "readiness", "Page ranker", *more).stdout for more in ((), ("--all",)))
    assert (first.count("Check number"), whole.count("Check number")) == (10, 14)


@pytest.mark.parametrize(
    ("options", "whole"),
    [((), False), (("--all",), True), (("--format", "markdown"), True), (("--format", "json"), True)],
)
def test_a_long_check_is_whole_or_says_how_to_read_it_whole(options: tuple[str, ...], whole: bool, base: Base) -> None:
    scenario = f"{'Null every column of a table. ' * 30}Serve it."
    test = f'resilience_test: {{scenario: {scenario}, expect: "The batch\\nis refused."}}\n'
    base.write("docs/patterns/evaluation-blind-spot.md", page(overlaid(PATTERN_PAGE.split("---")[1].lstrip(), test)))
    base.write(EXAMPLE, page(PUBLISHED))
    told = invoke(base.root, "readiness", "Page ranker", *options).stdout
    assert (f"{scenario} Expected: The batch is refused." in told) is whole
    assert ("… (whole with --all)\n" in told) is not whole


def test_the_gate_is_shut_with_exit_1_and_opens_when_the_day_has_not_passed(late: Base) -> None:
    assert invoke(late.root, "readiness", "Page ranker", "--gate").exit_code == 1
    assert invoke(late.root, "readiness", "Page ranker", "--gate", "--as-of", "2026-01-01").exit_code == 0


def test_a_waiver_on_the_command_line_opens_it_and_is_told_with_its_reason(late: Base) -> None:
    told = invoke(late.root, "readiness", "Page ranker", "--gate", *WAIVE)
    assert told.exit_code == 0
    assert "waived until 2026-02-28: A fix of security" in told.stdout
    ended = invoke(late.root, "readiness", "Page ranker", "--gate", "--as-of", "2026-03-01", *WAIVE)
    assert ended.exit_code == 1
    assert "The waiver of 2025-01-01-example#A1 expired on 2026-02-28" in ended.stdout


def test_a_waiver_of_the_settings_opens_it_and_one_of_nothing_is_told(late: Base) -> None:
    waived = '[[tool.afterword.waivers]]\naction = "2025-01-01-example#{}"\nreason = "So agreed"\nuntil = 2026-02-28\n'
    late.write("pyproject.toml", "[tool.afterword]\n" + waived.format("A1") + waived.format("A9"))
    told = invoke(late.root, "readiness", "Page ranker", "--gate")
    assert told.exit_code == 0
    assert told.stderr == "The settings waive 2025-01-01-example#A9, but there is no such action.\n"


def test_the_settings_of_the_trusted_checkout_waive_and_those_of_the_release_do_not(late: Base) -> None:
    waived = '[[tool.afterword.waivers]]\naction = "2025-01-01-example#A1"\nreason = "So agreed"\nuntil = 2026-02-28\n'
    late.write("pyproject.toml", "[tool.afterword]\n" + waived)
    trusted = late.root.parent / "trusted"
    (trusted / "postmortems").mkdir(parents=True)
    (trusted / "pyproject.toml").write_text("[tool.afterword]\n")
    assert invoke(late.root, "readiness", "Page ranker", "--gate", "--trusted", str(trusted)).exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("Page rankr",), "No review names a model `Page rankr`. Did you mean `Page ranker`?"),
        (("Page ranker", *WAIVE[:2]), "Each --waive needs one --reason and one --until: there are 1"),
        (("Page ranker", *WAIVE[:1], "x#A2", *WAIVE[2:]), "There is no action x#A2."),
        (("Page ranker", *WAIVE[:1], "A1", *WAIVE[2:]), "--waive names the action 'A1'; write REVIEW-ID#ACTION-ID"),
        (("New", "--task", "rankin"), "--task is 'rankin'. Did you mean `ranking`? Allowed: classification,"),
    ],
)
def test_what_it_cannot_answer_is_told_with_exit_2(arguments: tuple[str, ...], message: str, late: Base) -> None:
    told = invoke(late.root, "readiness", *arguments)
    assert told.exit_code == 2
    assert message in told.stderr


def test_a_model_in_another_spelling_is_the_same_model_and_this_is_told(late: Base) -> None:
    late.write("postmortems/2025-01-02-other.md", page(overlaid(PUBLISHED, "models: [{name: Page Ranker}]\n")))
    for name in ("Page ranker", "Page Ranker", "page-ranker"):
        told = invoke(late.root, "readiness", name, "--gate")
        assert told.exit_code == 1
        assert told.stderr == (
            "Counted as one model: `Page Ranker` and `Page ranker`. Give it one name in all reviews.\n"
        )


def test_a_name_that_may_mean_several_models_is_refused(late: Base) -> None:
    for number, name in enumerate(("Modell Я", "Modell Ж"), 2):
        late.write(
            f"postmortems/2025-01-0{number}-other.md", page(overlaid(PUBLISHED, f"models: [{{name: {name}}}]\n"))
        )
    told = invoke(late.root, "readiness", "modell", "--gate")
    assert (told.exit_code, told.stdout) == (2, "")
    assert told.stderr == "Error: `modell` may mean `Modell Ж` or `Modell Я`. Write the name as the reviews do.\n"
    assert invoke(late.root, "readiness", "Modell Я").exit_code == 0


def test_a_new_model_gets_the_checks_of_its_kind_and_a_gate_that_is_open(late: Base) -> None:
    told = invoke(late.root, "readiness", "Shop ranker", "--task", "ranking", "--gate")
    assert told.exit_code == 0
    assert told.stderr == "No review names a model `Shop ranker`. Did you mean `Page ranker`?\n"
    assert "[ ] The cache is filled before traffic arrives." in told.stdout


def test_only_invented_reviews_hold_nothing_unless_they_are_taken_in(late: Base) -> None:
    late.write(EXAMPLE, page(overlaid(PUBLISHED, FIELDS) + "provenance: illustrative\n"))
    told = invoke(late.root, "readiness", "Page ranker", "--gate")
    assert told.exit_code == 2
    assert "add --include-illustrative" in told.stderr
    assert invoke(late.root, "readiness", "Page ranker", "--gate", "--include-illustrative").exit_code == 1


def test_a_file_that_cannot_be_read_is_told_and_keeps_the_gate_from_answering(late: Base) -> None:
    late.write("postmortems/2025-01-02-broken.md", "---\ntitle: [\n---\n")
    told = invoke(late.root, "readiness", "Page ranker")
    assert told.exit_code == 0
    assert told.stderr.startswith("Skipped: 1 file cannot be read: postmortems/2025-01-02-broken.md;")
    shut = invoke(late.root, "readiness", "Page ranker", "--gate", *WAIVE)
    assert shut.exit_code == 2
    assert "The gate needs every file" in shut.stderr


def test_json_holds_everything_and_says_the_same(late: Base) -> None:
    data = json.loads(invoke(late.root, "readiness", "Page ranker", "--format", "json").stdout)
    assert (data["model"], data["gate"]["open"]) == ("Page ranker", False)
    assert data["gate"]["held_by"][0]["waive"] == "2025-01-01-example#A1"
    assert data["answers"]["may_ship"] == "Release blocked: 1 overdue prevention."
    assert {check["tie"] for check in data["checks"]} == {"own", "pattern"}


def test_what_a_review_gives_away_is_covered_in_every_format(late: Base) -> None:
    token = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
    late.write(EXAMPLE, page(overlaid(PUBLISHED, FIELDS + f"feeds: {{readiness: [Rotate {token} at once]}}\n")))
    for name in ("text", "markdown", "json"):
        told = invoke(late.root, "readiness", "Page ranker", "--format", name)
        assert "Rotate" in told.stdout
        assert token not in told.stdout
