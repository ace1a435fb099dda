"""``afterword gather``: the knowledge bases of several teams as one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from afterword.schema import REVIEW, Contract
from tests.captured import REVIEW_ID, snapshot
from tests.captured import written as captured
from tests.knowledge import DRAFT, Base, page
from tests.unit.cli.invoke import invoke

GATHER = ("gather", "--base", "central", "--out", "all", "search=search", "pay=ml/pay/kb")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A base without reviews, a team in a folder beside it, and a team deep in another tree."""
    (tmp_path / "ml/pay").mkdir(parents=True)
    for name in ("central", "search", "ml/pay/kb"):
        (tmp_path / name).mkdir()
        Base.in_folder(tmp_path / name)
    search, pay = Base(tmp_path / "search"), Base(tmp_path / "ml/pay/kb")
    search.write("postmortems/2025-01-01-example.md", page(DRAFT))
    search.write("CODEOWNERS", "* @org/search # all\n/postmortems/\n")
    pay.write("postmortems/2025-01-01-example.md", page(f"{DRAFT}models: [{{name: ranker}}]\n"))
    pay.write(
        "postmortems/2025/2025-02-01-second.md",
        page(
            DRAFT.replace("2025-01-01", "2025-02-01") + "related: [{id: 2025-01-01-example, relation: same-cause}]\n",
            "## What happened\n\nAs [before](../2025-01-01-example.md), see [the table](../data/t.csv).\n",
        ),
    )
    pay.write("postmortems/data/t.csv", "a,b\n")
    return tmp_path


def test_reviews_of_two_teams_with_one_name_stand_beside_each_other_and_their_links_lead_on(home: Path) -> None:
    done = invoke(home, *GATHER)
    assert (done.exit_code, done.stdout) == (0, "Wrote 3 reviews of 2 teams to all\n"), done.output
    names = {file.relative_to(home / "all/postmortems").as_posix() for file in (home / "all").rglob("20*.md")}
    assert names == {
        "2025-01-01-pay-example.md",
        "2025-01-01-search-example.md",
        "2025/2025-02-01-pay-second.md",
    }
    second = (home / "all/postmortems/2025/2025-02-01-pay-second.md").read_text("utf-8")
    assert "{id: 2025-01-01-pay-example, relation" in second
    assert "[before](../2025-01-01-pay-example.md), see [the table](../pay/data/t.csv)" in second
    assert (home / "all/postmortems/pay/data/t.csv").read_text("utf-8") == "a,b\n"
    assert invoke(home / "all", "check", "--strict", "--ignore", "unused-pattern").exit_code == 0


def test_nothing_else_of_a_review_changes(home: Path) -> None:
    invoke(home, *GATHER)
    before = (home / "search/postmortems/2025-01-01-example.md").read_bytes()
    assert (home / "all/postmortems/2025-01-01-search-example.md").read_bytes() == before


def test_the_owners_of_a_team_own_its_reviews(home: Path) -> None:
    invoke(home, *GATHER)
    assert (home / "all/CODEOWNERS").read_text("utf-8") == (
        "\n# The reviews of search\n/postmortems/2025-01-01-search-example.md @org/search\n"
    )


@pytest.mark.parametrize("place", [".github/CODEOWNERS", "docs/CODEOWNERS"])
def test_owners_are_added_to_the_file_that_the_platform_reads(place: str, home: Path) -> None:
    Base(home / "central").write(place, "* @org/keepers\n")
    if place.startswith("."):
        Base(home / "central").write("CODEOWNERS", "* @org/others\n")
    invoke(home, *GATHER)
    added = "\n# The reviews of search\n/postmortems/2025-01-01-search-example.md @org/search\n"
    assert (home / "all" / place).read_text("utf-8") == f"* @org/keepers\n{added}"
    files = {file.relative_to(home / "all").as_posix() for file in (home / "all").rglob("CODEOWNERS")}
    assert [file for file in files if "@org/search" in (home / "all" / file).read_text("utf-8")] == [place]


def test_a_file_of_owners_in_which_nobody_entered_a_team_hides_no_other(home: Path) -> None:
    search = Base(home / "search")
    search.write("CODEOWNERS", "* @your-organisation/your-team\n/postmortems/\n")
    search.write("docs/CODEOWNERS", "* @org/finders\n")
    invoke(home, *GATHER)
    assert "search-example.md @org/finders\n" in (home / "all/CODEOWNERS").read_text("utf-8")


def test_a_page_of_the_base_is_copied_from_any_folder_but_that_of_the_built_site(home: Path) -> None:
    for place in ("docs/site/plan.md", "site/index.html", "site/docs/a.md"):
        Base(home / "central").write(place, "# Plan\n")
    invoke(home, *GATHER)
    assert (home / "all/docs/site/plan.md").is_file()
    assert not (home / "all/site").exists()


def test_a_review_with_the_longest_id_is_gathered(home: Path) -> None:
    (home / f"search/postmortems/{'2025-03-01-' + 'a' * 69}.md").write_text(
        page(DRAFT.replace("2025-01-01", "2025-03-01"))
    )
    done = invoke(home, *GATHER)
    assert done.exit_code == 0, done.output


def test_evidence_stays_with_its_review_and_keeps_its_sum(home: Path) -> None:
    captured(home / "search/postmortems", snapshot())
    fields = DRAFT.replace("2025-01-01", REVIEW_ID[:10])
    cites = f"diagnosis: {{evidence: [{{kind: metric, what: Precision, file: evidence/{REVIEW_ID}/prod.json}}]}}\n"
    (home / f"search/postmortems/{REVIEW_ID}.md").write_text(page(fields + cites), "utf-8")
    done = invoke(home, *GATHER, "--as-of", "2026-03-02")
    assert done.exit_code == 0, done.output
    moved = f"{REVIEW_ID[:10]}-search{REVIEW_ID[10:]}"
    assert (home / f"all/postmortems/evidence/{moved}/prod.json").is_file()
    assert "AW42" not in invoke(home / "all", "check", "--as-of", "2026-03-02").stdout


def test_the_order_of_the_teams_changes_nothing_and_a_second_run_replaces_the_first(home: Path) -> None:
    invoke(home, *GATHER)
    (home / "all/.git").mkdir()
    (home / "all/.git/HEAD").write_text("x", "utf-8")
    first = {file: file.read_bytes() for file in (home / "all").rglob("*") if file.is_file()}
    assert invoke(home, *GATHER[:5], *reversed(GATHER[5:])).exit_code == 0
    assert {file: file.read_bytes() for file in (home / "all").rglob("*") if file.is_file()} == first


def test_an_error_of_one_team_leaves_what_was_there(home: Path) -> None:
    invoke(home, *GATHER)
    (home / "search/postmortems/2025-03-01-broken.md").write_text("no fields", "utf-8")
    done = invoke(home, *GATHER)
    assert (done.exit_code, "2025-03-01-search-broken.md" in done.stdout) == (1, True)
    assert "Nothing was replaced" in done.stderr
    assert not (home / "all/postmortems/2025-03-01-search-broken.md").exists()
    assert (home / "all/postmortems/2025-01-01-search-example.md").is_file()


def test_a_model_that_two_teams_name_is_told(home: Path) -> None:
    (home / "search/postmortems/2025-01-01-example.md").write_text(
        page(f"{DRAFT}models: [{{name: Ranker}}]\n"), "utf-8"
    )
    assert "The model `Ranker` is in reviews of pay and search" in invoke(home, *GATHER).stderr


def test_a_pattern_of_the_base_comes_first_and_two_teams_must_agree_on_theirs(home: Path) -> None:
    for team, word in (("search", "one"), ("ml/pay/kb", "two")):
        shared = home / team / "docs/patterns/evaluation-blind-spot.md"
        shared.write_text(shared.read_text("utf-8") + word, "utf-8")
    assert invoke(home, *GATHER).exit_code == 0
    ours, theirs = (home / name / "docs/patterns/evaluation-blind-spot.md" for name in ("central", "all"))
    assert theirs.read_bytes() == ours.read_bytes()
    ours.unlink()
    shutil.rmtree(home / "all")
    done = invoke(home, *GATHER)
    assert (done.exit_code, "differs from the page of the same name of another team" in done.stderr) == (2, True)
    assert not (home / "all").exists()


@pytest.mark.parametrize(
    ("team", "said"),
    [
        ("search", "does not name a team and its folder"),
        ("search=", "does not name a team and its folder"),
        ("search=nowhere", "There is no folder nowhere"),
        ("Search=search", "cannot be the name of a team"),
        ("pay=central", "None of the teams has reviews yet: pay"),
        ("central=central/postmortems", "central/postmortems is no knowledge base: it has neither"),
    ],
)
def test_what_names_no_team_is_refused(team: str, said: str, home: Path) -> None:
    done = invoke(home, *GATHER[:5], team)
    assert (done.exit_code, said in done.stderr) == (2, True), done.output


def test_a_new_team_without_reviews_is_named_and_stops_no_other(home: Path) -> None:
    (home / "new").mkdir()
    (home / "new/pyproject.toml").write_text("[tool.afterword]\n", "utf-8")  # git keeps no empty folder for the reviews
    done = invoke(home, *GATHER, "new=new")
    assert (done.exit_code, done.stdout) == (0, "Wrote 3 reviews of 2 teams to all\n"), done.output
    assert "The team new has no reviews yet.\n" in done.stderr


def test_a_team_that_is_named_twice_is_refused(home: Path) -> None:
    assert "is named twice" in invoke(home, *GATHER, "pay=search").stderr


@pytest.mark.parametrize(("base", "out"), [("search", "all"), ("central", "search/all"), ("central", "central")])
def test_folders_in_one_another_are_refused(base: str, out: str, home: Path) -> None:
    done = invoke(home, "gather", "--base", base, "--out", out, "search=search")
    assert (done.exit_code, "keep them apart" in done.stderr) == (2, True), done.output


def test_a_folder_of_somebody_else_is_left_alone(home: Path) -> None:
    (home / "all").mkdir()
    (home / "all/mine").touch()
    assert "did not write" in invoke(home, *GATHER).stderr
    assert [file.name for file in (home / "all").iterdir()] == ["mine"]


@pytest.mark.parametrize(
    "place", ["search/postmortems/2025-04-01-link.md", "search/postmortems/secret.csv", "central/a"]
)
def test_a_link_is_never_followed(place: str, home: Path) -> None:
    (home / "outside").write_text("secret", "utf-8")
    (home / place).symlink_to(home / "outside")
    done = invoke(home, *GATHER)
    assert (done.exit_code, "put a copy" in done.stderr) == (2, True)
    assert not (home / "all").exists()


def test_a_team_that_has_not_migrated_keeps_the_last_result_until_it_has(home: Path) -> None:
    """The number of the base counts; it is raised last, since migrated reviews pass before that too."""
    central, search, pay = (Base(home / name) for name in ("central", "search", "ml/pay/kb"))
    for base in (central, search):
        base.write("pyproject.toml", "[tool.afterword]\nschema_version = 0\n")
    old = page(DRAFT.replace("onset:", "date:"))
    search.write("postmortems/2025-01-01-example.md", old)
    newest = f"[tool.afterword]\nschema_version = {Contract(REVIEW).version}\n"
    pay.write("pyproject.toml", newest)
    waits = invoke(home, *GATHER)
    assert (waits.exit_code, "AW110" in waits.output, (home / "all").exists()) == (1, True, False), waits.output
    assert invoke(search.root, "migrate").exit_code == 0
    assert invoke(home, *GATHER).exit_code == 0
    central.write("pyproject.toml", newest)
    assert invoke(home, *GATHER).exit_code == 0


def test_two_reviews_that_would_have_one_name_are_refused(home: Path) -> None:
    (home / "search/postmortems/2025-01-01-search-example.md").write_text(page(DRAFT), "utf-8")
    assert "which is there already; rename one of the two" in invoke(home, *GATHER).stderr
