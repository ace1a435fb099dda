"""The lists of a review whose entries have a category: causes, safeguards, answers, evidence."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any, Final, NamedTuple

from afterword.corpus.places import file_beside
from afterword.model import Review
from afterword.rendering import Markup, element, plain
from afterword.rendering.html import definitions, joined, listed
from afterword.rendering.links import Linker, outside
from afterword.rendering.words import opened
from afterword.schema import Field
from afterword.site import generic
from afterword.site.context import Site
from afterword.text.slug import slug


class Item(NamedTuple):
    """One entry: its category, the text, a note, and its other fields."""

    word: str
    css: str
    text: Markup
    note: Markup
    extra: tuple[generic.LabelledValue, ...] = ()


HELD: Final = "held"
REFUTED: Final = "failed_assumptions"
"""The lessons that were believed and were not so: read as a fact, one would be believed again."""


def safeguards(field: Field, rows: list[Mapping[str, Any]]) -> tuple[tuple[str, tuple[Item, ...]], ...]:
    """What stood between the failure and harm: what held beside what did not, each in the order of the review."""
    sides = {
        "What held": [row for row in rows if row["outcome"] == HELD],
        "What did not hold": [row for row in rows if row["outcome"] != HELD],
    }
    return tuple((title, _guards(field, found)) for title, found in sides.items())


def _guards(field: Field, rows: list[Mapping[str, Any]]) -> tuple[Item, ...]:
    return tuple(
        Item(
            field.at("*", "outcome").label(row["outcome"]),
            slug(str(row["outcome"])),
            plain(opened(row["name"])),
            plain(row.get("note", "")),
            tuple(generic.entries(field.item, row, ("name", "outcome", "note"))),
        )
        for row in rows
    )


def lessons(field: Field, data: Mapping[str, Any]) -> Markup:
    """The lessons by their kinds; a belief that failed comes first, and never as a bare fact."""
    rest = generic.entries(field, data, (REFUTED,))
    if not data.get(REFUTED):
        return definitions(rest)
    refuted = listed(element("em", joined(("Assumed:", text), " "), "aw-refuted") for text in data[REFUTED])
    return definitions([(field.at(REFUTED).title, refuted), *rest])


def causes(site: Site, to: Linker, review: Review) -> tuple[tuple[Markup, str, tuple[Item, ...]], ...]:
    """The root causes under a link to their layer, with its dimension, in the order in which the review names them."""
    field = site.fields.at("root_causes")
    groups = {group.value: group for group in site.groups_of(review, "layers")}
    order = {layer: at for at, layer in enumerate(review.layers)}
    rows = sorted(review.data["root_causes"], key=lambda row: order[row["layer"]])
    found = []
    for layer, inside in groupby(rows, key=lambda row: str(row["layer"])):
        group = groups[layer]
        link = to.to(site.group_page("layers", group), field.at("*", "layer").label(layer), "aw-chip aw-chip-layers")
        found.append((link, group.wider, tuple(_cause(field, row) for row in inside)))
    return tuple(found)


def _cause(field: Field, row: Mapping[str, Any]) -> Item:
    certainty = str(row.get("certainty", ""))
    return Item(
        field.at("*", "certainty").label(certainty) if certainty else "",
        slug(certainty) if certainty else "",
        plain(row["statement"]),
        Markup(),
        tuple(generic.entries(field.item, row, ("layer", "statement", "certainty"))),
    )


def diagnosis(site: Site, to: Linker, review: Review) -> Mapping[str, Any]:
    """The questions with their answers, those without an answer, and the evidence."""
    field, data = site.fields.children["diagnosis"], review.data["diagnosis"]
    questions = {name: child for name, child in field.children.items() if "answer" in child.children}
    answered = [(child, _answer(child, data[name])) for name, child in questions.items() if name in data]
    evidence = field.at("evidence")
    return {
        "answered": answered,
        "open": [child.title for name, child in questions.items() if name not in data],
        "evidence_title": evidence.title,
        "evidence": [_evidence(site, to, review, evidence, row) for row in data.get("evidence", ())],
        "more": definitions(generic.entries(field, data, (*questions, "evidence"))),
    }


def _answer(field: Field, row: Mapping[str, Any]) -> Item:
    return Item(
        field.at("answer").label(row["answer"]),
        slug(str(row["answer"])),
        plain(field.title),
        plain(row.get("note", "")),
        tuple(generic.entries(field, row, ("answer", "note"))),
    )


def _evidence(site: Site, to: Linker, review: Review, field: Field, row: Mapping[str, Any]) -> Item:
    what = plain(row["what"])
    if link := row.get("link"):
        what = outside(link, row["what"])
    elif "file" in row and (place := file_beside(review.path, str(row["file"]), site.settings)):
        what = to.to(place, what)
    extra = tuple(generic.entries(field.item, row, ("kind", "what", "link", "file")))
    return Item(field.at("*", "kind").label(row["kind"]), slug(row["kind"]), what, Markup(), extra)
