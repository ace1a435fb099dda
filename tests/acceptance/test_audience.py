"""What a public audience is given has no word of an internal review: every byte of every output is looked at."""

from __future__ import annotations

import base64
import gzip
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from afterword import load_reviews
from afterword.reporters import REPORTERS
from afterword.schema import REVIEW, Contract
from tests.canaries import PUBLIC, SHARED_MODEL, Canaries, Secretive, contents
from tests.knowledge import Base, run_python


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Secretive:
    return Secretive.made(tmp_path_factory.mktemp("audience") / "base")


@pytest.fixture
def secretive(whole: Secretive, tmp_path: Path) -> Secretive:
    """A copy to be changed."""
    root = shutil.copytree(whole.base.root, tmp_path / "base")
    internal = tuple(root / file.relative_to(whole.base.root) for file in whole.internal)
    return Secretive(Base(root), whole.canaries, internal)


def said(done: CompletedProcess[str]) -> list[tuple[str, bytes]]:
    return [("stdout", done.stdout.encode()), ("stderr", done.stderr.encode())]


def mkdocs(base: Base, *arguments: str) -> CompletedProcess[str]:
    return run_python("-m", "mkdocs", *arguments, cwd=base.root)


def with_all_rules(secretive: Secretive) -> Secretive:
    """The same with every rule on."""
    secretive.base.write("pyproject.toml", '[tool.afterword]\naudience = "public"\n')
    return secretive


def mention(secretive: Secretive, sentence: str) -> None:
    """Let the public review say something."""
    file = secretive.base.root / PUBLIC
    file.write_text(f"{file.read_text('utf-8')}\n{sentence}\n", "utf-8")


def test_the_words_are_in_every_text_of_the_schema(whole: Secretive) -> None:
    texts = [(file.name, file.read_bytes()) for file in whole.internal]
    placed = {found.partition(": ")[2] for found in whole.canaries.found(texts)}
    free = {"/".join(field.path) for field in Contract(REVIEW).fields.walk() if field.kind == "string" and field.free}
    assert free - placed == set()


def test_a_word_is_found_as_it_is_packed_and_in_a_name(tmp_path: Path) -> None:
    canaries = Canaries()
    packs: list[Callable[[bytes], bytes]] = [bytes, gzip.compress, base64.b64encode, bytes.upper]
    for number, pack in enumerate(packs):
        (tmp_path / str(number)).write_bytes(pack(b"some text and then " + canaries.word(str(number)).encode()))
    (tmp_path / canaries.word("a name")).touch()
    assert {found.partition(": ")[2] for found in canaries.found(contents(tmp_path))} == {*"0123", "a name"}


PRINTING = [
    ["actions"],
    ["actions", "--all", "--include-illustrative", "--format", "csv"],
    ["actions", "--all", "--format", "json"],
    ["actions", "--export", "github"],
    ["actions", "--review", "2025-01-03-no"],
    ["actions", "--owner", "no-such-team"],
    ["readiness", SHARED_MODEL, "--all"],
    ["readiness", SHARED_MODEL, "--format", "json"],
    ["readiness", SHARED_MODEL, "--format", "markdown"],
    ["readiness", SHARED_MODEL, "--gate"],
    ["readiness", SHARED_MODEL, "--gate", "--audience", "public"],
    ["readiness", "zq", "--task", "ranking"],
    ["similar", "the cache was empty for an hour, and pages were slow"],
    ["similar", PUBLIC, "--format", "json"],
    ["similar", "--id", "2025-01-03-zq"],
    ["digest", "--since", "2024-12-31", "--include-illustrative"],
    ["export"],
    ["export", "--format", "csv", "--table", "actions"],
    ["explain", "AW412"],
    ["snippets"],
    *(["check", "--audience", "public", "--format", name] for name in REPORTERS),
]


@pytest.mark.parametrize("command", PRINTING, ids=" ".join)
def test_a_command_prints_nothing_internal(whole: Secretive, command: list[str]) -> None:
    done = whole.base.run(*command)
    assert whole.canaries.found(said(done)) == set()
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "command", [["actions"], ["readiness", SHARED_MODEL], ["similar", "the cache was empty"], ["export"]], ids=" ".join
)
def test_insiders_get_it_when_they_ask(whole: Secretive, command: list[str]) -> None:
    assert "--audience" in whole.base.run(command[0], "--help").stdout
    assert whole.canaries.found(said(whole.base.run(*command, "--audience", "internal"))) != set()


@pytest.mark.parametrize("format_", ["csv", "parquet"])
def test_a_table_holds_nothing_internal(whole: Secretive, format_: str, tmp_path: Path) -> None:
    done = whole.base.run("export", "--format", format_, "--out", str(tmp_path / "out"))
    assert done.returncode == 0
    assert whole.canaries.found([*said(done), *contents(tmp_path)]) == set()


def test_a_site_holds_nothing_internal_and_its_log_names_nothing(whole: Secretive, tmp_path: Path) -> None:
    done = mkdocs(whole.base, "build", "--verbose", "--strict", "-d", str(tmp_path / "site"))
    assert done.returncode == 0
    assert (tmp_path / "site/pagefind/fragment").is_dir()
    assert whole.canaries.found([*said(done), *contents(tmp_path)]) == set()


def test_one_knowledge_base_has_two_sites(whole: Secretive, tmp_path: Path) -> None:
    settings = (whole.base.root / "mkdocs.yml").read_text("utf-8")
    wanted = "- afterword: {cache: false, audience: !ENV [SITE_AUDIENCE, public]}"
    config = whole.base.write("two.yml", settings.replace("- afterword\n", f"{wanted}\n"))
    sites = {}
    for audience in ("internal", "public"):
        site = tmp_path / audience
        done = run_python(
            *("-m", "mkdocs", "build", "-f", str(config), "-d", str(site)), cwd=whole.base.root, SITE_AUDIENCE=audience
        )
        assert done.returncode == 0
        sites[audience] = whole.canaries.found(contents(site))
    assert sites["internal"] != set()
    assert sites["public"] == set()


@pytest.mark.parametrize("engine", [[], ["--for", "zensical"]], ids=["any engine", "zensical"])
def test_a_rendered_site_holds_nothing_internal(whole: Secretive, engine: list[str], tmp_path: Path) -> None:
    done = whole.base.run("render", *engine, "--out", str(tmp_path / "out"))
    assert done.returncode == 0
    assert whole.canaries.found([*said(done), *contents(tmp_path)]) == set()


def test_a_comment_says_nothing_internal_of_what_is_new_gone_or_not_public_any_more(
    secretive: Secretive, tmp_path: Path
) -> None:
    base = Base(Path(shutil.copytree(secretive.base.root, tmp_path / "main")))
    word = secretive.canaries.word("a review that was public")
    new = base.write(f"postmortems/2026-01-06-{word}.md", (base.root / PUBLIC).read_text("utf-8"))
    hidden = new.read_text("utf-8").replace("visibility: public", "visibility: internal")
    secretive.base.write(f"postmortems/{new.name}", hidden)
    secretive.internal[0].unlink()
    mention(secretive, "It happened at night.")
    done = with_all_rules(secretive).base.run("comment", "--base", str(base.root))
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
    secretive = with_all_rules(secretive)
    done = [
        mkdocs(secretive.base, "build", "--verbose", "-d", str(tmp_path / "site")),
        secretive.base.run("render", "--out", str(tmp_path / "out")),
        secretive.base.run("export"),
        secretive.base.run("digest", "--since", "2025-12-31"),
        *(secretive.base.run("check", "--audience", "public", "--format", name) for name in REPORTERS),
    ]
    assert [run.returncode for run in done] == [1] * len(done)
    assert (
        secretive.canaries.found([*contents(tmp_path / "site"), *(one for run in done for one in said(run))]) == set()
    )
    assert all("Run `afterword check` where internal reviews may be read" in run.stdout + run.stderr for run in done)
    others = [
        secretive.base.run("actions"),
        secretive.base.run("readiness", SHARED_MODEL),
        secretive.base.run("similar", "x y"),
    ]
    assert secretive.canaries.found(one for run in others for one in said(run)) == set()


@pytest.mark.parametrize("docs", ["docs", "pages"])
def test_what_fails_because_a_public_page_names_an_internal_review_says_where_and_not_what(
    secretive: Secretive, docs: str, tmp_path: Path
) -> None:
    root, name = secretive.base.root, secretive.internal[0].name
    mention(secretive, f"See [this]({name}) and [the data](images/{name.removesuffix('.md')}.csv).")
    secretive.base.write(f"{docs}/guide.md", f"# Guide\n\nSee [this](postmortems/{name}).\n")
    secretive.base.write(f"{docs}/index.md", "# Home\n")
    settings = (root / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(f"docs_dir: {docs}\n{settings}", "utf-8")
    done = mkdocs(secretive.base, "build", "--verbose", "-d", str(tmp_path / "site"))
    assert done.returncode == 1
    assert f"{docs}/guide.md:3:" in done.stderr
    assert PUBLIC in done.stderr
    assert secretive.canaries.found([*said(done), *contents(tmp_path / "site")]) == set()


def test_a_gate_that_may_not_tell_the_whole_truth_asks_for_whom_it_judges(whole: Secretive) -> None:
    asked = ["readiness", SHARED_MODEL, "--gate"]
    done = whole.base.run(*asked)
    assert (done.returncode, "Add --audience internal" in done.stderr) == (2, True)
    assert whole.base.run(*asked, "--audience", "public").returncode == 0
    whole_truth = whole.base.run(*asked, "--audience", "internal", "--as-of", "2030-01-01")
    assert whole.canaries.found(said(whole_truth)) != set()


def test_what_is_left_out_is_told_without_its_number(whole: Secretive, tmp_path: Path) -> None:
    for command in (["actions"], ["readiness", SHARED_MODEL], ["similar", "the cache was empty"]):
        assert "Internal reviews are left out" in whole.base.run(*command).stderr
        assert "left out" not in whole.base.run(*command, "--audience", "internal").stderr
    assert whole.base.run("render", "--out", str(tmp_path / "out")).returncode == 0
    assert "Internal reviews are not shown on this public site." in (tmp_path / "out/postmortems/index.md").read_text()


def test_a_program_gets_what_the_audience_may_read_unless_it_asks_for_more(whole: Secretive) -> None:
    root = whole.base.root
    assert [one.path for one in load_reviews(root).reviews] == [PUBLIC]
    assert len(load_reviews(root, "internal").reviews) == 3
    with pytest.raises(ValueError, match="internal or public"):
        load_reviews(root, "everyone")


def test_a_fixed_problem_of_the_baseline_names_nothing_internal(secretive: Secretive) -> None:
    file = secretive.internal[0]
    whole = file.read_text("utf-8")
    file.write_text(f"{whole}\n[gone](images/{secretive.canaries.word('a broken link')}.csv)\n", "utf-8")
    base = with_all_rules(secretive).base
    base.run("check", "--write-baseline", "baseline.json")
    file.write_text(whole, "utf-8")
    done = base.run("check", "--baseline", "baseline.json", "--audience", "public")
    assert (done.returncode, "in the baseline are fixed" in done.stderr) == (1, True)
    assert secretive.canaries.found(said(done)) == set()


def test_tickets_of_internal_reviews_are_not_asked_for_the_public(secretive: Secretive) -> None:
    settings = (secretive.base.root / "pyproject.toml").read_text("utf-8")
    secretive.base.write("pyproject.toml", f'{settings}[tool.afterword.trackers]\n"tracker.example.org" = "github"\n')
    for more in ([], ["--diff"]):
        done = secretive.base.run("actions", "--sync", *more)
        assert (done.returncode, "Read 0 tickets" in done.stdout + done.stderr) == (0, True)
        assert secretive.canaries.found(said(done)) == set()
