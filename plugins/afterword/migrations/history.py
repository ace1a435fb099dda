"""Every change of shape that a review can have behind it, by the version from which it leads to the next.

Version 0 is no release. It is the shape in which reviews arrive that were kept elsewhere: front matter with the names
that widespread templates use, such as the example in appendix D of "Site Reliability Engineering" (O'Reilly, 2016).
Only what says the same under another name is in it. What would have to be guessed, such as the layer of a cause, is
left to the author, and the check asks for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from afterword.migrations.steps import Key, Move, Reword, Step

_ONSET = "A review tells onset and detection apart, and its own date is that of the onset."
_CLOCK = "The clocks are named after what they show; that it is a time is known from the value."
_MODELS = "Several models can fail together, and each says more of itself than its name."
_CAUSES = "Several causes are expected, each with the layer in which it lies."
_ACTION = "An action has one set of names, whichever tracker it came from."
_TYPES = "The types of the SRE book are the areas, as nouns; its fourth, `other`, is the author's to sort."
_OTHERS = "Numbers of tickets and tools are other names of the review, whose own id is its file's."

HISTORY: Final[Mapping[int, tuple[Step, ...]]] = {
    0: (
        Move("date", "onset", _ONSET),
        Move("start_time", "onset", _ONSET),
        Move("started_at", "onset", _ONSET),
        Move("detected_at", "detected", _CLOCK),
        Move("mitigated_at", "mitigated", _CLOCK),
        Move("resolved_at", "resolved", _CLOCK),
        Move("end_time", "resolved", _CLOCK),
        Move("detected_by", "detection.by", "Who noticed stands with how it was noticed and what was missed."),
        Move("model", "models.*.name", _MODELS),
        Key("models.*", "name", _MODELS),
        Move("root_cause", "root_causes.*.statement", _CAUSES),
        Key("root_causes.*", "statement", _CAUSES),
        Move("what_went_well", "worked_well", "What held is named in the past tense, for it did."),
        Move("incident_id", "aliases.*", _OTHERS),
        Move("ticket", "aliases.*", _OTHERS),
        Move("action_items", "actions", "The list is called what it holds."),
        Move("actions.*.description", "title", _ACTION),
        Move("actions.*.action", "title", _ACTION),
        Move("actions.*.type", "area", _ACTION),
        Move("actions.*.assignee", "owner", _ACTION),
        Move("actions.*.due_date", "due", _ACTION),
        Move("actions.*.bug", "tracker", _ACTION),
        Reword("actions.*.area", {"prevent": "prevention", "detect": "detection", "mitigate": "mitigation"}, _TYPES),
        Reword("actions.*.status", {"todo": "open", "doing": "in-progress", "complete": "done"}, _ACTION),
        Move("timeline.*.time", "at", "The moment of an entry is a moment as any other, not a time of day."),
        Move("timeline.*.description", "event", "What happened is told as an event."),
        Reword("status", {"wip": "draft", "review": "in-review", "final": "published"}, "A status is a stage."),
    ),
}
"""The steps from each version to the one after it, in the order in which they are carried out."""
