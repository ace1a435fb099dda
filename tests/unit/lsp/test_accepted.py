"""Whatever is accepted at a place, the text then says there what was chosen, and says all else as before."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from lsprotocol import types

from afterword.lsp.answers import completion
from afterword.lsp.base import Base as Seen
from afterword.lsp.messages import Words
from afterword.lsp.positions import Positions
from afterword.lsp.workspace import OpenBase, OpenPage
from afterword.reading import Mapping, Node, Scalar, Sequence, read_raw
from afterword.reading.rewriting import as_scalar
from afterword.settings.limits import Limits
from tests.knowledge import AS_OF, EXAMPLE, PUBLISHED, Base, overlaid, page

NAMES = ("Ranker: shop, v2", "it's", 'a "b" \\c', "null", "#1", "- x", "[a]", "plain name", "x: y # z")
WHOLE = """severity: sev2
status: draft  # so far
onset: 2025-01-01
kind: "incident"
classes: ['abuse', data-quality, "x\\"y"]
detection: {by: "customer", how: 'it''s told', signal: }
visibility:
models:
  - name: "Ranker: shop"
    task: 'ranking'
    serving: online
  - name:   Page ranker   # ours
    owner: ''
    task:  # of the model
  - {name: "", owner: a b , task: ''}
patterns:
  - some-pattern
  - "another"
  -
  -
related:
- id: ""
  relation: same-cause
tags: []
impact:
  who: ""
actions: [
  {id: A1, area: , owner: 'x'},
  {id: A2,
   area: "prevention"}
]
""".replace("  -\nrelated", "  -   \nrelated").replace('who: ""', 'who: ""  ')


@pytest.fixture
def open_base(base: Base) -> OpenBase:
    models = "".join(f"  - name: {as_scalar(name)}\n    owner: {as_scalar(name)}\n" for name in NAMES)
    base.write("postmortems/2024-12-01-other.md", page(overlaid(PUBLISHED, f"onset: 2024-12-01\nmodels:\n{models}")))
    seen = Seen(base.root, lambda: AS_OF)
    return OpenBase(seen, checked=seen.check({}))


def offered(open_base: OpenBase, text: str, line: int, column: int) -> list[types.CompletionItem]:
    return completion(OpenPage(open_base, EXAMPLE, Words(Positions(text))), types.Position(line, column))


def at_the_mark(open_base: OpenBase, fields: str) -> dict[str, str]:
    """The front matter after each choice at the sign ``¦``."""
    before, _, after = f"---\n{fields}".partition("¦")
    line, column = before.count("\n"), len(before.rpartition("\n")[2])
    items = offered(open_base, before + after, line, column)
    return {item.label: accepted(before + after, item).removeprefix("---\n") for item in items}


def accepted(text: str, item: types.CompletionItem) -> str:
    assert isinstance(item.text_edit, types.TextEdit)
    where, positions = item.text_edit.range, Positions(text)
    start, end = (positions.offset(place.line, place.character) for place in (where.start, where.end))
    return text[:start] + item.text_edit.new_text + text[end:]


def said(text: str) -> dict[str, str]:
    """What a front matter says, by the place."""
    document = read_raw(f"{text}---\n".encode(), EXAMPLE, Limits()).document
    assert document is not None, text
    return dict(_said(document.root, ""))


def _said(node: Node, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, Mapping):
        for name, entry in node.entries.items():
            yield from _said(entry.value, f"{place}/{name}")
    elif isinstance(node, Sequence):
        for number, item in enumerate(node.items):
            yield from _said(item, f"{place}/{number}")
    elif isinstance(node, Scalar) and not (node.plain and not node.text):
        yield place, node.text


@pytest.mark.slow
def test_at_every_place_of_a_text_each_choice_is_what_the_text_says_then(open_base: OpenBase) -> None:
    text = f"---\n{WHOLE}"
    before, places = said(text), set()
    for line, row in enumerate(text.split("\n")):
        for column in range(len(row) + 1):
            for item in offered(open_base, text, line, column):
                assert isinstance(item.text_edit, types.TextEdit)
                where = item.text_edit.range
                assert where.start.line == where.end.line == line
                assert where.start.character <= column <= where.end.character
                if item.kind == types.CompletionItemKind.Property:
                    continue
                after = said(accepted(text, item))
                changed = {place for place in before | after if before.get(place) != after.get(place)}
                assert [after.get(place) for place in changed] in ([], [item.label]), (row, column, item.label)
                places |= changed
    wanted = (
        "severity status onset kind classes/0 classes/1 classes/2 detection/by visibility models/0/name models/0/task"
    )
    more = "models/1/name models/1/owner models/1/task models/2/name models/2/owner models/2/task patterns/0 patterns/1"
    assert {f"/{place}" for place in f"{wanted} {more} patterns/2 patterns/3 related/0/id".split()} <= places
    assert {"/related/0/relation", "/actions/0/area", "/actions/0/owner", "/actions/1/area"} <= places


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ('models: [{name: "¦"}]\n', "/models/0/name"),
        ("models: [{name: '¦'}]\n", "/models/0/name"),
        ('models: [{"name": "¦"}]\n', "/models/0/name"),
        ('models:\n  - name: "¦"\n', "/models/0/name"),
        ("models:\n  - name: '¦'\n", "/models/0/name"),
        # Quotes that are still open.
        ('models:\n  - name: "Rank¦\n', "/models/0/name"),
        ("models:\n  - name: '¦\n    task: ranking\n", "/models/0/name"),
        ("models:\n  - name: it¦\n", "/models/0/name"),
        ("models:\n  - name: plain ¦\n", "/models/0/name"),
        ("models:\n  - name: plain ¦ # ours\n", "/models/0/name"),
        ("models:\n  -  name:¦\n", "/models/0/name"),
        ("models:\n- name:¦ # ours\n", "/models/0/name"),
        ("models:\n  - name:\n      ¦\n", "/models/0/name"),
        ("classes:\n  -¦\n", "/classes/0"),
        ("classes:\n-¦\n", "/classes/0"),
        ("classes:\n  - ¦   \n", "/classes/0"),
        ("classes:\n  - abuse\n  -¦  \n", "/classes/1"),
        ("classes: ['¦']\n", "/classes/0"),
        ("detection: {by:¦}\n", "/detection/by"),
        ('detection: {by: "¦\n}\n', "/detection/by"),
        ("detection:\n  how: |\n    A text\n  by: ¦\n", "/detection/by"),
    ],
)
def test_each_choice_at_the_mark_is_read_as_it_was_shown(open_base: OpenBase, fields: str, place: str) -> None:
    made = at_the_mark(open_base, fields)
    assert {label: said(f"---\n{text}")[place] for label, text in made.items()} == {label: label for label in made}
    assert len(made) > 2


@pytest.mark.parametrize(
    "fields",
    [
        "severity: &a ¦\n",
        "severity: &a¦\n",
        "severity: *a¦\n",
        "severity: ! ¦\n",
        "severity: |¦\n",
        "? ¦\n",
        "\t¦\n",
        "  \t¦\n",
        " ¦  severity: sev2\n",
        "severity: sev2 ¦# so far\n",
        "severity: ¦# so far\n",
        'severity: "sev2"¦\n',
        "severity: ¦\n  sev2\n",
        "severity: sev2\n  ¦\n",
        "severity:\n  sev2\n  ¦\n",
        "classes: ¦\n  - abuse\n",
        "classes: ¦\n- abuse\n",
        "classes:¦ [abuse]\n",
        'classes: "¦"\n',
        'detection: {"¦"}\n',
        'models:\n  - "¦"\n',
        "models: [{name: a\n  ¦}]\n",
    ],
)
def test_nothing_is_offered_where_no_choice_could_stand(open_base: OpenBase, fields: str) -> None:
    assert at_the_mark(open_base, fields) == {}


def test_a_key_after_a_bare_dash_gets_its_space_and_a_key_in_quotes_keeps_them(open_base: OpenBase) -> None:
    assert at_the_mark(open_base, "models:\n  -¦\n")["kpis"] == "models:\n  - kpis:\n      - \n"
    assert at_the_mark(open_base, 'models: [{"na¦me": x}]\n')["task"] == 'models: [{"task": x}]\n'
    assert at_the_mark(open_base, '"sev¦erity": x\n')["status"] == "status: x\n"
