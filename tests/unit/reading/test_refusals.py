"""What YAML offers beyond plain data is refused where it stands, and nothing is ever built from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.reading import Mapping, Scalar
from tests.unit.reading.reader import document, messages, read, told


@pytest.mark.parametrize(
    ("line", "column", "message"),
    [
        ("a: &x text", 4, "The anchor `&x` is not allowed here"),
        ("a: *x", 4, "The alias `*x` is not allowed here"),
        ("a: !!python/name:os.system x", 4, "The tag `tag:yaml.org,2002:python/name:os.system` is not allowed here"),
        ("a: !ENV HOME", 4, "The tag `!ENV` is not allowed here"),
        ("a: !include secrets.yml", 4, "The tag `!include` is not allowed here"),
        ("a: !<tag:example.org,2000:x> x", 4, "The tag `tag:example.org,2000:x` is not allowed here"),
        ("a: !!timestamp 2025-01-01", 4, "The tag `tag:yaml.org,2002:timestamp` is not allowed here"),
        ("<<: {a: b}", 1, "The merge key `<<` is not allowed here"),
        ("a: {<<: {b: c}}", 5, "The merge key `<<` is not allowed here"),
    ],
)
def test_a_feature_is_refused_at_its_place(line: str, column: int, message: str, tmp_path: Path) -> None:
    reading = read(tmp_path, f"---\ntitle: x\n{line}\n---\n")
    assert told(reading) == [("yaml-feature", 3, column)]
    assert messages(reading) == [message]


@pytest.mark.parametrize("value", ["&Customers", "!Customers", "*All"])
def test_a_text_that_looks_like_a_feature_is_told_to_be_quoted(value: str, tmp_path: Path) -> None:
    assert "quote the value" in read(tmp_path, f"---\na: {value}\n---\n").findings[0][1].help


def test_signs_that_are_only_text_are_text(tmp_path: Path) -> None:
    made = document(tmp_path, '---\na: R&D\nb: 2 * 3\nc: "&x"\nd: \'*x\'\ne: wait!\nf: "<<"\n---\n')
    assert [entry.value.text for entry in made.root.entries.values() if isinstance(entry.value, Scalar)] == [
        "R&D",
        "2 * 3",
        "&x",
        "*x",
        "wait!",
        "<<",
    ]


def test_every_refusal_of_a_file_is_told_in_one_run(tmp_path: Path) -> None:
    reading = read(tmp_path, "---\na: &x !t [*y]\nB: 1\na: 2\nc: !u {d: 1, d: 2}\n---\n")
    assert [rule for rule, _, _ in told(reading)] == [
        "yaml-feature",
        "yaml-feature",
        "yaml-feature",
        "malformed-key",
        "duplicate-key",
        "yaml-feature",
        "duplicate-key",
    ]


def test_what_came_before_a_syntax_error_is_told_with_it(tmp_path: Path) -> None:
    reading = read(tmp_path, "---\na: 1\na: 2\nb: [x\n---\n")
    assert told(reading) == [("duplicate-key", 3, 1), ("yaml-syntax", 4, 4)]


def test_a_duplicate_names_both_lines(tmp_path: Path) -> None:
    reading = read(tmp_path, "---\nmodels:\n  - name: a\n    task: x\n    name: b\n---\n")
    assert messages(reading) == ["`name` is set twice, on line 3 and on line 5"]


def test_a_duplicate_on_one_line_names_both_columns(tmp_path: Path) -> None:
    reading = read(tmp_path, "---\nimpact: {who: a, who: b}\n---\n")
    assert messages(reading) == ["`who` is set twice, on line 2, in column 10 and in column 18"]


def test_of_two_values_under_one_name_in_two_groups_both_are_kept(tmp_path: Path) -> None:
    made = document(tmp_path, "---\na: {x: 1}\nb: {x: 2}\n---\n")
    assert [list(entry.value.entries) for entry in made.root.entries.values() if isinstance(entry.value, Mapping)] == [
        ["x"],
        ["x"],
    ]


@pytest.mark.parametrize(
    ("text", "line", "column", "hint"),
    [
        ("title: Outage: the cache", 2, 14, "Quote the value"),
        ("a: 1\nseverity sev3\nb: 2", 3, 1, "has no colon"),
        ('title: "open\nsummary: x', 2, 8, "not closed"),
        ("a: 1\nmodels: [x,\nb: 2", 3, 9, "not closed"),
        ("models: [", 3, 1, "not closed"),
        ("models:\n\t- x", 3, 1, "tab"),
        ("models:\n  - a: 1\n   b: 2", 4, 4, "indentation"),
        ("a: 1\n b: 2", 3, 3, "Quote the value"),
        ('a: "C:\\models"', 2, 7, "single quotes"),
        ("a: @team", 2, 4, "Quote the value"),
        ("a: `code`", 2, 4, "Quote the value"),
        ("a: **Customers** who", 2, 4, "it begins with `*`"),
        ("a:\n  - *All* of it", 3, 5, "it begins with `*`"),
        ("a: & customers", 2, 4, "it begins with `&`"),
        ("a: >3,000 customers", 2, 4, "it begins with `>`"),
        ("a: |3,000| customers", 2, 4, "it begins with `|`"),
        ("a: - customers", 2, 4, "it begins with `-`"),
        ("a: ? unknown", 2, 4, "it begins with `?`"),
        ("a:\n  * The table took over.\n  * It held.", 3, 3, "Begin each item of a list with `- `"),
        ("a: b\n\t\nc: d", 3, 1, "Delete the tab"),
        ("a: b\n...\nc: d", 4, 1, "Delete the line `...` above"),
        ('a: "Early birds" and others', 2, 18, 'in single quotes: text follows the closing `"`'),
        ("a: 'Early birds' and others", 2, 18, "in double quotes: text follows the closing `'`"),
        ('a: "Bob\'s" cache', 2, 12, "in single quotes, with each `'` doubled: text follows"),
        ("a: 'The \"cache\"' of Bob", 2, 18, "in single quotes, with each `'` doubled: text follows"),
        ('a: [Redacted] the "cache"', 2, 15, "in single quotes: text follows the closing `]`"),
        ("a: [Redacted] of C:\\new", 2, 15, "in single quotes: text follows the closing `]`"),
        ("a: [Redacted] customers", 2, 15, "in double quotes: text follows the closing `]`"),
        ("a:\n  - [Redacted] customers", 3, 16, "in double quotes: text follows the closing `]`"),
        ("a: asked in #eta after\n  forty calls", 3, 3, "Quote the value above it"),
        ("a:\n  - asked in #eta after\n    forty calls", 4, 5, "Quote the value above it"),
    ],
)
def test_a_syntax_error_is_told_on_its_line_with_a_hint(
    text: str, line: int, column: int, hint: str, tmp_path: Path
) -> None:
    reading = read(tmp_path, f"---\n{text}\n---\n")
    assert told(reading) == [("yaml-syntax", line, column)]
    assert hint in reading.findings[0][1].help
