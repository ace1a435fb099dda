"""Failures by layer, as a picture: the layers of a system, each filled by its share of the reviews."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from afterword.corpus.facets import Group
from afterword.rendering.links import Linker
from afterword.site.context import Site
from afterword.site.lists.bars import Bar, bars


class LayerRow(NamedTuple):
    """The layers of one dimension, from left to right; it has no name where its only layer has the same."""

    dimension: str
    bars: tuple[Bar, ...]


def layer_chart(site: Site, to: Linker, groups: Sequence[Group], total: int) -> tuple[LayerRow, ...]:
    """The dimensions from top to bottom, in the order of the schema; ``total`` is of how many reviews."""
    found = [list(layers) for _, layers in groupby(groups, key=lambda group: group.dimension)]
    return tuple(
        LayerRow(
            next((layer.wider for layer in layers if layer.wider), ""), tuple(bars(site, to, "layers", layers, total))
        )
        for layers in found
    )
