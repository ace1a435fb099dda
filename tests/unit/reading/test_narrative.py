"""What a narrative holds, seen as the most generous Markdown engine would see it."""

from __future__ import annotations

import pytest

from afterword.reading.narrative import links, prose
from tests.growth import grows_evenly


def targets(body: str) -> list[str]:
    return [link.target for link in links(body)]


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("a `b` c", "a     c"),
        ("a ``b ` c`` d", "a           d"),
        ("```\nb\n```\nc\n", "   \n \n   \nc\n"),
        ("~~~ text\nb\n~~~~\nc\n", "        \n \n    \nc\n"),
        ("a `b\n\nc` d", "a `b\n\nc` d"),  # a paragraph ends what no backtick has ended
        ("```\nnever closed\n", "```\nnever closed\n"),
        (r"a \`b` c", r"a \`b` c"),
        ("    indented\n", "    indented\n"),  # not every engine calls this code
    ],
)
def test_only_what_every_engine_calls_code_is_code(body: str, left: str) -> None:
    assert prose(body) == left
    assert len(prose(body)) == len(body)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("[a](b.md)", ["b.md"]),
        ('[a](<b.md> "title")', ["b.md"]),
        ("![a](b.png)", ["b.png"]),
        ("[![a](b.png)](c.md)", ["b.png", "c.md"]),
        ("[a](b_(c).md)", ["b_(c).md"]),
        ("[a]\n\n[a]: b.md\n", ["b.md"]),
        ("[a][b] and ![c][B]\n\n[b]:\n  b.md\n  'title'\n", ["b.md", "b.md"]),
        ("[a]: nobody-asks-for-it.md\n", []),
        ("[a](<b c.md>)", ["b%20c.md"]),
        ("![a](<b (c).png>)", ["b%20(c).png"]),
        ("[a]\n\n[a]: <b c.md> 'title'\n", ["b%20c.md"]),
        ("A note[^1].\n\n[^1]: The note.\n", []),
        ("<https://example.org>", ["https://example.org"]),
        ("[a]( b.md )", ["b.md"]),
        ("`[a](b.md)`", []),
        ("[a] (b.md)", []),
        ("[a\nb](c.md)", ["c.md"]),
        ("[14:02 UTC]: We saw the first alert.\n", []),
        ("[alert]: error: timed out\n", []),
        ("- a\n\n        [a](b.md)\n\n    [c](d.md)\n", ["d.md"]),
        ("Text.\n\n    [a](b.md)\n", []),
        ("| a | b | c |\n|---|---|---|\n| [c | d](e.md) | [f](g.md) |\n", ["g.md"]),
    ],
)
def test_a_link_is_found_in_every_form(body: str, expected: list[str]) -> None:
    assert targets(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "[a](java&Tab;script:x)",
        "[a](&#x6A;avascript:x)",
        "[a](<javascript:x>)",
        "[a]\n\n[a]: java&#10;script:x",
        "<javascript:x>",
    ],
)
def test_a_target_is_read_as_a_browser_reads_it(body: str) -> None:
    assert targets(body) == ["javascript:x"]


def test_an_image_is_told_from_a_link() -> None:
    assert [(link.target, link.image) for link in links("![a](b.png) and [c](d.md)")] == [
        ("b.png", True),
        ("d.md", False),
    ]


UNITS = [
    *(
        "[",
        "](",
        "`",
        "`` ",
        "<a ",
        "![",
        "[a](",
        "```\n",
        "~~~\n",
        "[a]:",
        "(",
        "a\n\n`",
        "[a](b) ",
        "[[a](b)",
        "[a]: b\n",
    ),
    *(
        "a\n[a]: b\n",
        '[a](b"',
        "[a](<b> '",
        "- a\n",
        "> ",
        "    - a\n\n",
        "| a ",
        "\\`",
        "![[a](b)](c)",
        "[^a]: b\n",
        "[a][a]",
        "  ~~~\n",
    ),
]


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.slow
def test_the_time_that_a_narrative_takes_grows_with_its_length(unit: str) -> None:
    assert grows_evenly(lambda body: list(links(body)), lambda often: unit * often, 60_000 // len(unit))
