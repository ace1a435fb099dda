"""A review that was renamed keeps its evidence: the files that were moved with it become those of the new name."""

from __future__ import annotations

import pytest

from afterword.capture.beside import NotKept, take_over
from afterword.evidence.reading import read_bytes
from afterword.settings import Settings
from tests.captured import precision, snapshot, written
from tests.knowledge import Base
from tests.unit.capture.test_keeping import kept

OLD, NEW = "2025-01-01-exmaple", "2025-01-01-example"


@pytest.fixture
def moved(base: Base) -> Base:
    """A knowledge base with two captures of a review in the folder of its new name."""
    folder = base.root / "postmortems"
    newer = snapshot(precision(unit="%"), name="prod-2", review_id=OLD, supersedes=f"{OLD}/prod")
    written(folder, snapshot(review_id=OLD), newer)
    (folder / "evidence" / OLD).rename(folder / "evidence" / NEW)
    return base


def test_the_files_name_the_review_and_one_another_by_the_new_name(moved: Base) -> None:
    settings = Settings(root=moved.root)
    files = [f"evidence/{NEW}/prod-2.json", f"evidence/{NEW}/prod.json"]
    assert list(take_over(NEW, settings)) == [(file, OLD) for file in files]
    newer, older = (read_bytes((settings.reviews_dir / file).read_bytes()) for file in files)
    assert [(one.review, one.id, one.supersedes) for one in (newer, older)] == [
        (NEW, f"{NEW}/prod-2", f"{NEW}/prod"),
        (NEW, f"{NEW}/prod", None),
    ]
    assert newer.series == (precision(unit="%"),)
    assert list(take_over(NEW, settings)) == []


def test_a_capture_goes_on_from_files_that_still_have_the_earlier_name(moved: Base) -> None:
    captured = snapshot(precision(unit="s"), review_id=NEW)
    assert kept(moved, captured).snapshot.supersedes == f"{NEW}/prod-2"


def test_evidence_of_a_review_that_is_still_there_is_not_taken_over(moved: Base) -> None:
    moved.write(f"postmortems/{OLD}.md", "---\n---\n")
    before = (moved.root / f"postmortems/evidence/{NEW}/prod.json").read_bytes()
    assert list(take_over(NEW, Settings(root=moved.root))) == []
    assert (moved.root / f"postmortems/evidence/{NEW}/prod.json").read_bytes() == before
    with pytest.raises(NotKept, match=rf"prod\.json is evidence of the review {OLD}; move it away"):
        kept(moved, snapshot(review_id=NEW))


def test_numbers_that_were_changed_by_hand_stay_as_they_are_and_the_check_tells_them(moved: Base) -> None:
    file = moved.root / f"postmortems/evidence/{NEW}/prod.json"
    file.write_text(file.read_text("utf-8").replace("0.41", "0.91"), "utf-8")
    before = file.read_bytes()
    assert [path for path, _ in take_over(NEW, Settings(root=moved.root))] == [f"evidence/{NEW}/prod-2.json"]
    assert file.read_bytes() == before
