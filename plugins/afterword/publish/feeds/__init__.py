"""What subscribers get: new reviews as Atom feeds, and the dates of unfinished actions as a calendar."""

from afterword.publish.feeds.atom import NEWEST, NEWEST_OF_PART, atom_pages
from afterword.publish.feeds.calendar import calendar_page

__all__ = ["NEWEST", "NEWEST_OF_PART", "atom_pages", "calendar_page"]
