"""A message stands on the words themselves, in the front matter as in the narrative."""

from __future__ import annotations

import pytest

from tests.knowledge import DRAFT, EXAMPLE, Base, overlaid, page

Place = tuple[str, int, int, int, int]


def places(base: Base) -> list[Place]:
    found = [problem for problem in base.problems() if problem.code.startswith("AW7")]
    return [(p.code, p.span.line, p.span.column, p.span.end_line, p.span.end_column) for p in found]


@pytest.mark.parametrize(
    ("field", "place"),
    [
        ("summary: The release was careless.", (6, 26, 6, 34)),
        ('summary: "The release was \\"a\\" careless one."', (6, 33, 6, 41)),
        ("summary: 'It wasn''t new, and it was careless.'", (6, 38, 6, 46)),
        ("summary: >-\n  The release was late\n  and careless.", (8, 7, 8, 15)),
        ("summary: |\n  The release was late\n  and careless.", (8, 7, 8, 15)),
        ("summary: It was `careless`, and careless.", (6, 33, 6, 41)),
        ("summary: careless, and again careless", None),
    ],
)
def test_the_words_are_marked_within_a_field(field: str, place: tuple[int, ...] | None, base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(DRAFT, field)))
    if place is None:
        assert [(found[1], found[2]) for found in places(base)] == [(6, 10), (6, 30)]
    else:
        assert places(base) == [("AW703", *place)]


def test_words_that_a_folded_line_divides_are_marked_by_the_whole_field(base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(DRAFT, "summary: >-\n  The engineer should\n  have noticed the drop.")))
    ((code, line, column, end_line, _),) = places(base)
    assert (code, line, column) == ("AW702", 6, 10)
    assert end_line >= 8


def test_the_words_are_marked_within_the_narrative(base: Base) -> None:
    base.write(EXAMPLE, page(DRAFT, "## What happened\n\nIt was late.\nThe release was careless.\n"))
    assert places(base) == [("AW703", 13, 17, 13, 25)]


def test_a_field_within_a_list_is_named_by_its_pointer(base: Base) -> None:
    base.write(EXAMPLE, page(f"{DRAFT}timeline: [{{at: 2025-01-01, event: '@jdoe is paged.', kind: alert}}]\n"))
    (problem,) = base.problems()
    assert (problem.code, problem.pointer, problem.span.column) == ("AW704", "/timeline/0/event", 37)


def test_a_message_shows_the_words_the_reason_and_the_rewrite(base: Base) -> None:
    base.write(EXAMPLE, page(DRAFT, "The engineer should have noticed it.\n"))
    (problem,) = base.problems()
    assert problem.message.startswith("“engineer should have noticed”: This describes what did not happen")
    assert problem.help.startswith("Say what people could see")


def test_titles_of_sources_and_names_of_models_are_out_of_scope(base: Base) -> None:
    fields = (
        f"{DRAFT}models: [{{name: Emma, owner: careless-team}}]\naliases: [The careless release]\n"
        "sources: [{title: Engineer to blame for careless release, url: 'https://example.org/careless'}]\n"
    )
    base.write(EXAMPLE, page(fields, "Emma answered in the wrong language.\n"))
    assert places(base) == []


def test_a_warning_does_not_reject(base: Base) -> None:
    base.write(EXAMPLE, page(DRAFT, "The release was careless.\n"))
    assert not base.report().rejected


def test_titles_and_other_single_lines_are_looked_at(base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(DRAFT, "title: A careless release emptied the cache\n")))
    assert [(found.code, found.span.line) for found in base.problems() if found.severity != "info"] == [("AW703", 2)]
