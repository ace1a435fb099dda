"""``afterword migrate``: what it writes, what it shows, what it leaves, and when it raises the number."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from afterword.migrations import migrate
from afterword.schema import REVIEW, Contract
from afterword.settings.limits import Limits
from tests.knowledge import DRAFT, EXAMPLE, Base, overlaid, page
from tests.unit.cli.invoke import invoke

OLD = page(DRAFT.replace("onset:", "date:") + "what_went_well: [The alert came.]  # at once\n")
NEWEST = Contract(REVIEW).version
CARRIED = migrate(OLD.encode(), EXAMPLE, Limits(), 0, NEWEST)
NEW = CARRIED.raw.decode()
SETTINGS = "# ours\n[tool.afterword]\ntitle = 'Ours' # name\nschema_version = 0\n\n[tool.other]\nschema_version = 7\n"


@pytest.fixture
def old(base: Base) -> Base:
    base.write("pyproject.toml", SETTINGS)
    base.write(EXAMPLE, OLD)
    return base


def holds(base: Base, path: str = EXAMPLE) -> str:
    return (base.root / path).read_bytes().decode()


def test_a_base_of_an_older_version_is_told_to_migrate_and_nothing_else(old: Base) -> None:
    done = invoke(old.root, "check")
    assert "error AW110 older-shape" in done.stdout
    assert "uses fields of schema version 0: `date` and `what_went_well`" in done.stdout
    assert "Checked 1 review: 1 error in 1 file" in done.stdout


def test_a_field_that_is_only_made_on_the_way_is_not_named(old: Base) -> None:
    old.write(EXAMPLE, page(DRAFT + "action_items: [{type: prevent}]\n"))
    assert "uses fields of schema version 0: `action_items`\n" in invoke(old.root, "check").stdout


def test_reviews_are_carried_over_and_the_number_is_raised(old: Base) -> None:
    done = invoke(old.root, "migrate")
    assert (done.exit_code, holds(old)) == (0, NEW)
    assert f"{EXAMPLE}:7:1: fixed AW110 older-shape\n  = Rename `date` to `onset`: a review has" in done.stdout
    assert done.stdout.endswith(
        f"Fixed {len(CARRIED.done)} problems in 1 file\nSet schema_version = {NEWEST} in pyproject.toml\n"
    )
    assert holds(old, "pyproject.toml") == SETTINGS.replace("schema_version = 0", f"schema_version = {NEWEST}")
    assert invoke(old.root, "check").exit_code == 0
    again = invoke(old.root, "migrate")
    assert (again.exit_code, again.stdout) == (
        0,
        f"Nothing to fix in 2 files\nAll reviews are at version {NEWEST}, the newest\n",
    )


def test_a_diff_is_shown_and_nothing_is_written(old: Base) -> None:
    done = invoke(old.root, "migrate", "--diff")
    assert (done.exit_code, holds(old), holds(old, "pyproject.toml")) == (1, OLD, SETTINGS)
    subprocess.run(["git", "apply"], cwd=old.root, input=done.stdout_bytes, check=True)
    assert holds(old) == NEW
    assert invoke(old.root, "migrate", "--diff").exit_code == 0


def test_what_cannot_be_told_apart_is_left_and_keeps_the_number(old: Base) -> None:
    both = page(f"{DRAFT}date: 2025-01-02\nmodel: [A, B]\ndetected_by:\n")
    old.write(EXAMPLE, both)
    done = invoke(old.root, "migrate")
    assert (done.exit_code, holds(old), holds(old, "pyproject.toml")) == (1, both, SETTINGS)
    for line in (
        f"{EXAMPLE}:8:1: left AW110 older-shape\n  = `date` is from schema version 0\n  = `onset` already exists\n",
        "  = `model` is from schema version 0\n  = It is not a single value; edit it by hand\n",
        "  = `detected_by` is from schema version 0\n  = It is empty\n",
    ):
        assert line in done.stdout
    assert done.stdout.endswith("Nothing to fix in 2 files; 3 are left for you\n")


def test_a_file_that_cannot_be_read_is_named_and_keeps_the_number(old: Base) -> None:
    old.write("postmortems/2025-01-02-broken.md", "---\ntitle: [\n---\n")
    done = invoke(old.root, "migrate")
    assert (done.exit_code, holds(old), holds(old, "pyproject.toml")) == (1, NEW, SETTINGS)
    assert "postmortems/2025-01-02-broken.md:3:1: left AW006 yaml-syntax" in done.stdout


def test_one_file_alone_leaves_the_number_to_the_run_over_all(old: Base) -> None:
    done = invoke(old.root, "migrate", EXAMPLE)
    assert (done.exit_code, holds(old), holds(old, "pyproject.toml")) == (0, NEW, SETTINGS)


def test_reviews_from_elsewhere_are_carried_into_a_base_of_today(base: Base) -> None:
    base.write("pyproject.toml", f"[tool.afterword]\nschema_version = {NEWEST}\n")
    base.write(EXAMPLE, OLD)
    said = invoke(base.root, "check").stdout
    assert "= help: It was renamed to `onset`; run `afterword migrate --from 0` to update the file." in said
    plain = invoke(base.root, "migrate")
    assert (plain.exit_code, holds(base)) == (1, OLD)
    assert "It was renamed to `onset`; run `afterword migrate --from 0` to update the file" in plain.stdout
    assert invoke(base.root, "migrate", "--from", "0", EXAMPLE).exit_code == 0
    assert holds(base) == NEW


def test_a_version_that_is_not_there_yet_is_refused(base: Base) -> None:
    base.write(EXAMPLE, NEW)
    done = invoke(base.root, "migrate", "--from", str(NEWEST + 1))
    assert (done.exit_code, done.stderr) == (2, f"Error: --from is {NEWEST + 1}, but the newest version is {NEWEST}\n")
    base.write("pyproject.toml", f"[tool.afterword]\nschema_version = {NEWEST + 1}\n")
    done = invoke(base.root, "check")
    assert (done.exit_code, "Install the version that migrated the reviews" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    "written", ["[tool]\nafterword = {schema_version = 0}\n", "tool.afterword.schema_version = 0\n"]
)
def test_settings_written_in_another_way_are_left_with_what_to_write(old: Base, written: str) -> None:
    old.write("pyproject.toml", written)
    done = invoke(old.root, "migrate")
    assert (done.exit_code, holds(old, "pyproject.toml")) == (1, written)
    by_hand = f"Set `schema_version = {NEWEST}` under [tool.afterword] by hand."
    assert done.stderr == f"pyproject.toml: The file cannot be edited safely. {by_hand}\n"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the administrator may write everywhere")
def test_a_file_that_may_not_be_written_is_named(old: Base) -> None:
    (old.root / EXAMPLE).chmod(0o444)
    done = invoke(old.root, "migrate")
    assert (done.exit_code, holds(old)) == (1, OLD)
    assert f"{EXAMPLE}: The file is not writable" in done.stdout


def test_fix_leaves_an_older_shape_to_migrate(old: Base) -> None:
    done = invoke(old.root, "fix")
    assert "= Run `afterword migrate` to update it" in done.stdout
    assert holds(old) == OLD


def test_a_link_in_place_of_a_review_is_never_written_through(old: Base, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.md"
    elsewhere.write_text(OLD)
    (old.root / "postmortems" / "2025-01-03-link.md").symlink_to(elsewhere)
    assert invoke(old.root, "migrate").exit_code == 1
    assert elsewhere.read_text() == OLD


def test_a_mistyped_value_in_an_older_shape_is_told_after_the_migration(old: Base) -> None:
    old.write(EXAMPLE, page(overlaid(DRAFT.replace("onset:", "date:"), "severity: sev9\n")))
    assert "AW104" not in invoke(old.root, "check").stdout
    invoke(old.root, "migrate")
    assert "AW104" in invoke(old.root, "check").stdout


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ("title: One\nservices: [a]\n", "= The front matter has an unknown field `services`\n"),
        ("foo: 1\nbar: 2\n", "= The front matter has an unknown field `bar`\n"),
        ("title: One\nseverity: 7\n", "= `severity` is `7`"),
    ],
)
@pytest.mark.parametrize("options", [(), ("--from", "0"), ("--diff",), ("--from", "0", "--diff")])
def test_what_no_step_understands_is_no_success(base: Base, fields: str, told: str, options: tuple[str, ...]) -> None:
    base.write(EXAMPLE, page(fields))
    done = invoke(base.root, "migrate", *options)
    assert (done.exit_code, holds(base)) == (1, page(fields))
    assert f"{told}" in done.output
    assert "= No step of the migration understands it. " in done.output
    assert "All reviews are at version" not in done.output


def test_the_command_never_advises_to_run_itself_again(base: Base) -> None:
    base.write(EXAMPLE, page("title: One\nservices_affected: [api]\n"))
    advice = "It is called `models[].name` here; "
    assert f"{advice}its shape differs, so write it by hand" in invoke(base.root, "migrate", "--from", "0").output
    assert f"{advice}run `afterword migrate --from 0` to update the file" in invoke(base.root, "check").output


def test_what_is_understood_is_carried_over_and_the_rest_is_named(old: Base) -> None:
    old.write(EXAMPLE, OLD.replace("---\n", "---\nservices: [a]\n", 1))
    done = invoke(old.root, "migrate")
    assert (done.exit_code, holds(old)) == (1, NEW.replace("---\n", "---\nservices: [a]\n", 1))
    assert "left AW102 unknown-field\n  = The front matter has an unknown field `services`\n" in done.stdout
    assert holds(old, "pyproject.toml") == SETTINGS


def test_a_field_that_is_still_missing_is_for_the_check(old: Base) -> None:
    old.write(EXAMPLE, OLD.replace("severity: sev2\n", ""))
    done = invoke(old.root, "migrate")
    assert (done.exit_code, "severity" in done.stdout) == (0, False)
