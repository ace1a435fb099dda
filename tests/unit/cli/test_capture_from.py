"""``afterword capture --from``: what each kind exports becomes a file of evidence that the check accepts."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Literal

import pytest

from tests.knowledge import Base
from tests.unit.capture.test_evidently import NEW
from tests.unit.cli.fake_source import laid
from tests.unit.cli.invoke import invoke

REVIEW = "2025-01-01-example"
FOLDER = f"postmortems/evidence/{REVIEW}"
MOMENT = "2025-01-01T10:00:00Z"
SECONDS = 1_735_725_600
SAVED = {"metric": {"__name__": "precision"}, "values": [[SECONDS, "0.41"]]}
MEASURED = {"key": "precision", "value": 0.41, "timestamp": SECONDS * 1000, "step": 1}


def settings(kind: str) -> str:
    metric = '[tool.afterword.sources.it.metrics.precision]\nquery = "precision"\n'
    return f'\n[tool.afterword.sources.it]\nkind = "{kind}"\n{metric}'


@pytest.mark.parametrize(
    ("kind", "content", "table"),
    [
        ("csv", f"time,precision\n{MOMENT},0.41\n", settings("csv")),
        ("json", json.dumps([{"time": MOMENT, "precision": 0.41}]), settings("json")),
        ("prometheus", json.dumps({"status": "success", "data": {"resultType": "matrix", "result": [SAVED]}}), ""),
        ("mlflow", json.dumps({"metrics": [MEASURED]}), ""),
        ("wandb", f",_step,_timestamp,precision\n0,0,{SECONDS},0.41\n", ""),
    ],
)
def test_each_export_becomes_evidence_that_the_check_accepts(
    base: Base, tmp_path: Path, kind: str, content: str, table: str
) -> None:
    laid(base, table)
    file = tmp_path / "exported"
    file.write_text(content, "utf-8")
    done = invoke(base.root, "capture", REVIEW, "--from", str(file), "--kind", kind)
    assert done.exit_code == 0, done.output
    written = json.loads((base.root / FOLDER / f"{'it' if table else kind}.json").read_text("utf-8"))
    assert [(one["metric"], one["points"]) for one in written["series"]] == [("precision", [[MOMENT, 0.41]])]
    assert written["requests"] == 0
    assert not [problem for problem in base.problems() if problem.code.startswith("AW5")]


def test_a_report_without_a_time_is_captured_with_the_time_that_is_given(base: Base, tmp_path: Path) -> None:
    laid(base, "")
    file = tmp_path / "report.json"
    file.write_text(NEW, "utf-8")
    asked = ("capture", REVIEW, "--from", str(file), "--kind", "evidently")
    without = invoke(base.root, *asked)
    assert without.exit_code == 1
    assert "give the time with its zone, as --at 2026-03-01T10:00:00Z" in without.stderr
    assert invoke(base.root, *asked, "--at", "noon").exit_code == 1
    given = invoke(base.root, *asked, "--at", MOMENT)
    assert given.exit_code == 0, given.output
    assert "ValueDrift amount: 1 point" in given.stdout
    assert not [problem for problem in base.problems() if problem.code.startswith("AW5")]


def test_a_label_that_must_go_is_gone_once_its_files_are_deleted_and_captured_again(base: Base, tmp_path: Path) -> None:
    """As the guide to erasing says: while the old file is there, its points are taken over with their label."""
    laid(base, settings("csv").replace('kind = "csv"', 'kind = "csv"\nlabels = ["who"]'))
    folder, file = base.root / FOLDER, tmp_path / "exported"

    def capture(label: str) -> set[str]:
        """The files that hold the label after a capture with another or the same one."""
        file.write_text(f"time,precision,who\n{MOMENT},0.41,{label}\n", "utf-8")
        assert invoke(base.root, "capture", REVIEW, "--source", "it", "--from", str(file)).exit_code == 0
        return {one.name for one in folder.iterdir() if "the-person" in one.read_text("utf-8")}

    assert capture("the-person") == {"it.json"}
    assert capture("the-role") == {"it.json", "it-2.json"}
    for one in folder.iterdir():
        one.unlink()
    assert capture("the-role") == set()
    left = [problem.message for problem in base.problems() if "it-2.json" in problem.message]
    assert left, base.problems()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--at", MOMENT), "--kind and --at say what an exported file is; give the file with --from"),
        (("--from", "x", "--kind", "csv", "--at", MOMENT), "--at is for files that do not say of when they are"),
    ],
)
def test_a_time_for_what_has_one_is_refused(base: Base, arguments: tuple[str, ...], said: str) -> None:
    laid(base, settings("csv"))
    done = invoke(base.root, "capture", REVIEW, *arguments)
    assert done.exit_code == 2
    assert said in done.stderr


@pytest.mark.parametrize("kind", ["csv", "json", "json with escapes"])
@pytest.mark.parametrize(("set_as", "exported_as"), [("NFC", "NFD"), ("NFD", "NFC"), ("NFD", "NFD")])
def test_a_name_with_an_accent_is_found_however_it_is_written(
    base: Base, tmp_path: Path, kind: str, set_as: Literal["NFC", "NFD"], exported_as: Literal["NFC", "NFD"]
) -> None:
    asked, found = (unicodedata.normalize(form, "Pr\u00e4zision") for form in (set_as, exported_as))
    table = settings(kind.partition(" ")[0]).replace('query = "precision"', f'query = "{asked}"')
    row = {"time": MOMENT, found: 0.41}
    if kind == "csv":
        laid(
            base,
            table.replace(
                "[tool.afterword.sources.it.metrics", 'labels = ["Gr\u00f6\u00dfe"]\n[tool.afterword.sources.it.metrics'
            ),
        )
        content = unicodedata.normalize(exported_as, f"time,{found},Gr\u00f6\u00dfe\n{MOMENT},0.41,x\n")
    else:
        laid(base, table)
        content = json.dumps([row], ensure_ascii="escapes" in kind)
    (tmp_path / "it.export").write_text(content, "utf-8")
    done = invoke(base.root, "capture", REVIEW, "--from", str(tmp_path / "it.export"), "--source", "it")
    assert (done.exit_code, "worst 0.41" in done.stdout) == (0, True), done.output


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("wandb", [{"_step": 0, "_timestamp": SECONDS, "precision": 0.41}]),
        ("mlflow", {"metrics": [MEASURED]}),
        ("json", [{"time": MOMENT, "precision": 0.41}]),
    ],
)
def test_json_may_be_in_utf_16_as_a_shell_saves_it(base: Base, tmp_path: Path, kind: str, content: object) -> None:
    laid(base, settings(kind) if kind == "json" else "")
    (tmp_path / "it.json").write_text(json.dumps(content), "utf-16")
    done = invoke(base.root, "capture", REVIEW, "--from", str(tmp_path / "it.json"), "--kind", kind)
    assert (done.exit_code, "worst 0.41" in done.stdout) == (0, True), done.output
