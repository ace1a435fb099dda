"""A base as an editor sees it: open texts in place of files, and nothing read twice that has not changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.corpus import load_file
from afterword.lsp import base as module
from afterword.lsp.base import Base as Seen
from afterword.lsp.base import names_in
from afterword.settings import SettingsError
from tests.evidence_made import REVIEW, path_of, written
from tests.knowledge import AS_OF, DRAFT, EXAMPLE, PUBLISHED, Base, overlaid, page

OTHER = "postmortems/2024-12-01-other.md"
WRONG = page(overlaid(DRAFT, "severity: sev9\n"))


@pytest.fixture
def seen(base: Base) -> Seen:
    base.write(EXAMPLE, page(DRAFT))
    base.write(OTHER, page(overlaid(PUBLISHED, "onset: 2024-12-01\n")))
    return Seen(base.root, lambda: AS_OF)


def codes(seen: Seen, **opened: str) -> dict[str, list[str]]:
    return {path: [one.code for one in found] for path, found in seen.check(opened).found.items()}


def test_an_open_text_stands_in_for_its_file_and_only_open_files_are_spoken_of(base: Base, seen: Seen) -> None:
    base.write(OTHER, WRONG)
    assert codes(seen) == {}
    assert codes(seen, **{EXAMPLE: WRONG}) == {EXAMPLE: ["AW104"]}
    assert codes(seen, **{EXAMPLE: page(DRAFT)}) == {}
    assert (base.root / EXAMPLE).read_text() == page(DRAFT)


def test_it_says_what_the_check_says(base: Base, seen: Seen) -> None:
    for text in (WRONG, page(DRAFT), "---\n[", page(DRAFT, "<b>x</b>\n"), page(overlaid(DRAFT, "onset: 2019-01-01\n"))):
        told = seen.check({EXAMPLE: text}).found.get(EXAMPLE, [])
        base.write(EXAMPLE, text)
        assert tuple(told) == base.problems()


def test_what_has_not_changed_is_not_read_again(base: Base, seen: Seen, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def noted(file: Path, *rest: object) -> object:
        read.append(file.name)
        return load_file(file, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "load_file", noted)
    seen.check({EXAMPLE: page(DRAFT)})
    assert sorted(read) == [Path(OTHER).name, "evaluation-blind-spot.md"]
    seen.check({EXAMPLE: WRONG})
    assert len(read) == 2
    base.write(OTHER, page(overlaid(PUBLISHED, "title: Another\nonset: 2024-12-01\n")))
    loaded = seen.check({EXAMPLE: WRONG}).loaded
    assert read[2:] == [Path(OTHER).name]
    assert [known.title for known in names_in(loaded, EXAMPLE, "review")] == ["Another"]


def test_numbers_that_the_evidence_contradicts_are_told_as_they_are_typed_and_its_files_are_known(
    base: Base, seen: Seen
) -> None:
    base.write(path_of(), written("precision, a breach below 0.9: 10:00 0.41"))
    file = f"evidence/{REVIEW}/prod.json"
    cited = f"diagnosis: {{data_drift: {{answer: no}}, evidence: [{{kind: metric, what: Numbers, file: {file}}}]}}\n"
    kpi = "models: [{name: Ranker, kpis: [{name: precision, observed: '0.62'}]}]\n"
    assert codes(seen, **{EXAMPLE: page(DRAFT + cited + kpi)}) == {EXAMPLE: ["AW431"]}
    assert codes(seen, **{EXAMPLE: page(DRAFT + cited + kpi.replace("62", "41"))}) == {}
    assert [known.name for known in names_in(seen.check({}).loaded, EXAMPLE, "evidence")] == [file]


def test_settings_are_read_again_when_they_change(base: Base, seen: Seen) -> None:
    assert codes(seen, **{EXAMPLE: page(DRAFT)}) == {}
    base.write("pyproject.toml", "[tool.afterword.limits]\nnodes = 3\n")
    assert codes(seen, **{EXAMPLE: page(DRAFT)}) == {EXAMPLE: ["AW002"]}
    base.write("pyproject.toml", "[tool.afterword]\nnodes = 3\n")
    with pytest.raises(SettingsError):
        seen.check({})


@pytest.mark.parametrize(
    ("file", "path"),
    [
        (EXAMPLE, EXAMPLE),
        ("postmortems/2025-09-09-new.md", "postmortems/2025-09-09-new.md"),
        ("postmortems/images/../2025-01-01-example.md", EXAMPLE),
        ("docs/patterns/x.MD", "docs/patterns/x.MD"),
        ("README.md", None),
        ("postmortems/images/x.md", None),
        ("postmortems/x.txt", None),
        ("../elsewhere.md", None),
    ],
)
def test_a_page_is_what_lies_directly_in_its_folder(seen: Seen, file: str, path: str | None) -> None:
    (seen.root / "postmortems" / "images").mkdir()
    assert seen.path_of(seen.root / file) == path


def test_a_link_is_refused_whatever_the_editor_read_through_it(base: Base, seen: Seen, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.md").write_text(page(DRAFT))
    (base.root / EXAMPLE).unlink()
    (base.root / EXAMPLE).symlink_to(tmp_path / "elsewhere.md")
    assert codes(seen, **{EXAMPLE: page(DRAFT)}) == {EXAMPLE: ["AW001"]}


def test_a_text_beyond_the_limit_is_judged_by_its_size_alone(base: Base, seen: Seen) -> None:
    base.write("pyproject.toml", "[tool.afterword.limits]\nfile_bytes = 500\n")
    assert codes(seen, **{EXAMPLE: page(DRAFT, "é" * 200)}) == {EXAMPLE: ["AW002"]}


def test_half_a_character_is_no_text(seen: Seen) -> None:
    assert codes(seen, **{EXAMPLE: page(DRAFT, "\ud83d")}) == {EXAMPLE: ["AW003"]}
