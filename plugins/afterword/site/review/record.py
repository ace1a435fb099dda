"""The record of a review: every field that needs more than a line, laid out for reading."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from typing import Any

from afterword.analysis.readiness import adoptions, same
from afterword.model import Review, parse_moment
from afterword.rendering import Markup
from afterword.rendering.html import definitions, joined, listed, plain
from afterword.rendering.links import Linker, outside
from afterword.schema import Field
from afterword.site import generic
from afterword.site.actions.rows import ActionRow, action_row
from afterword.site.context import Site
from afterword.site.readiness.rows import in_force
from afterword.site.review import items
from afterword.site.review.measures import DATA_QUALITY, DRIFT, KPIS, Measure, measures
from afterword.site.review.timeline import timeline

TOLD = {
    "impact": ("who", "counted"),
    "detection": ("by", "how", "missed_signals"),
    "review": ("statement",),
}
"""For each object, the fields that the template lays out itself; the others follow as definitions."""

ACTION = (
    *("id", "area", "outcome", "title", "owner", "due"),
    *("status", "tracker", "closed", "evidence", "review_by"),
)
"""The fields of an action that its row shows."""


def record(site: Site, to: Linker, review: Review) -> Mapping[str, Any]:
    """The sections of the record by the name of their field; sections without content are absent."""
    fields, data = site.fields.children, review.data
    makers: Mapping[str, Callable[[Any], Any]] = {
        "timeline": lambda _: timeline(site, review),
        "safeguards": lambda rows: items.safeguards(fields["safeguards"], rows),
        "root_causes": lambda _: items.causes(site, to, review),
        "diagnosis": lambda _: items.diagnosis(site, to, review),
        "models": lambda rows: [_model(site, to, review, row, at) for at, row in enumerate(rows, 1)],
        "five_whys": lambda steps: steps,
        "actions": lambda rows: _actions(site, to, review, rows),
        "sources": lambda rows: [_source(fields["sources"], row) for row in rows],
        "drift": lambda rows: measures(fields["drift"], rows, DRIFT, "drift"),
        "data_quality": lambda rows: measures(fields["data_quality"], rows, DATA_QUALITY, "data-quality"),
        "worked_well": lambda rows: generic.block(fields["worked_well"], rows),
    }
    made: dict[str, Any] = {name: make(data[name]) for name, make in makers.items() if name in data}
    # Their names are at the head of the page, and so is by whom it was detected.
    if not any(told or kpis for *_, told, kpis in made.get("models", ())):
        made.pop("models", None)
    if data.get("detection", {}).keys() - {"by"}:
        made["detection"] = True
    for name, told in TOLD.items():
        if name in data:
            made[f"{name}_more"] = definitions(generic.entries(fields[name], data[name], told))
    if "lessons" in data:
        made["lessons_more"] = items.lessons(fields["lessons"], data["lessons"])
    if "feeds" in data:
        made["feeds_more"] = _feeds(site, review)
    return {**made, "counted": data.get("impact", {}).get("counted", ())}


def _feeds(site: Site, review: Review) -> Markup:
    """The checks under their destinations, each with the day from which it has been in force where that is recorded."""
    field, adopted = site.fields.at("feeds"), adoptions((review,), site.as_of)

    def shown(check: str) -> Markup:
        return joined((check, *(in_force(found) for found in adopted.get(same(check), ()))), " ")

    lists = [
        (field.children[name].title if name in field.children else name, listed(map(shown, checks)))
        for name, checks in review.data["feeds"].items()
    ]
    return definitions(lists)


def _model(
    site: Site, to: Linker, review: Review, model: Mapping[str, Any], at: int
) -> tuple[str, str, Markup, tuple[Measure, ...]]:
    """The name of a model, its title, its fields, and its KPIs."""
    field, held = site.fields.at("models"), site.evidence.get(review.id)

    def cite(path: str) -> Markup:
        file, _, metric = path.partition("#")
        said = ", ".join(filter(None, (posixpath.basename(file), metric)))
        return to.to(to.page, said, anchor="numbers") if held and held.told else plain(said)

    told = definitions(generic.entries(field.item, model, ("name", "kpis")))
    name = str(model["name"])
    twice = "version" in model and sum(row["name"] == name for row in review.data["models"]) > 1
    title = f"{name}, version {model['version']}" if twice else name
    return name, title, told, measures(field.at("*", "kpis"), model.get("kpis", ()), KPIS, f"kpi-{at}", cite)


def _actions(site: Site, to: Linker, review: Review, rows: list[Mapping[str, Any]]) -> tuple[ActionRow, ...]:
    item = site.fields.at("actions", "*")
    return tuple(
        action_row(site, to, action, tuple(generic.entries(item, row, ACTION)))
        for action, row in zip(review.actions, rows, strict=True)
    )


def _source(field: Field, source: Mapping[str, Any]) -> tuple[Markup, str, tuple[generic.LabelledValue, ...]]:
    moment = parse_moment(source.get("published"))
    extra = tuple(generic.entries(field.item, source, ("title", "url", "published")))
    return outside(source["url"], source["title"]), moment.spoken() if moment else "", extra
