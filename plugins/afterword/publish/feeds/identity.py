"""What tells the feeds and the calendar of one knowledge base from those of every other: ids made of its own id.

None of them holds an address, so that all stay the same when the site moves (RFC 4287, 4.2.6).
"""

from __future__ import annotations

from typing import Final
from uuid import UUID, uuid5

from afterword.settings import Settings

_BY_TITLE: Final = UUID("b2d1a4f0-5c0e-4c34-9a57-6f1c7d3f0e21")
"""Below it lie the ids of knowledge bases whose settings have none: they are made of the title."""


def id_of(settings: Settings) -> UUID:
    """The id of a knowledge base, or the one that its title stands for."""
    return UUID(settings.id) if settings.id else uuid5(_BY_TITLE, settings.title)


def feed_id(settings: Settings, name: str) -> str:
    """The id of a feed, as an IRI: ``urn:uuid:…``."""
    return uuid5(id_of(settings), f"feed:{name}").urn


def entry_id(settings: Settings, review_id: str) -> str:
    """The id of a review in every feed. Without an id in the settings it is that of earlier versions, so as to stay."""
    if settings.id:
        return uuid5(id_of(settings), f"review:{review_id}").urn
    return f"urn:afterword:review:{review_id}"


def event_id(settings: Settings, name: str) -> str:
    """The id of an event of the calendar; the same holds for it."""
    return f"{name}@{id_of(settings) if settings.id else 'afterword'}"


def advice(settings: Settings) -> str:
    """What to say of settings without an id; empty if they have one."""
    if settings.id:
        return ""
    return (
        "The settings have no `id`, so the ids of the feeds are made of the title, and those of reviews and events are "
        f'the same in other knowledge bases. Add `id = "{id_of(settings)}"` under [tool.afterword] in pyproject.toml; '
        "readers of the feeds will see the newest reviews once more."
    )
