"""What a public audience is given has no word of an internal review: every byte of every output is looked at."""

from __future__ import annotations

import base64
import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from afterword import load_reviews
from afterword.reporters import REPORTERS
from afterword.schema import REVIEW, Contract
from tests.canaries import PUBLIC, SHARED_MODEL, Canaries, Secretive, contents, mkdocs, said


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Secretive:
    return Secretive.made(tmp_path_factory.mktemp("audience") / "base")


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
    done = whole.base.call(*command)
    assert whole.canaries.found(said(done)) == set()
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "command", [["actions"], ["readiness", SHARED_MODEL], ["similar", "the cache was empty"], ["export"]], ids=" ".join
)
def test_insiders_get_it_when_they_ask(whole: Secretive, command: list[str]) -> None:
    assert "--audience" in whole.base.call(command[0], "--help").stdout
    assert whole.canaries.found(said(whole.base.call(*command, "--audience", "internal"))) != set()


def test_a_change_of_code_comes_near_nothing_internal(whole: Secretive, tmp_path: Path) -> None:
    diff = tmp_path / "change.diff"
    diff.write_text(
        f"--- a/serve.py\n+++ b/serve.py\n@@ -1 +1 @@\n-model = '{SHARED_MODEL}'\n+model = load()\n", "utf-8"
    )
    asked = ["risk", "--diff", str(diff), "--include-illustrative", "--format"]
    for format_ in ("text", "json", "markdown", "github"):
        assert whole.canaries.found(said(whole.base.call(*asked, format_))) == set()
    assert whole.canaries.found(said(whole.base.call(*asked, "json", "--audience", "internal"))) != set()


@pytest.mark.parametrize("format_", ["csv", "parquet"])
def test_a_table_holds_nothing_internal(whole: Secretive, format_: str, tmp_path: Path) -> None:
    done = whole.base.call("export", "--format", format_, "--out", str(tmp_path / "out"))
    assert done.returncode == 0
    assert whole.canaries.found([*said(done), *contents(tmp_path)]) == set()


def test_a_site_holds_nothing_internal_and_its_log_names_nothing(whole: Secretive, tmp_path: Path) -> None:
    done = mkdocs(whole.base, "build", "--verbose", "--strict", "-d", str(tmp_path / "site"))
    assert done.returncode == 0
    assert (tmp_path / "site/assets/search/head.js").is_file()
    assert whole.canaries.found([*said(done), *contents(tmp_path)]) == set()


def test_one_knowledge_base_has_two_sites(whole: Secretive, tmp_path: Path) -> None:
    settings = (whole.base.root / "mkdocs.yml").read_text("utf-8")
    wanted = "- afterword: {cache: false, audience: !ENV [SITE_AUDIENCE, public]}"
    config = whole.base.write("two.yml", settings.replace("- afterword\n", f"{wanted}\n"))
    sites = {}
    for audience in ("internal", "public"):
        site = tmp_path / audience
        done = mkdocs(whole.base, "build", "-f", str(config), "-d", str(site), SITE_AUDIENCE=audience)
        assert done.returncode == 0
        sites[audience] = whole.canaries.found(contents(site))
    assert sites["internal"] != set()
    assert sites["public"] == set()


def test_a_configuration_of_any_name_is_searched_when_a_site_is_built_with_it(whole: Secretive, tmp_path: Path) -> None:
    settings = (whole.base.root / "mkdocs.yml").read_text("utf-8")
    whole.base.write("base-of-public.yml", f"copyright: see {whole.internal[0].stem}\n")
    config = whole.base.write("public.yml", f"INHERIT: base-of-public.yml\n{settings}")
    done = mkdocs(whole.base, "build", "-f", str(config), "-d", str(tmp_path / "site"))
    assert done.returncode == 1
    assert "base-of-public.yml:1:16: AW412" in done.stderr
    assert whole.canaries.found(said(done)) == set()


@pytest.mark.parametrize("engine", [[], ["--for", "zensical"]], ids=["any engine", "zensical"])
def test_a_rendered_site_holds_nothing_internal(whole: Secretive, engine: list[str], tmp_path: Path) -> None:
    done = whole.base.call("render", *engine, "--out", str(tmp_path / "out"))
    assert done.returncode == 0
    assert whole.canaries.found([*said(done), *contents(tmp_path)]) == set()


def test_a_gate_that_may_not_tell_the_whole_truth_asks_for_whom_it_judges(whole: Secretive) -> None:
    asked = ["readiness", SHARED_MODEL, "--gate"]
    done = whole.base.call(*asked)
    assert (done.returncode, "Add --audience internal" in done.stderr) == (2, True)
    assert whole.base.call(*asked, "--audience", "public").returncode == 0
    whole_truth = whole.base.call(*asked, "--audience", "internal", "--as-of", "2030-01-01")
    assert whole.canaries.found(said(whole_truth)) != set()


def test_what_is_left_out_is_told_without_its_number(whole: Secretive, tmp_path: Path) -> None:
    for command in (["actions"], ["readiness", SHARED_MODEL], ["similar", "the cache was empty"]):
        assert "Internal reviews are left out" in whole.base.call(*command).stderr
        assert "left out" not in whole.base.call(*command, "--audience", "internal").stderr
    assert whole.base.call("render", "--out", str(tmp_path / "out")).returncode == 0
    assert "Internal reviews are not shown on this public site." in (tmp_path / "out/postmortems/index.md").read_text()


def test_a_program_gets_what_the_audience_may_read_unless_it_asks_for_more(whole: Secretive) -> None:
    root = whole.base.root
    assert [one.path for one in load_reviews(root).reviews] == [PUBLIC]
    assert len(load_reviews(root, "internal").reviews) == 3
    with pytest.raises(ValueError, match="internal or public"):
        load_reviews(root, "everyone")
