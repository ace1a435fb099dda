"""``afterword check``: what it looks at, how it answers, and when it says that it could not run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.knowledge import DRAFT, EXAMPLE, Base, overlaid, page
from tests.unit.cli.invoke import invoke

CLEAN = overlaid(DRAFT, "patterns: [evaluation-blind-spot]\n")
SECOND = "postmortems/2025-01-02-second.md"


@pytest.fixture
def broken(base: Base) -> Base:
    """One clean review, and one with an error on line 5 and a warning on line 9."""
    base.write(EXAMPLE, page(CLEAN))
    base.write(SECOND, page(overlaid(CLEAN, "severity: sev3\nonset: 2025-01-02\nonset_precision: minute\n"), "<b>\n"))
    return base


def codes(base: Base, *arguments: str) -> list[tuple[str, str]]:
    found = json.loads(invoke(base.root, "check", "--format", "json", *arguments).stdout)["diagnostics"]
    return [(one["path"], one["code"]) for one in found]


def test_a_clean_base_ends_with_0_and_says_so(base: Base) -> None:
    base.write(EXAMPLE, page(CLEAN))
    done = invoke(base.root, "check")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "Checked 1 review: all well-formed\n", "")


def test_a_path_of_the_settings_that_matches_no_file_is_named(base: Base) -> None:
    base.write(EXAMPLE, page(CLEAN))
    base.write("examples/outage.md", "An example that is not read.\n")
    paths = ("reviews/**", "postmortems/**/*.md", "examples", "README.txt", ".", "")
    ignores = "".join(f'"{path}" = ["AW204"]\n' for path in paths)
    base.write("pyproject.toml", f"[tool.afterword.per-path-ignores]\n{ignores}")
    done = invoke(base.root, "check")
    told = "[tool.afterword.per-path-ignores] `{}` matches no file; paths are relative to the root.\n"
    assert (done.exit_code, done.stderr) == (0, "".join(map(told.format, ("reviews/**", "README.txt", ""))))
    assert invoke(base.root, "check", EXAMPLE).stderr == ""


@pytest.mark.parametrize("audience", [(), ("--audience", "public")])
def test_a_path_of_the_settings_may_be_that_of_any_file(audience: tuple[str, ...], base: Base) -> None:
    base.write(EXAMPLE, page(CLEAN))
    base.write(SECOND, page(overlaid(CLEAN, "onset: 2025-01-02\nvisibility: internal\n")))
    base.write("postmortems/evidence/2025-01-01-example/prod.json", "{}")
    base.write("postmortems/.data/numbers.csv", "1\n")
    paths = ("postmortems/evidence/**", "**/*.csv", SECOND, "pyproject.toml")
    ignores = "".join(f'"{path}" = ["AW423"]\n' for path in paths)
    base.write("pyproject.toml", f"[tool.afterword.per-path-ignores]\n{ignores}")
    assert "matches no file" not in invoke(base.root, "check", *audience).stderr


def test_an_error_ends_with_1(broken: Base) -> None:
    done = invoke(broken.root, "check")
    assert done.exit_code == 1
    assert done.stdout.endswith("Checked 2 reviews: 1 error and 1 warning in 1 file\n")


def test_a_warning_rejects_only_where_that_is_asked_for(base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(CLEAN, "onset_precision: minute\n")))
    assert [invoke(base.root, "check", *more).exit_code for more in ([], ["--strict"])] == [0, 1]


def test_only_the_files_that_are_asked_for_are_told(broken: Base) -> None:
    assert (
        codes(broken)
        == codes(broken, SECOND)
        == codes(broken, "postmortems")
        == [
            (SECOND, "AW204"),
            (SECOND, "AW501"),
        ]
    )
    assert codes(broken, EXAMPLE) == codes(broken, "docs") == []
    assert invoke(broken.root, "check", EXAMPLE).stdout == "Checked 1 review: all well-formed\n"


def test_paths_may_be_absolute_or_lead_through_a_link_or_start_below(broken: Base, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(broken.root)
    expected = codes(broken, SECOND)
    assert codes(broken, str(broken.root / SECOND)) == expected
    assert codes(broken, str(tmp_path / "link" / SECOND)) == expected
    assert codes(broken, str(tmp_path / "link")) == expected
    found = invoke(broken.root / "postmortems", "check", "2025-01-02-second.md", "--format", "json")
    assert [one["path"] for one in json.loads(found.stdout)["diagnostics"]] == [SECOND, SECOND]


def test_a_link_in_place_of_a_review_is_what_is_told(base: Base) -> None:
    (base.root / EXAMPLE).symlink_to("/etc/passwd")
    assert codes(base, EXAMPLE) == [(EXAMPLE, "AW001")]


def test_the_rest_is_still_read_when_one_file_is_asked_for(broken: Base) -> None:
    broken.write("postmortems/2025-01-03-third.md", page(overlaid(CLEAN, "onset: 2025-01-03\naliases: [INC-1]\n")))
    broken.write(SECOND, page(overlaid(CLEAN, "onset: 2025-01-02\naliases: [inc-1]\n")))
    assert codes(broken, "postmortems/2025-01-03-third.md") == [("postmortems/2025-01-03-third.md", "AW405")]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--select", "AW5"], ["AW501"]),
        (["--select", "aw501"], ["AW501"]),
        (["--select", "raw-html"], ["AW501"]),
        (["--select", "AW", "--ignore", "AW2"], ["AW501"]),
        (["--ignore", "raw-html"], ["AW204"]),
        (["--ignore", "AW5", "--ignore", "AW204"], []),
        (["--select", "AW204", "--select", "AW501"], ["AW204", "AW501"]),
    ],
)
def test_rules_are_chosen_by_code_by_its_beginning_or_by_name(
    arguments: list[str], expected: list[str], broken: Base
) -> None:
    assert [code for _, code in codes(broken, *arguments)] == expected


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_rule_could_not_run(option: str, broken: Base) -> None:
    done = invoke(broken.root, "check", option, "raw-htm")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "Error: There is no rule `raw-htm`. Did you mean `raw-html`?\n"


def test_the_day_can_be_given(broken: Base) -> None:
    assert (SECOND, "AW202") in codes(broken, "--as-of", "2024-12-01")
    done = invoke(broken.root, "check", "--as-of", "tomorrow")
    assert done.exit_code == 2
    assert "'tomorrow' is not a date; write it like 2026-01-31" in done.stderr


def test_a_clock_that_is_no_number_could_not_run(broken: Base) -> None:
    done = invoke(broken.root, "check", SOURCE_DATE_EPOCH="soon")
    assert (done.exit_code, done.stderr) == (2, "Error: SOURCE_DATE_EPOCH is 'soon'; it must be seconds since 1970\n")


def test_no_review_at_all_is_never_clean(base: Base) -> None:
    done = invoke(base.root, "check")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == (
        f"Error: No reviews found in {base.root.resolve()}/postmortems. Reviews are `.md` files in "
        f"{base.root.resolve()}/postmortems and in its folders by year or month; create one with `afterword new`.\n"
    )


def test_a_path_without_reviews_could_not_run(broken: Base) -> None:
    broken.write("README.md", "# Read me\n")
    assert [invoke(broken.root, "check", path).exit_code for path in ("README.md", "nothing.md", "/etc")] == [2, 2, 2]


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("[tool.afterword", "cannot be read"),
        ("[tool.afterword]\ntitel = 'x'", "has no setting `titel`. Did you mean `title`?"),
        ("[tool.afterword]\nschema = 'nowhere'", "the schema cannot be read: no such file or directory"),
    ],
)
def test_settings_that_cannot_be_used_could_not_run(toml: str, message: str, broken: Base) -> None:
    broken.write("pyproject.toml", toml)
    done = invoke(broken.root, "check")
    assert (done.exit_code, done.stdout) == (2, "")
    assert message in done.stderr


def test_outside_of_any_base_could_not_run(tmp_path: Path) -> None:
    done = invoke(tmp_path, "check")
    assert done.exit_code == 2
    assert done.stderr.startswith(f"Error: No knowledge base found: neither {tmp_path.resolve()} nor a folder above it")


def test_another_base_can_be_named(broken: Base, tmp_path: Path) -> None:
    done = invoke(tmp_path, "check", "--root", str(broken.root), "--format", "json")
    assert [one["path"] for one in json.loads(done.stdout)["diagnostics"]] == [SECOND, SECOND]


@pytest.mark.parametrize("verb", ["check", "fix", "progress", "migrate"])
def test_paths_in_two_bases_are_refused_since_only_one_of_them_would_be_read(
    verb: str, base: Base, tmp_path: Path
) -> None:
    base.write(EXAMPLE, page(CLEAN))
    other = Base.in_folder(tmp_path / "other")
    file = other.write(SECOND, page(overlaid(CLEAN, "severity: high\nonset: 2025-01-02\n")))
    for given in (["--root", "."], []):
        done = invoke(base.root, verb, EXAMPLE, str(file), str(tmp_path), *given)
        assert (done.exit_code, done.stdout) == (2, "")
        assert done.stderr.splitlines() == [
            f"Error: This run is about the knowledge base {base.root.resolve()}, and these paths are not in it:",
            f"  {file}",
            f"  {tmp_path}",
            f"Each knowledge base needs a run of its own: `afterword {verb} --root FOLDER`",
        ]


def test_a_base_inside_another_needs_a_run_of_its_own(base: Base) -> None:
    base.write(EXAMPLE, page(CLEAN))
    base.write("docs/postmortems/index.md", "# Ours\n")
    Base.in_folder(base.root / "team").write(EXAMPLE, page(CLEAN))
    done = invoke(base.root, "check", EXAMPLE, "docs/postmortems/index.md", f"team/{EXAMPLE}", "team")
    assert (done.exit_code, done.stderr.splitlines()[1:3]) == (2, [f"  team/{EXAMPLE}", "  team"])
    assert invoke(base.root, "check", EXAMPLE, "docs/postmortems/index.md").exit_code == 0
