"""The ids in feeds and calendar, made of the id of the knowledge base (RFC 4287, 4.2.6).

None of them holds an address, so that all stay the same when the site moves.
"""

from __future__ import annotations

from uuid import uuid5

from afterword.settings import Settings
from afterword.settings.identity import id_of


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
