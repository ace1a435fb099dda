"""What every part of a site needs is read and computed once a build."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from afterword.analysis.recurrence import recurrences
from afterword.corpus.facets import build_facets
from afterword.reading.data import read_data
from tests.acceptance.common import built, made


@contextmanager
def counted() -> Iterator[Counter[str]]:
    """How often facets and recurrences are computed and each file of data is read, wherever that is asked for."""
    found: Counter[str] = Counter()

    def seen(frame: FrameType, event: str, _: object) -> None:
        if event != "call":
            return
        if frame.f_code is build_facets.__code__:
            found["facets"] += 1
        elif frame.f_code is recurrences.__code__:
            found["recurrences"] += 1
        elif frame.f_code is read_data.__code__:
            found[frame.f_locals["file"].name] += 1

    sys.setprofile(seen)
    try:
        yield found
    finally:
        sys.setprofile(None)


def test_facets_recurrences_and_the_glossary_are_made_once_a_build(tmp_path: Path) -> None:
    base = made(tmp_path)
    (base / "our-terms.yaml").write_text("- term: Golden run\n  means: The nightly training.\n", "utf-8")
    (base / "pyproject.toml").write_text('[tool.afterword]\nglossary = "our-terms.yaml"\n', "utf-8")
    with counted() as found:
        built(base)
    assert "Golden run" in (base / "site/reference/glossary/index.html").read_text("utf-8")
    del found["terms.yaml"]  # the terms of the package, which another build of this process may have read
    assert found == {"facets": 1, "recurrences": 1, "our-terms.yaml": 1}
