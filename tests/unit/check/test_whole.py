"""Rules over reviews and evidence that had nothing to say do not run again until something has changed."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest

from afterword.check.whole import FAMILIES
from afterword.evidence.cited import cited
from afterword.files.cache import FOLDER
from afterword.rules import Stage, all_rules
from tests.evidence_made import REVIEW, path_of, written
from tests.knowledge import DRAFT, EXAMPLE, Base, overlaid, page
from tests.unit.check.keeping import kept, told

SERIES = "precision, a breach below 0.9: 09:00 0.95, 10:00 0.41, 10:05 0.41, 11:00 0.95, 11:05 0.95"
CITED = f"""\
summary: Precision fell from 0.95 to 0.41.
diagnosis:
  data_drift: {{answer: no}}
  evidence: [{{kind: metric, what: Numbers, file: evidence/{REVIEW}/prod.json}}]
"""


@pytest.fixture
def citing(base: Base, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Base:
    monkeypatch.setenv(FOLDER, str(tmp_path / "kept"))
    base.write(EXAMPLE, page(overlaid(DRAFT, CITED)))
    base.write(path_of(), written(SERIES))
    told(base)
    return base


def read(base: Base, *arguments: str) -> int:
    """How many times a check reads the evidence of a review."""
    with patch("afterword.rules.evidence.sought.cited", wraps=cited) as seen:
        told(base, *arguments)
    return seen.call_count


def test_evidence_is_read_once(citing: Base) -> None:
    assert read(citing) == 0
    assert read(citing, "--no-cache") == 1


def test_evidence_that_has_changed_is_read_again(citing: Base) -> None:
    citing.write(path_of(), written(SERIES.replace("0.41", "0.52")))
    status, said, _ = told(citing)
    assert "AW438" in said
    assert told(citing)[:2] == (status, said)


@pytest.mark.parametrize("name", ["prod.json", "more.json"])
def test_what_comes_and_goes_beside_a_review_is_seen(name: str, citing: Base) -> None:
    place = citing.root / path_of()
    if name == "prod.json":
        place.unlink()
    else:
        place.with_name(name).write_bytes(place.read_bytes())
    assert read(citing) == 1
    assert told(citing) == told(citing, "--no-cache")


def test_another_review_and_another_setting_are_looked_at(citing: Base) -> None:
    assert read(citing, "--as-of", "2026-02-01") == 0
    citing.write("pyproject.toml", "[tool.afterword]\ntitle = 'Another'\n")
    assert read(citing) == 1
    assert read(citing, EXAMPLE) == 1
    citing.write("postmortems/2025-01-02-other.md", page(overlaid(DRAFT, "onset: 2025-01-02")))
    assert read(citing) == 2, "each review is asked for its evidence"


def test_nothing_that_was_said_is_kept(citing: Base) -> None:
    citing.write(path_of(), written(SERIES.replace("0.41", "0.52")))
    told(citing)
    (file,) = (
        file
        for file in kept(citing)
        if file.name.startswith("whole-") and b"AW421" in file.read_bytes() and b"AW438" not in file.read_bytes()
    )
    assert b"precision" not in file.read_bytes()


def test_rules_that_look_at_other_files_are_not_among_them() -> None:
    kept_ones = {rule.code for rule in all_rules() if rule.stage is Stage.CORPUS and rule.family in FAMILIES}
    assert {"AW408", "AW421", "AW438"} <= kept_ones
    assert kept_ones.isdisjoint({"AW406", "AW414", "AW416", "AW503"})
