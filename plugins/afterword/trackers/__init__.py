"""Issue trackers: the state of tickets is read and copied to actions, never the other way round."""

from afterword.http import NoAnswer
from afterword.trackers.answers import Asked, ask_all
from afterword.trackers.kinds import KINDS
from afterword.trackers.new_tickets import new_tickets
from afterword.trackers.sync import Synced, sync, write
from afterword.trackers.ticket import Ticket
from afterword.trackers.ticket_location import headers_for, locate, own_variable

__all__ = [
    "KINDS",
    "Asked",
    "NoAnswer",
    "Synced",
    "Ticket",
    "ask_all",
    "headers_for",
    "locate",
    "new_tickets",
    "own_variable",
    "sync",
    "write",
]
