"""Of a pasted text only what people say asks: what machines write between hides nothing and finds nothing."""

from __future__ import annotations

import pytest

from afterword.analysis.recall.pasted import spoken_lines
from afterword.text.terms import words
from tests.unit.analysis.recall.test_recall import COLUMN, recall

SAID = "Since tonight a column is null and every return is fraud."
PYTHON = '  File "/opt/conda/lib/python3.11/site-packages/pkg_{0}/module.py", line {0}, in forward_{0}\n    x = f(x)'
JAVA = "\tat com.acme.returns{0}.Stage.apply(Stage.java:{0})"
JAVASCRIPT = "    at Voice{0}.run (/srv/app/voice{0}.js:{0}:3)"
LOG = "2026-04-07T02:{0}:13.120Z INFO [worker-{0}] GET /v1/score{0} trace=4f1e9a7b{0} host ip-10-0-3-{0} took 1{0}ms"
NAMES = "zq{0}xy vw{0}kp failed{0}"


@pytest.mark.parametrize("line", [PYTHON, JAVA, JAVASCRIPT, LOG, NAMES], ids=["Python", "Java", "JS", "log", "names"])
def test_what_machines_write_around_a_sentence_makes_no_match_weaker(line: str) -> None:
    alone = recall().similar_to_text(SAID)
    pasted = recall().similar_to_text("\n".join([SAID, *(line.format(number) for number in range(10, 60))]))
    assert pasted[0].review is alone[0].review is COLUMN
    assert pasted[0].score >= 0.9 * alone[0].score


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("NaN loss, OOM: CUDA error 500 at 10:30 (all of them)", None),
        ("training/serving skew, recall/precision and/or i.e. k8s", None),
        ("torch.cuda.OutOfMemoryError: CUDA out of memory", "OutOfMemoryError: CUDA out of memory"),
        ("see https://example.com/a?b=c and `C:\\temp\\x y` or ./run.sh", "see and y or"),
        ("id 550e8400-e29b-41d4-a716-446655440000 at 0xdeadbeef, 3f2a9bc1", "id at"),
        ("models/v2/ranker.bin is empty", "is empty"),
        ("took 12 ms\ntook 45 ms\n... 23 more", "took 45 ms"),
    ],
)
def test_names_of_errors_stay_and_paths_and_ids_do_not(text: str, kept: str | None) -> None:
    assert words("\n".join(spoken_lines(text))) == words(text if kept is None else kept)


def test_a_number_asks_for_nothing_unless_people_say_it_for_a_word() -> None:
    assert recall().similar_to_text("2024 17 12345") == ()
