"""What a draft says where its author has not written anything yet."""

from __future__ import annotations

from typing import Final

UNWRITTEN: Final = "To be written"
"""How a field begins that has to be filled in."""

WHAT_HAPPENED: Final = "What happened"

HEADINGS: Final = {
    WHAT_HAPPENED: "Describe it for someone on another team: the situation, what went wrong, the outcome.",
    "Why it could happen": "What in the system and the process made it possible, and why nothing stopped it.",
    "What is not known": "What you looked for and did not find. Unknown is better than a guess.",
    "What it teaches": "What the next owner of this model, or of another one, should learn from it.",
}
"""The headings of a narrative, each with a hint on what to write below it."""
