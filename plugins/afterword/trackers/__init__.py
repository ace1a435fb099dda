"""Issue trackers: the state of tickets is read and copied to actions, never the other way round."""

from afterword.http import NoAnswer
from afterword.trackers.access import Access, access_for, own_variable
from afterword.trackers.answers import Asked, Skipped, ask_all
from afterword.trackers.kinds import KINDS
from afterword.trackers.new_tickets import new_tickets
from afterword.trackers.sync import Synced, sync, write
from afterword.trackers.ticket import Ticket, UnknownReason
from afterword.trackers.ticket_location import locate

__all__ = [
    "KINDS",
    "Access",
    "Asked",
    "NoAnswer",
    "Skipped",
    "Synced",
    "Ticket",
    "UnknownReason",
    "access_for",
    "ask_all",
    "locate",
    "new_tickets",
    "own_variable",
    "sync",
    "write",
]
