"""No file, whatever is in it, ends ``afterword capture --from`` in anything but a sentence."""

from __future__ import annotations

import gc
import re
from typing import Final

import pytest

from afterword.capture.found import exported_kinds
from tests.knowledge import EXAMPLE, Base
from tests.unit.cli.fake_source import laid
from tests.unit.cli.invoke import invoke

GARBAGE: Final = {
    "nothing": b"",
    "a blank": b" \n",
    "no text": b"\x00\xff\xfe\x80" * 9,
    "half a UTF-16": "time,m".encode("utf-16")[:-1],
    "a number": b"7",
    "a text": b'"x"',
    "a list": b"[]",
    "lists": b"[[[[]]]]",
    "a table": b"{}",
    "odd tables": b'{"data": 3, "metrics": "x", "tests": [3], "status": null, "rows": [{}]}',
    "numbers that are none": b'{"metrics": [{"id": NaN, "value": Infinity}], "data": {"result": [NaN]}}',
    "deep": b"[" * 100_000,
    "keys twice": b'{"metrics": [], "metrics": {}}',
    "half of it": b'{"metrics": [{"metric_id": "m", "value"',
    "HTML": b"<html><body>Sign in</body></html>",
    "a head alone": b"time,m\n",
    "rows of different lengths": b"time,m\n1,2,3\n4\n\n,,,,\n",
    "an open quote": b'time,m\n"2025-01-01T10:00:00Z,1\n',
    "a huge number": b"time,m\n2025-01-01T10:00:00Z," + b"9" * 5_000 + b"\n",
    "a time far away": b"time,m\n99999-01-01T10:00:00Z,1\n",
    "a long line": b"x" * 300_000,
    "signs of control": b"time,m\x1b[31m\n\x1b]0;x\x07,1\n",
}


@pytest.mark.parametrize("garbage", GARBAGE)
@pytest.mark.parametrize("kind", exported_kinds())
def test_a_file_of_garbage_ends_in_a_sentence(kind: str, garbage: str, base: Base) -> None:
    url = 'url = "https://a.example.org"\n' if kind in {"prometheus", "mlflow"} else ""
    more = 'entity = "e"\nproject = "p"\n' if kind == "wandb" else ""
    metric = '[tool.afterword.sources.x.metrics.m]\nquery = "m"\n'
    before = laid(base, f'[tool.afterword.sources.x]\nkind = "{kind}"\n{url}{more}{metric}')
    file = base.write("answer", GARBAGE[garbage])
    if garbage == "deep":
        gc.collect()  # with the stack full, Python could end nothing that other tests have left, and would say so
    done = invoke(base.root, "capture", EXAMPLE, "--from", str(file), "--source", "x")
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert done.exit_code == 1
    (said,) = (line for line in done.stderr.splitlines() if line.startswith("x: "))
    assert re.search(r"\w{3,}.*[.?]$", said)
    assert "Error)" not in said, said
    assert not re.search(r"[.?!][.]$", said), said
    assert "\x1b" not in said
    assert (base.root / EXAMPLE).read_text("utf-8") == before
    assert not (base.root / "postmortems" / "evidence").exists()
