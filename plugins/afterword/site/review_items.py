"""The lists of a review whose entries carry a word that classes them: causes, safeguards, answers, evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from afterword.facets import slug
from afterword.model import Review
from afterword.rendering import Markdown, plain
from afterword.rendering.links import Linker, outside
from afterword.schema import Field
from afterword.site import generic
from afterword.site.context import Site


@dataclass(frozen=True)
class Item:
    """One entry: the word that classes it, the text, a note, and what else it carries."""

    word: str
    css: str
    text: Markdown
    note: Markdown
    extra: tuple[generic.Entry, ...] = ()


def safeguards(field: Field, rows: list[Mapping[str, Any]]) -> tuple[Item, ...]:
    """What stood between the failure and harm, in the order of the review."""
    return tuple(
        Item(
            field.at("*", "outcome").label(row["outcome"]),
            slug(str(row["outcome"])),
            plain(row["name"]),
            plain(row.get("note", "")),
            tuple(generic.entries(field.item, row, ("name", "outcome", "note"))),
        )
        for row in rows
    )


def causes(site: Site, to: Linker, review: Review) -> tuple[tuple[Markdown, Item], ...]:
    """The root causes, each with a link to its layer."""
    field = site.fields.at("root_causes")
    groups = {group.value: group for group in site.groups_of(review, "layers")}
    found = []
    for row in review.data["root_causes"]:
        layer, certainty = str(row["layer"]), str(row.get("certainty", ""))
        label = field.at("*", "layer").label(layer)
        link = to.to(site.group_page("layers", groups[layer]), label, "aw-chip aw-chip-layers")
        word = field.at("*", "certainty").label(certainty) if certainty else ""
        extra = tuple(generic.entries(field.item, row, ("layer", "statement", "certainty")))
        css = slug(certainty) if certainty else ""
        found.append((link, Item(word, css, plain(row["statement"]), Markdown(), extra)))
    return tuple(found)


def diagnosis(field: Field, data: Mapping[str, Any]) -> Mapping[str, Any]:
    """The questions with their answers, those that nobody answered, and the evidence."""
    questions = {name: child for name, child in field.children.items() if "answer" in child.children}
    answered = [(child, _answer(child, data[name])) for name, child in questions.items() if name in data]
    evidence = field.at("evidence")
    return {
        "answered": answered,
        "open": [child.title for name, child in questions.items() if name not in data],
        "evidence_title": evidence.title,
        "evidence": [_evidence(evidence, row) for row in data.get("evidence", ())],
        "more": generic.definitions(generic.entries(field, data, (*questions, "evidence"))),
    }


def _answer(field: Field, row: Mapping[str, Any]) -> Item:
    return Item(
        field.at("answer").label(row["answer"]),
        slug(str(row["answer"])),
        plain(field.title),
        plain(row.get("note", "")),
        tuple(generic.entries(field, row, ("answer", "note"))),
    )


def _evidence(field: Field, row: Mapping[str, Any]) -> Item:
    what = plain(row["what"])
    if link := row.get("link"):
        what = outside(link, row["what"])
    elif (file := str(row.get("file", ""))) and ".." not in file:
        what = Markdown(f"[{what}]({file})")
    extra = tuple(generic.entries(field.item, row, ("kind", "what", "link", "file")))
    return Item(field.at("*", "kind").label(row["kind"]), slug(row["kind"]), what, Markdown(), extra)
