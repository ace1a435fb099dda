"""The evidence of the illustrative reviews is what the real servers give, each time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.captured import precision, snapshot, written
from tests.evidence.samples.__main__ import CAPTURES, captured, evidence_of
from tests.made import REPOSITORY


def test_evidence_that_is_captured_again_is_the_evidence_in_the_repository(tmp_path: Path) -> None:
    root = captured(tmp_path)
    for review in {review for _, review, _ in CAPTURES}:
        assert files(evidence_of(review, root)) == files(evidence_of(review, REPOSITORY))
        page = Path("postmortems") / f"{review}.md"
        assert (root / page).read_bytes() == (REPOSITORY / page).read_bytes()


def test_a_release_alone_makes_no_other_evidence(tmp_path: Path) -> None:
    made = {"now": snapshot(), "released": snapshot(tool="afterword 9.0.0"), "other": snapshot(precision(step=60))}
    for name, one in made.items():
        written(tmp_path / name, one)
    now, released, other = (files(tmp_path / name / "evidence" / one.review) for name, one in made.items())
    assert released == now != other


def files(folder: Path) -> dict[str, Any]:
    """The files of a folder without the versions of Afterword and of the server, which may be others by now.

    What a file's sum covers has neither, so that the sum is compared as well.
    """
    found = {file.name: json.loads(file.read_bytes()) for file in folder.iterdir()}
    for plain in found.values():
        del plain["tool"]
        plain["source"].pop("server_version", None)
    assert found != {}
    return found
