"""A figure of pace or of quality in a document comes from the committed results, or from a command named beside it."""

from __future__ import annotations

import re

import pytest
from bench.results import RESULTS, read

from tests.docs.documents import text_of
from tests.docs.figures import complaints
from tests.made import REPOSITORY

RESTING = ("README.md", "bench/README.md", "docs/guides/*.md", "docs/adr/*.md")
DOCUMENTS = sorted(file.relative_to(REPOSITORY).as_posix() for name in RESTING for file in REPOSITORY.glob(name))
KNOWN = {"check.one_file": 2.04, "recall.held_out_mrr": 0.943}


def told(text: str) -> list[str]:
    return list(complaints(text, KNOWN))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_figure_rests_on_the_results_or_on_a_command(document: str) -> None:
    results = {name: figure.rounded for name, figure in read(RESULTS).items()}
    assert [f"{document}:{said}" for said in complaints(text_of(document), results)] == []


@pytest.mark.parametrize(
    "claim",
    [
        "A check takes 2.6 seconds.",
        "It answers in half a second.",
        "It took a tenth of a second for each.",
        "The index has 24.5 MB.",
        "It is 3 times as fast.",
        "The rules are 12 % of the processor.",
        "The precision is 0.964.",
        "A thousand need 390 MiB of memory.",
        "| way | seconds |\n|---|---|\n| ours | 12.5 |",
    ],
)
def test_a_figure_by_itself_is_refused_with_what_to_do(claim: str) -> None:
    (said,) = told(f"# Title\n\n{claim}\n")
    assert re.match(r"[35]: ", said)
    assert "name the command that measures it" in said


@pytest.mark.parametrize(
    "harmless",
    [
        "A question takes at most 30 seconds and 10 MiB.",
        "Files of up to 8 MiB are published.",
        "The limit `file_bytes` is 5 MiB.",
        "Positives exceeded 15 % over fifteen minutes.",
        "It was detected after 45 minutes.",
        "Three times the fallback failed.",
        "Needs Python 3.11 and version 0.38.",
        "Recall finds what happened in 2025.",
        "`sleep 30 seconds` is code.",
        '<img width="74%" alt="recall">',
    ],
)
def test_bounds_clocks_and_code_are_no_figures(harmless: str) -> None:
    assert told(f"# Title\n\n{harmless}\n") == []


def test_a_command_in_the_same_paragraph_is_enough_and_one_elsewhere_is_not() -> None:
    measured = "`python -m bench.check` measures it."
    assert told(f"A check takes 2 seconds.\n{measured}\n") == []
    assert len(told(f"A check takes 2 seconds.\n\n{measured}\n")) == 1
    assert len(told(f"{measured}\n\nA check takes 2 seconds.\n")) == 1


def test_a_list_and_a_table_may_be_led_to_by_the_command() -> None:
    lead = "`python -m bench.recall` gives:\n"
    assert told(f"{lead}\n- a precision of 0.964\n- a recall of 0.885\n") == []
    assert told(f"{lead}\n| way | MRR |\n|---|---|\n| ours | 0.922 |\n") == []


def test_a_mark_holds_a_figure_to_the_committed_one_as_exactly_as_it_is_written() -> None:
    mark = "\n<!-- bench: check.one_file -->\n"
    assert told(f"It takes 2 times as long.{mark}") == []
    assert told(f"It takes 2.0 times as long.{mark}") == []
    (said,) = told(f"It takes 3 times as long.{mark}")
    assert "which is 2.04" in said


def test_a_mark_of_a_figure_that_is_not_there_is_told() -> None:
    (said,) = told("Nothing is claimed.\n<!-- bench: check.two_files -->\n")
    assert "has no figure `check.two_files`" in said
