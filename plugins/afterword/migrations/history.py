"""Every change of the schema, by the version that it starts from.

Version 0 is not a release. It stands for reviews from elsewhere: front matter with the field names of common templates,
such as the example in appendix D of "Site Reliability Engineering" (O'Reilly, 2016). Its steps only rename and move
values. What would have to be guessed, such as the layer of a cause, is left to the author; the check asks for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from afterword.migrations.steps import Key, Move, Reword, Step

_ONSET = "A review has separate times for onset and detection; its date is the onset."
_CLOCK = "Times are named after what happened then, without a suffix."
_MODELS = "Several models can fail together, and each has more fields than its name."
_CAUSES = "A review can have several causes, each with its layer."
_ACTION = "Actions use the same names, whichever tracker they came from."
_TYPES = "The action types of the SRE book are areas here; for `other`, choose an area."
_OTHERS = "Ticket numbers are aliases of a review; its id is the name of its file."

HISTORY: Final[Mapping[int, tuple[Step, ...]]] = {
    0: (
        Move("date", "onset", _ONSET),
        Move("start_time", "onset", _ONSET),
        Move("started_at", "onset", _ONSET),
        Move("detected_at", "detected", _CLOCK),
        Move("mitigated_at", "mitigated", _CLOCK),
        Move("resolved_at", "resolved", _CLOCK),
        Move("end_time", "resolved", _CLOCK),
        Move("detected_by", "detection.by", "Who noticed belongs with how it was noticed and what was missed."),
        Move("model", "models.*.name", _MODELS),
        Key("models.*", "name", _MODELS),
        Move("root_cause", "root_causes.*.statement", _CAUSES),
        Key("root_causes.*", "statement", _CAUSES),
        Move("what_went_well", "worked_well", "What worked is named in the past tense."),
        Move("incident_id", "aliases.*", _OTHERS),
        Move("ticket", "aliases.*", _OTHERS),
        Move("action_items", "actions", "The list is named after what it contains."),
        Move("actions.*.description", "title", _ACTION),
        Move("actions.*.action", "title", _ACTION),
        Move("actions.*.type", "area", _ACTION),
        Move("actions.*.assignee", "owner", _ACTION),
        Move("actions.*.due_date", "due", _ACTION),
        Move("actions.*.bug", "tracker", _ACTION),
        Reword("actions.*.area", {"prevent": "prevention", "detect": "detection", "mitigate": "mitigation"}, _TYPES),
        Reword("actions.*.status", {"todo": "open", "doing": "in-progress", "complete": "done"}, _ACTION),
        Move("timeline.*.time", "at", "An entry needs a date as well as a time of day."),
        Move("timeline.*.description", "event", "What happened is called an event."),
        Reword(
            "status",
            {"wip": "draft", "review": "in-review", "final": "published"},
            "A status names a stage of the review.",
        ),
    ),
}
"""The steps from each version to the next one, in order."""
