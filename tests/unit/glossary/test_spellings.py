"""What finds spellings in less time finds what the pattern finds."""

from __future__ import annotations

import random
import re

import pytest

from afterword.glossary import Glossary, Term

PLAIN = (
    Term("SLO", "A goal.", ("SLO", "SLOs", "service level objective")),
    Term("Slice", "A part.", ("slice", "slice & dice", "kept slice")),
    Term("Drift", "A change.", ("data drift", "drift", "5 whys")),
)
PIECES = (
    *(
        "SLO",
        "slo",
        "SLOs",
        "service  level\nobjective",
        "slice",
        "Slice",
        "slice &amp; dice",
        "KEPT SLICE",
        "kept slice",
    ),
    *(
        "data drift",
        "Data",
        "drift",
        "drifts",
        "5 whys",
        "\0",
        " ",
        " ",
        "\n",
        "-",
        "/",
        ".",
        ",",
        "&",
        "#",
        "@",
        "(",
        "_",
    ),
    *("ſlice", "\u212aept slice", "drıft", "DRİFT", "İ", "ä", "Ä", "ß", "—", "überlauf", "ÜBERLAUF", "x"),
)


def found(glossary: Glossary, text: str) -> tuple[str, str]:
    def written(spelling: re.Match[str]) -> str:
        return f"[{spelling.start()}:{spelling[0]}]"

    return glossary.sub(written, text), glossary.pattern.sub(written, text)


@pytest.mark.parametrize("own", [(), (Term("Überlauf", "Too much.", ("Überlauf",), own=True),)])
def test_every_spelling_is_found_and_nothing_else(own: tuple[Term, ...]) -> None:
    glossary, chance = Glossary((*PLAIN, *own)), random.Random(7)
    for _ in range(3000):
        sooner, by_pattern = found(glossary, "".join(chance.choices(PIECES, k=chance.randint(0, 12))))
        assert sooner == by_pattern


def test_spellings_are_found_at_both_ends_and_one_after_the_other() -> None:
    sooner, _ = found(Glossary(PLAIN), "SLO data drift slice")
    assert sooner == "[0:SLO] [4:data drift] [15:slice]"
