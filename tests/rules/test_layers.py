"""The layer and the statement: what is clearly another layer's is found, and everything doubtful is left alone."""

from __future__ import annotations

import pytest

from afterword.corpus import load
from afterword.model import Review
from afterword.rules import FileContext
from afterword.rules.causes.layers import layer_contradicted, layers
from afterword.settings import load_settings
from tests.knowledge import DRAFT, EXAMPLE, Base, page
from tests.made import AS_OF, FIELDS, REPOSITORY


def told(base: Base, layer: str, statement: str) -> list[str]:
    """The layers that the rule names instead."""
    base.write(EXAMPLE, page(f'{DRAFT}root_causes: [{{layer: {layer}, statement: "{statement}"}}]\n'))
    problems = base.problems()
    assert [found.code for found in problems if found.code.startswith("AW1")] == []
    found = [problem for problem in problems if problem.code == "AW606"]
    assert [problem.pointer for problem in found] == ["/root_causes/0/layer"] * len(found)
    return [problem.message.rpartition(" ")[2] for problem in found]


@pytest.mark.parametrize(
    ("layer", "statement", "instead"),
    [
        ("data", "No alert fired in the first hour.", "monitoring"),
        ("data", "There was no drift report for this slice.", "monitoring"),
        ("feature-engineering", "Dashboards were green for two days.", "monitoring"),
        ("model", "The alarm went to nobody.", "monitoring"),
        ("infrastructure", "The hold-out was two years old.", "evaluation"),
        ("data", "Our benchmark is public and static.", "evaluation"),
        ("governance", "The load balancer sent everything to one zone.", "infrastructure"),
        ("monitoring", "The system prompt asks for rulings.", "model"),
        ("model", "The runbook names a cluster that is gone.", "process"),
        ("infrastructure", "Training data came from one country.", "data"),
        ("data", "A rollback took four hours.", "deployment"),
        ("data", "Ownership ended when two groups were merged.", "governance"),
        ("evaluation", "The feature store served last week to half of the callers.", "feature-engineering"),
    ],
)
def test_a_statement_of_another_layer_is_found(layer: str, statement: str, instead: str, base: Base) -> None:
    assert told(base, layer, statement) == [instead]


@pytest.mark.parametrize(
    ("layer", "statement"),
    [
        # Its own word stands beside the other one.
        ("data", "No alert watched the share of null values in the export."),
        ("process", "The alert was switched off by hand and nobody was told."),
        ("governance", "The alert had no owner."),
        ("infrastructure", "The alert service ran on the cluster that failed."),
        ("model", "The dashboard shows the threshold that the model was trained with."),
        ("data", "The evaluation sampled rows of the wrong partition."),
        ("monitoring", "The rollback was not visible to anybody."),
        ("evaluation", "Alerts were compared with nothing before the release."),
        # It speaks of two.
        ("data", "Monitoring and evaluation were each left to the other."),
        # What it speaks of is not at its head.
        ("deployment", "A change of the loader silenced the alert."),
        ("process", "Three groups each waited for an alert of the other two."),
        ("model", "A second try raised the count, and no alert stopped it."),
        # The words only describe another thing.
        ("data", "The alert pipeline drops what comes late."),
        ("infrastructure", "Monitoring data filled the volume."),
        ("process", "The benchmark team moved to another building."),
        # None of the words that are clear.
        ("data", "Nothing stood between the loader and the region."),
        ("governance", "The two views drifted apart over a year."),
        ("infrastructure", "It was slow."),
        ("monitoring", "Alerts fired on the hour and not on the event."),
        ("evaluation", "Benchmarks are public."),
        ("deployment", "The roll-out reached every region at once."),
    ],
)
def test_a_statement_that_may_be_of_its_layer_is_left_alone(layer: str, statement: str, base: Base) -> None:
    assert told(base, layer, statement) == []


def test_every_layer_of_the_schema_is_in_the_list() -> None:
    assert set(layers()) == set(FIELDS.at("root_causes", "*", "layer").terms)


def test_each_entry_says_what_a_statement_of_the_layer_says() -> None:
    assert [name for name, layer in layers().items() if not layer.about[0].islower() or layer.about.endswith(".")] == []


def test_no_layer_of_a_real_review_is_doubted() -> None:
    loaded = load(load_settings(REPOSITORY))
    files = [
        FileContext(entry, loaded.contracts[entry.kind], loaded.settings, AS_OF)
        for entry in loaded.entries
        if isinstance(entry.value, Review)
    ]
    assert sum(len(file.review.data.get("root_causes", ())) for file in files) >= 150
    assert [problem.message for file in files for problem in layer_contradicted(file)] == []
