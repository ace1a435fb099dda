"""Snippets are those of the schema: with every choice taken as it stands, they write what it takes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from afterword.reading import read_raw
from afterword.scaffold.snippets import PREFIX, vscode
from afterword.schema import REVIEW, Contract
from afterword.settings.limits import Limits
from tests.knowledge import DRAFT, overlaid

CONTRACT = Contract(REVIEW)
SNIPPETS: dict[str, Any] = json.loads(vscode(CONTRACT))
BY_FIELD = {snippet["prefix"].removeprefix(PREFIX): snippet for snippet in SNIPPETS.values()}


def expanded(snippet: dict[str, Any], choice: int = 0) -> str:
    """A snippet with what its stops suggest, as an editor writes it when each of them is only passed."""

    def stop(match: re.Match[str]) -> str:
        inside = match[2]
        if match[1] == "|":
            words = re.split(r"(?<!\\),", inside.removesuffix("|"))
            inside = words[min(choice, len(words) - 1)]
        return re.sub(r"\\([$},|\\])", r"\1", inside)

    text = "\n".join(snippet["body"])
    return re.sub(r"\$\{\d+([:|])((?:\\.|[^\\}])*)\}", stop, text).replace("$0", "")


def violations(front_matter: str) -> list[Any]:
    document = read_raw(f"---\n{front_matter}\n---\n".encode(), "p.md", Limits()).document
    assert document is not None, front_matter
    return CONTRACT.violations(CONTRACT.data(document.root))


def test_there_is_a_snippet_for_each_field_and_one_for_a_draft() -> None:
    assert list(BY_FIELD) == ["draft", *CONTRACT.fields.children]
    assert len(SNIPPETS) == len(BY_FIELD)
    assert all(snippet["description"] for snippet in SNIPPETS.values())


@pytest.mark.parametrize("choice", [0, 1, 99])
def test_a_draft_that_is_only_passed_through_is_a_draft(choice: int) -> None:
    front_matter = expanded(BY_FIELD["draft"], choice).split("---")[1]
    assert [one for one in violations(front_matter.strip("\n")) if one.keyword != "required"] == []
    if choice == 0:
        assert violations(front_matter.strip("\n")) == []


def test_words_of_a_vocabulary_that_yaml_would_misread_are_quoted(tmp_path: Path) -> None:
    words = ["Letter: each", "#none", "one, or two"]
    kept = {"type": "string", "title": "Kept", "oneOf": [{"const": word, "title": word} for word in words]}
    schema = {"type": "object", "additionalProperties": False, "properties": {"kept": kept}}
    (tmp_path / "postmortem.schema.json").write_text(json.dumps(schema), "utf-8")
    made = json.loads(vscode(Contract(REVIEW, tmp_path)))["Afterword: Kept"]
    for choice, word in enumerate(words):
        document = read_raw(f"---\n{expanded(made, choice)}\n---\n".encode(), "p.md", Limits()).document
        assert document is not None
        assert Contract(REVIEW, tmp_path).data(document.root) == {"kept": word}


@pytest.mark.parametrize("name", CONTRACT.fields.children)
def test_a_field_that_is_only_passed_through_is_what_the_schema_takes(name: str) -> None:
    kind = "kind: near-miss\n" if name == "near_miss" else ""
    wrong = violations(overlaid(overlaid(DRAFT, kind), f"{expanded(BY_FIELD[name])}\n"))
    assert [(one.path, one.keyword, one.key) for one in wrong] == []
