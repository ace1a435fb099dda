"""Issue trackers: the state of tickets is read and copied to actions, never the other way round."""

from afterword.trackers.answers import Asked, ask_all
from afterword.trackers.sync import Synced, sync, write
from afterword.trackers.ticket import NoAnswer, Ticket
from afterword.trackers.ticket_location import KINDS, headers_for, locate, own_variable
from afterword.trackers.tickets import NEW_TICKETS

__all__ = [
    "KINDS",
    "NEW_TICKETS",
    "Asked",
    "NoAnswer",
    "Synced",
    "Ticket",
    "ask_all",
    "headers_for",
    "locate",
    "own_variable",
    "sync",
    "write",
]
