"""What the organisation's own past asks of a model before it ships: a checklist, and a gate."""

from afterword.analysis.readiness.checklist import Check, Checklist, checklist
from afterword.analysis.readiness.close import Close, closest
from afterword.analysis.readiness.destinations import Adoption, Lesson, adoptions, lessons, same
from afterword.analysis.readiness.every import DestinationCheck, ModelReadiness, every_check, every_model
from afterword.analysis.readiness.gate import Gate, Held, gate
from afterword.analysis.readiness.past import Past, unknown_model
from afterword.analysis.readiness.precedents import Precedent, Relevance
from afterword.analysis.readiness.verdict import Verdict, verdict

__all__ = [
    "Adoption",
    "Check",
    "Checklist",
    "Close",
    "DestinationCheck",
    "Gate",
    "Held",
    "Lesson",
    "ModelReadiness",
    "Past",
    "Precedent",
    "Relevance",
    "Verdict",
    "adoptions",
    "checklist",
    "closest",
    "every_check",
    "every_model",
    "gate",
    "lessons",
    "same",
    "unknown_model",
    "verdict",
]
