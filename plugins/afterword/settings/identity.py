"""What tells one knowledge base from every other: the ``id`` in its settings, or what stands for it."""

from __future__ import annotations

from typing import Final
from uuid import UUID, uuid5

from afterword.settings.values import Settings

_BY_TITLE: Final = UUID("b2d1a4f0-5c0e-4c34-9a57-6f1c7d3f0e21")
"""The namespace of the ids that are made of a title, for knowledge bases whose settings have none."""


def id_of(settings: Settings) -> UUID:
    """The id of a knowledge base, or the one that its title stands for."""
    return UUID(settings.id) if settings.id else uuid5(_BY_TITLE, settings.title)


def advice(settings: Settings) -> str:
    """What to say of settings without an id; empty if they have one."""
    if settings.id:
        return ""
    return (
        "The settings have no `id`, so the ids of the feeds are made of the title, and those of reviews and events are "
        f'the same in other knowledge bases. Add `id = "{id_of(settings)}"` under [tool.afterword] in pyproject.toml; '
        "readers of the feeds will see the newest reviews once more."
    )
