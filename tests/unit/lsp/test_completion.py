"""What is offered is what the schema takes, and written so that it reads back as it was meant."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.corpus.known_names import Known
from afterword.lsp.completion import Completion, completions
from afterword.lsp.cursor import Cursor
from afterword.lsp.hover import hover_text
from afterword.reading import Mapping, Scalar, Sequence, read_raw
from afterword.reading.rewriting import as_scalar
from afterword.settings.limits import Limits
from tests.made import FIELDS


def nobody(_: str) -> tuple[Known, ...]:
    return ()


def offered(*path: str, **more: bool) -> dict[str, Completion]:
    return {one.label: one for one in completions(FIELDS, Cursor(path, "", 0, 0, **more), nobody)}  # type: ignore[arg-type]


def test_keys_come_with_what_begins_their_value() -> None:
    keys = offered()
    assert list(keys) == list(FIELDS.children)
    assert [keys[name].written for name in ("title", "detection", "classes", "models")] == [
        "title: ",
        "detection:\n  ",
        "classes:\n  - ",
        "models:\n  - ",
    ]
    assert offered(bracketed=True)["detection"].written == "detection: "
    assert offered(key=True)["detection"].written == "detection"
    assert (keys["title"].detail, keys["classes"].detail) == ("required", "")


def test_words_of_a_vocabulary_come_with_their_prose() -> None:
    terms = offered("status", inline=True)
    assert list(terms) == list(FIELDS.at("status").terms)
    assert terms["draft"].about == FIELDS.at("status").terms["draft"].description
    assert offered("classes", inline=True)["abuse"].written == "[abuse]"
    assert offered("classes", "*")["abuse"].written == "abuse"


def test_a_clock_may_be_unknown_and_a_truth_is_one_of_two() -> None:
    assert list(offered("onset", inline=True)) == ["unknown"]
    truth = replace(FIELDS.at("title"), kind="boolean")
    root = replace(FIELDS, children={"title": truth})
    assert [one.label for one in completions(root, Cursor(("title",), "", 0, 0, inline=True), nobody)] == [
        "true",
        "false",
    ]


def test_words_of_a_vocabulary_that_yaml_would_misread_are_quoted() -> None:
    (term, *_) = FIELDS.at("status").vocabulary
    words = ("Letter: each", "#none")
    named = replace(FIELDS.at("status"), vocabulary=tuple(term._replace(value=word) for word in words))
    root = replace(FIELDS, children={"status": named})
    made = completions(root, Cursor(("status",), "", 0, 0, inline=True), nobody)
    assert [one.written for one in made] == ["'Letter: each'", "'#none'"]


def test_nothing_is_offered_where_nothing_can_stand() -> None:
    assert offered("detection", inline=True) == {}
    assert offered("nothing", inline=True) == {}
    assert offered("title", "deeper", inline=True) == {}


def test_names_come_from_the_base_by_what_the_schema_says_they_name() -> None:
    asked: list[str] = []

    def names(kind: str) -> tuple[Known, ...]:
        asked.append(kind)
        return (Known("Search: ranker", "A title", "A summary"),)

    for path in (("models", "*", "name"), ("actions", "*", "owner"), ("related", "*", "id"), ("patterns", "*")):
        (completion,) = completions(FIELDS, Cursor(path, "", 0, 0), names)
        assert (completion.written, completion.detail, completion.trusted) == ("'Search: ranker'", "A title", False)
    assert asked == ["model", "team", "review", "pattern"]


def test_a_word_that_nobody_knows_is_not_explained() -> None:
    assert hover_text(FIELDS, Cursor(("status",), "drfat", 0, 5), nobody) is None
    assert hover_text(FIELDS, Cursor((), "weather", 0, 7, key=True), nobody) is None
    assert hover_text(FIELDS, Cursor(("related", "*", "id"), "2024-01-01-x", 0, 12), nobody) is None
    described = hover_text(FIELDS, Cursor(("models", "*"), "serving", 0, 7, key=True), nobody)
    assert described is not None
    assert described.text.startswith("**")
    assert "- `online`: " in described.text


@given(
    st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=0x2FF, exclude_characters="\x7f\xad"), min_size=1)
)
@settings(max_examples=300)
def test_a_text_is_written_so_that_it_reads_back(text: str) -> None:
    text = "".join(char for char in text if not 0x80 <= ord(char) < 0xA0)
    raw = f"---\nblock: {as_scalar(text)}\nlist: [{as_scalar(text)}, x]\n---\n".encode()
    document = read_raw(raw, "p.md", Limits()).document
    assert document is not None
    block, flow = (document.root.entries[name].value for name in ("block", "list"))
    assert isinstance(document.root, Mapping)
    assert isinstance(block, Scalar)
    assert isinstance(flow, Sequence)
    assert isinstance(flow.items[0], Scalar)
    assert block.text == flow.items[0].text == text
