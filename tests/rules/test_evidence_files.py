"""Files of evidence on the disk: which of them are read, cited, left over, shown and kept from strangers."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.check import check
from afterword.check.audience import told
from afterword.evidence.form import dump
from afterword.settings import load_settings
from tests.canaries import Secretive
from tests.evidence_made import REVIEW, evidence, path_of, written
from tests.knowledge import AS_OF, DRAFT, EXAMPLE, Base, overlaid, page, run_python

SERIES = "precision, a breach below 0.9: 10:00 0.41"
CITED = f"""\
diagnosis:
  data_drift: {{answer: no}}
  evidence: [{{kind: metric, what: Numbers, file: evidence/{REVIEW}/prod.json}}]
"""
KPI = f"models: [{{name: Ranker, kpis: [{{name: precision, evidence: evidence/{REVIEW}/prod.json#precision}}]}}]\n"


@pytest.fixture
def citing(base: Base) -> Base:
    base.write(EXAMPLE, page(overlaid(DRAFT, CITED)))
    base.write(path_of(), written(SERIES))
    return base


def found(base: Base) -> list[tuple[str, str, str]]:
    return [(one.code, one.path, one.message) for one in base.report().diagnostics if one.code != "AW407"]


def test_a_file_that_is_cited_has_no_problem_and_is_not_called_unread(citing: Base) -> None:
    assert found(citing) == []


def test_a_kpi_cites_evidence_as_well_and_a_missing_file_is_told_there(base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(DRAFT, KPI)))
    assert found(base) == [("AW406", EXAMPLE, f"The file `evidence/{REVIEW}/prod.json` does not exist")]
    assert base.problems()[0].help == "Write it with `afterword capture 2025-01-01-example`, or delete the field."
    base.write(path_of(), written(SERIES))
    assert found(base) == []


def test_the_citation_of_a_kpi_has_a_form(base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(DRAFT, KPI.replace("evidence/", "../evidence/"))))
    assert [code for code, _, _ in found(base)] == ["AW105"]


@pytest.mark.parametrize("folder", ["2025", "2025/01"])
def test_a_review_in_a_folder_by_year_cites_its_evidence_by_the_same_path(folder: str, base: Base) -> None:
    base.write(f"postmortems/{folder}/{REVIEW}.md", page(overlaid(DRAFT, CITED + KPI)))
    assert {code for code, _, _ in found(base)} == {"AW406"}
    base.write(path_of(), written(SERIES))
    assert found(base) == []


def test_evidence_of_another_review_is_told(base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(DRAFT, CITED.replace(REVIEW, "2025-02-02-other"))))
    base.write(path_of(review="2025-02-02-other"), written(SERIES, review="2025-02-02-other"))
    message = "The file `evidence/2025-02-02-other/prod.json` is evidence of the review `2025-02-02-other`"
    assert ("AW421", EXAMPLE, message) in found(base)


def test_a_file_under_another_name_is_told_with_its_place(base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(DRAFT, CITED.replace("prod.json", "test.json"))))
    base.write(path_of("test"), written(SERIES))
    (problem,) = base.problems()
    assert (
        problem.message == f"The file `evidence/{REVIEW}/test.json` has the id `{REVIEW}/prod`, which is not its place"
    )
    assert problem.help == f"Move it back to `evidence/{REVIEW}/prod.json`, and cite it there."


def test_a_file_in_another_folder_is_told_though_it_is_no_evidence_there(base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(DRAFT, CITED.replace(f"evidence/{REVIEW}/", "images/"))))
    base.write("postmortems/images/prod.json", written(SERIES))
    assert found(base) == [("AW421", EXAMPLE, "The file `images/prod.json` is evidence in a place where none is read")]
    base.write("postmortems/images/prod.json", b'{"any": "data"}')
    assert found(base) == []


def test_a_chain_of_files_needs_only_its_newest_to_be_cited(citing: Base) -> None:
    for number in (2, 3):
        before = "prod" if number == 2 else "prod-2"
        citing.write(path_of(f"prod-{number}"), written(f"{SERIES}\nsupersedes {before}", f"prod-{number}"))
    assert [(code, path) for code, path, _ in found(citing)] == [("AW424", EXAMPLE), ("AW423", path_of("prod-3"))]
    assert "is superseded by `evidence/2025-01-01-example/prod-3.json`" in citing.problems()[0].message
    citing.write(EXAMPLE, page(overlaid(DRAFT, CITED.replace("prod.json", "prod-3.json"))))
    assert found(citing) == []


def test_files_that_supersede_one_another_in_a_circle_come_to_an_end(citing: Base) -> None:
    citing.write(path_of(), written(f"{SERIES}\nsupersedes prod-2"))
    citing.write(path_of("prod-2"), written(f"{SERIES}\nsupersedes prod", "prod-2"))
    assert {code for code, _, _ in found(citing)} <= {"AW423", "AW424"}


def test_evidence_without_a_review_is_told(base: Base) -> None:
    base.write(path_of(review="2025-02-02-gone"), written(SERIES, review="2025-02-02-gone"))
    assert found(base) == [
        ("AW423", path_of(review="2025-02-02-gone"), "There is no review to which this evidence belongs")
    ]


def test_what_else_is_in_the_folder_is_left_alone(citing: Base) -> None:
    for name in ("notes.txt", "Other.json", f"{REVIEW}/chart.svg", ".hidden/a.json"):
        citing.write(f"postmortems/evidence/{name}", b"<svg/>" if name.endswith(".svg") else b"{}")
    assert found(citing) == []


def test_a_review_that_breaks_its_schema_is_not_said_to_leave_evidence_out(citing: Base) -> None:
    citing.write(EXAMPLE, page(overlaid(DRAFT, f"{CITED}severity: none\n")))
    assert {code for code, _, _ in found(citing)} == {"AW104"}


def test_a_link_is_not_followed(citing: Base, tmp_path: Path) -> None:
    (tmp_path / "else.json").write_bytes(written(SERIES))
    file = citing.root / path_of()
    file.unlink()
    file.symlink_to(tmp_path / "else.json")
    assert [code for code, _, _ in found(citing)] == ["AW406", "AW421"]


def test_a_secret_in_evidence_is_found_and_never_repeated(citing: Base) -> None:
    token = "ghp_" + "q7Wd0pLx2RvA1b2C3d4E5f6G7h8I9j0K1l2M"[:36]
    citing.write(path_of(), written(f"precision {{token={token}}}, a breach below 0.9: 10:00 0.41"))
    codes = {code for code, _, message in found(citing) if token not in message}
    assert codes == {"AW406"}
    assert token not in str(citing.report())


@pytest.mark.parametrize(
    "metric", ["<script>alert(1)</script>", "x` ![](https://evil.example/x.png)", "=cmd()", "é" * 200]
)
def test_a_hostile_name_is_harmless_where_it_is_told(metric: str, base: Base) -> None:
    kpi = KPI.replace("#precision", "").replace("evidence:", "observed: '0.9', evidence:")
    base.write(EXAMPLE, page(overlaid(DRAFT, CITED + kpi)))
    series = evidence(SERIES).series[0]._replace(metric=metric)
    base.write(path_of(), dump(evidence(SERIES)._replace(series=(series,))))
    (problem,) = [one for one in base.problems() if one.code == "AW431"]
    assert len(problem.message) < 300
    summary = base.call("check", "--format", "github", GITHUB_STEP_SUMMARY=str(base.root / "summary.md"))
    assert "AW431" in summary.stdout
    written_there = (base.root / "summary.md").read_text("utf-8")
    assert "<script>" not in written_there


@pytest.mark.slow
def test_nothing_is_imported_for_reviews_without_evidence(base: Base) -> None:
    base.write(EXAMPLE, page(DRAFT))
    script = (
        "import sys; from datetime import date; from pathlib import Path; from afterword.check import check;"
        "from afterword.settings import load_settings; check(load_settings(Path('.')), date(2026, 1, 1));"
        "print(sorted(name for name in sys.modules if name.startswith('afterword.evidence.')))"
    )
    assert run_python("-c", script, cwd=base.root).stdout.strip() == "['afterword.evidence.cited']"


def test_a_public_audience_learns_nothing_of_the_evidence_of_internal_reviews(tmp_path: Path) -> None:
    secretive = Secretive.made(tmp_path / "base")
    base = secretive.with_all_rules()
    settings = load_settings(base.root)
    whole = check(settings, AS_OF)
    hidden = whole.loaded.internal
    files = [
        file.relative_to(base.root).as_posix() for file in (base.root / "postmortems" / "evidence").rglob("*.json")
    ]
    assert len(files) == 4
    assert all(hidden.hides(file) for file in files)
    assert secretive.canaries.found([("report", str(told(whole, AS_OF).diagnostics).encode())]) == set()
