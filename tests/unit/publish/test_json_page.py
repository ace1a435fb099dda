"""A file of the API is written as the standard library writes it."""

from __future__ import annotations

import json

import pytest

from afterword.pages.json_page import json_page

CONTENT = {
    "zone": 'Zürich \u2028 "quoted" \\ \n \x01 \U0001f600',
    "empty": [[], {}, (), ""],
    "rows": [{"b": 1, "a": None, "é": (True, False, 1.5, -0.25, 1e300)}, [["deep", {"deeper": [0]}]]],
}


def test_a_file_has_the_bytes_that_the_standard_library_writes() -> None:
    expected = json.dumps(CONTENT, ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True)
    assert json_page("made", CONTENT).content == f"{expected}\n"


def test_what_json_cannot_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_page("made", {"number": float("nan")})
