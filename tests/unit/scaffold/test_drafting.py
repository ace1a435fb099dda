"""A draft is well-formed from its first line, and so is everything that it offers as a comment."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.model.unwritten import HEADINGS
from afterword.reading.source import HIDDEN
from afterword.scaffold import STATEMENT, draft, file_name, put
from afterword.schema import REVIEW, Contract
from tests.knowledge import DRAFT, EXAMPLE, Base, overlaid, page
from tests.unit.reading.reader import document

CONTRACT = Contract(REVIEW)
FIELDS = CONTRACT.fields
SIX = {
    "title": "The cache was empty",
    "status": "draft",
    "kind": "near-miss",
    "severity": "sev3",
    "summary": "The cache was empty for an hour.",
    "onset": "2025-01-01",
}
visible = st.text(
    st.characters(exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")), min_size=1, max_size=300
).filter(lambda text: not re.search(HIDDEN, text))


def uncommented(text: str) -> str:
    """The draft with every field that it offers taken up."""
    names = "|".join(FIELDS.children)
    return re.sub(rf"^# (?=(?:{names}):|  )", "", text, flags=re.MULTILINE)


def test_a_draft_passes_as_it_is_written(base: Base) -> None:
    base.write(EXAMPLE, draft(CONTRACT, SIX))
    assert base.problems() == ()


def test_a_draft_passes_with_everything_taken_up_that_it_offers(base: Base) -> None:
    text = uncommented(draft(CONTRACT, {**SIX, "onset": "2025-01-01T10:00Z"}))
    for other in set(re.findall(r"id: (\d{4}-[a-z0-9-]+)", text)):
        base.write(f"postmortems/{other}.md", page(overlaid(DRAFT, "onset: unknown\n")))
    made = base.write(EXAMPLE, text)
    assert base.problems() == ()
    assert set(document(made.parent, text).root.entries) == set(FIELDS.children)


def test_a_draft_offers_every_field_once_with_its_vocabulary() -> None:
    text = draft(CONTRACT, SIX)
    assert [name for name in FIELDS.children if len(re.findall(rf"^(?:# )?{name}:", text, re.MULTILINE)) != 1] == []
    flat = " ".join(text.replace("\n#", "\n").split())
    assert "One of sev1" not in flat  # it is given
    assert "Where the information comes from. One of own, public-report or illustrative." in flat
    assert STATEMENT in flat
    assert [heading for heading in HEADINGS if f"\n## {heading}\n" not in text] == []


@given(visible, visible)
@settings(max_examples=100)
def test_whatever_is_typed_comes_back_as_it_was_typed(tmp_path: Path, title: str, summary: str) -> None:
    values = {**SIX, "title": title, "summary": summary, "models": [{"name": title}]}
    data = CONTRACT.data(document(tmp_path, draft(CONTRACT, values)).root)
    assert data == values


@pytest.mark.parametrize(
    "text",
    ["", "null", "~", "no", "12:30", "1.10", "- x", "# x", "x: y", "'", '"', "---", "&a", "*a", "!t", "%", "@x", " x "],
)
def test_words_that_mean_something_to_yaml_come_back_as_text(text: str, tmp_path: Path) -> None:
    data = CONTRACT.data(document(tmp_path, draft(CONTRACT, {**SIX, "title": text})).root)
    assert data["title"] == text


@pytest.mark.parametrize(
    ("values", "name"),
    [
        (SIX, "2025-01-01-the-cache-was-empty.md"),
        ({**SIX, "onset": "2025-11-18T11:20:00Z"}, "2025-11-18-the-cache-was-empty.md"),
        ({**SIX, "onset": "2025"}, "2025-the-cache-was-empty.md"),
        ({**SIX, "title": "word " * 30}, "2025-01-01-word-word-word-word-word-word-word-word-word-word.md"),
        ({**SIX, "title": "x" * 200}, f"2025-01-01-{'x' * 49}.md"),
        ({**SIX, "title": "../../etc/passwd"}, "2025-01-01-etc-passwd.md"),
        ({**SIX, "title": "Größe <b>&"}, "2025-01-01-grosse-b.md"),
    ],
)
def test_a_file_is_named_after_its_onset_and_title(values: dict[str, str], name: str) -> None:
    assert file_name(values) == name


@pytest.mark.parametrize(
    ("path", "value", "data"),
    [
        ("severity", "sev1", {"severity": "sev1"}),
        ("detection.by", "customer", {"detection": {"by": "customer"}}),
        ("models.0.name", "A", {"models": [{"name": "A"}]}),
        ("models[0].name", "A", {"models": [{"name": "A"}]}),
        ("aliases", "INC-1, INC-2", {"aliases": ["INC-1", "INC-2"]}),
        ("aliases.0", "INC-1", {"aliases": ["INC-1"]}),
        ("models.0.slices", "a,b", {"models": [{"slices": ["a", "b"]}]}),
    ],
)
def test_a_value_is_put_at_its_path(path: str, value: str, data: dict[str, Any]) -> None:
    made: dict[str, Any] = {}
    put(made, path, value, FIELDS)
    assert made == data


def test_values_are_put_beside_each_other() -> None:
    made: dict[str, Any] = {}
    for path, value in [("models.0.name", "A"), ("models.1.name", "B"), ("models.0.task", "ranking")]:
        put(made, path, value, FIELDS)
    assert made == {"models": [{"name": "A", "task": "ranking"}, {"name": "B"}]}


@pytest.mark.parametrize(
    ("path", "step"),
    [
        ("nothing", "nothing"),
        ("models.0.nme", "nme"),
        ("models.name", "name"),
        ("title.0", "0"),
        ("models.7.name", "7"),
        ("", ""),
    ],
)
def test_a_path_that_the_schema_does_not_know_is_told(path: str, step: str) -> None:
    with pytest.raises(KeyError) as caught:
        put({}, path, "x", FIELDS)
    assert caught.value.args == (step,)


def test_a_field_below_what_was_given_as_text_is_told() -> None:
    made: dict[str, Any] = {}
    put(made, "detection", "x", FIELDS)
    with pytest.raises(KeyError, match="by"):
        put(made, "detection.by", "customer", FIELDS)
