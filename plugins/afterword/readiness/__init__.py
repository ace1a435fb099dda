"""What the organisation's own past asks of a model before it ships: a checklist, and a gate."""

from afterword.readiness.checklist import Check, Checklist, Precedent, Tie, checklist
from afterword.readiness.destinations import Adoption, Lesson, adoptions, lessons, same
from afterword.readiness.gate import Gate, Held, gate
from afterword.readiness.past import Past, unknown_model

__all__ = [
    "Adoption",
    "Check",
    "Checklist",
    "Gate",
    "Held",
    "Lesson",
    "Past",
    "Precedent",
    "Tie",
    "adoptions",
    "checklist",
    "gate",
    "lessons",
    "same",
    "unknown_model",
]
