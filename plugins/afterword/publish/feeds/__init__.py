"""What subscribers get: new reviews as Atom feeds, and the dates of unfinished actions as a calendar."""

from afterword.publish.feeds.atom import FEED, NEWEST, atom_pages
from afterword.publish.feeds.calendar import CALENDAR, calendar_page

__all__ = ["CALENDAR", "FEED", "NEWEST", "atom_pages", "calendar_page"]
