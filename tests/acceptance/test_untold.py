"""What goes wrong with an internal review, or because of one, is told to the public without a word of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from afterword.reporters import REPORTERS
from tests.canaries import PUBLIC, SHARED_MODEL, Secretive, contents, mkdocs, said
from tests.knowledge import Base


@pytest.fixture
def secretive(tmp_path: Path) -> Secretive:
    return Secretive.made(tmp_path / "base")


def test_a_comment_says_nothing_internal_of_what_is_new_gone_or_not_public_any_more(
    secretive: Secretive, tmp_path: Path
) -> None:
    base = Base(Path(shutil.copytree(secretive.base.root, tmp_path / "main")))
    word = secretive.canaries.word("a review that was public")
    new = base.write(f"postmortems/2026-01-06-{word}.md", (base.root / PUBLIC).read_text("utf-8"))
    hidden = new.read_text("utf-8").replace("visibility: public", "visibility: internal")
    secretive.base.write(f"postmortems/{new.name}", hidden)
    secretive.internal[0].unlink()
    secretive.mention("It happened at night.")
    done = secretive.with_all_rules().call("comment", "--base", str(base.root))
    assert "cold-cache" in done.stdout
    assert secretive.canaries.found(said(done)) == set()


BROKEN: dict[str, Callable[[str, str], str]] = {
    "a field that no schema has": lambda text, word: text.replace("\nstatus:", f"\n{word}: 1\nstatus:", 1),
    "front matter that cannot be read": lambda text, word: text.replace("\nstatus:", f"\n{word} [: x\nstatus:", 1),
    "no front matter": lambda _, word: f"# {word}\n",
}


@pytest.mark.parametrize("how", BROKEN)
def test_what_fails_because_of_an_internal_review_names_nothing_of_it(
    secretive: Secretive, how: str, tmp_path: Path
) -> None:
    file = secretive.internal[0]
    spoilt = BROKEN[how](file.read_text("utf-8"), secretive.canaries.word("what is wrong"))
    file.write_text(spoilt, "utf-8")
    secretive.with_all_rules()
    done = [
        mkdocs(secretive.base, "build", "--verbose", "-d", str(tmp_path / "site")),
        secretive.base.call("render", "--out", str(tmp_path / "out")),
        secretive.base.call("export"),
        secretive.base.call("digest", "--since", "2025-12-31"),
        *(secretive.base.call("check", "--audience", "public", "--format", name) for name in REPORTERS),
    ]
    assert [run.returncode for run in done] == [1] * len(done)
    assert (
        secretive.canaries.found([*contents(tmp_path / "site"), *(one for run in done for one in said(run))]) == set()
    )
    assert all("Run `afterword check` where internal reviews may be read" in run.stdout + run.stderr for run in done)
    others = [
        secretive.base.call("actions"),
        secretive.base.call("readiness", SHARED_MODEL),
        secretive.base.call("similar", "x y"),
    ]
    assert secretive.canaries.found(one for run in others for one in said(run)) == set()


@pytest.mark.parametrize("docs", ["docs", "pages"])
def test_what_fails_because_a_public_page_names_an_internal_review_says_where_and_not_what(
    secretive: Secretive, docs: str, tmp_path: Path
) -> None:
    root, name = secretive.base.root, secretive.internal[0].name
    secretive.mention(f"See [this]({name}) and [the data](images/{name.removesuffix('.md')}.csv).")
    secretive.base.write(f"{docs}/guide.md", f"# Guide\n\nSee [this](postmortems/{name}).\n")
    secretive.base.write(f"{docs}/index.md", "# Home\n")
    settings = (root / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(f"docs_dir: {docs}\n{settings}", "utf-8")
    done = mkdocs(secretive.base, "build", "--verbose", "-d", str(tmp_path / "site"))
    assert done.returncode == 1
    assert f"{docs}/guide.md:3:" in done.stderr
    assert PUBLIC in done.stderr
    assert secretive.canaries.found([*said(done), *contents(tmp_path / "site")]) == set()


def test_a_fixed_problem_of_the_baseline_names_nothing_internal(secretive: Secretive) -> None:
    file = secretive.internal[0]
    whole = file.read_text("utf-8")
    file.write_text(f"{whole}\n[gone](images/{secretive.canaries.word('a broken link')}.csv)\n", "utf-8")
    base = secretive.with_all_rules()
    base.call("check", "--write-baseline", "baseline.json")
    file.write_text(whole, "utf-8")
    done = base.call("check", "--baseline", "baseline.json", "--audience", "public")
    assert (done.returncode, "in the baseline are fixed" in done.stderr) == (1, True)
    assert secretive.canaries.found(said(done)) == set()


def test_tickets_of_internal_reviews_are_not_asked_for_the_public(secretive: Secretive) -> None:
    settings = (secretive.base.root / "pyproject.toml").read_text("utf-8")
    secretive.base.write("pyproject.toml", f'{settings}[tool.afterword.trackers]\n"tracker.example.org" = "github"\n')
    for more in ([], ["--diff"]):
        done = secretive.base.call("actions", "--sync", *more)
        assert (done.returncode, "Read 0 tickets" in done.stdout + done.stderr) == (0, True)
        assert secretive.canaries.found(said(done)) == set()
