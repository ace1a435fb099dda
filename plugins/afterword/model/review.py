"""A review and a pattern, as the rest of the package sees them: sealed data with the questions asked of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Final

from afterword.model.action import UNFINISHED, Action
from afterword.model.moment import Moment, parse_moment

CLOCKS = ("onset", "first_signal", "detected", "mitigated", "resolved", "reviewed")
"""The clocks of an incident in the order in which they run."""

OWN: Final = frozenset({"own", "illustrative"})
"""Provenances of which everything can be asked; what a public report leaves out cannot be made up."""


SEVERE: Final = ("sev1", "sev2")
"""The severities of a severe incident."""

NEAR_MISS: Final = "near-miss"
"""The kind of a review of what was caught in time."""


@dataclass(frozen=True)
class Review:
    """A blameless review whose front matter has passed the schema.

    ``data`` is the front matter as the schema types it, ``body`` the Markdown below it, ``path`` relative to the
    root of the knowledge base. ``service_levels`` are days by area and severity, from which its actions have a day
    where nobody named one.
    """

    id: str
    path: str
    data: Mapping[str, Any]
    body: str
    service_levels: tuple[tuple[str, str, int], ...] = ()

    @property
    def title(self) -> str:
        return str(self.data["title"])

    @property
    def kind(self) -> str:
        return str(self.data["kind"])

    @property
    def status(self) -> str:
        return str(self.data["status"])

    @property
    def severity(self) -> str:
        return str(self.data["severity"])

    @cached_property  # asked for each pair of reviews
    def provenance(self) -> str:
        return str(self.data.get("provenance", "own"))

    @property
    def visibility(self) -> str:
        return str(self.data.get("visibility", "internal"))

    @cached_property  # the same
    def illustrative(self) -> bool:
        """An invented scenario: shown with a banner and left out of statistics."""
        return self.provenance == "illustrative"

    @property
    def withdrawn(self) -> bool:
        """Kept for the record alone: it is in no statistic, and its actions ask for nothing."""
        return self.status == "withdrawn"

    @property
    def counted(self) -> bool:
        """Whether statistics rest on it."""
        return not self.illustrative and not self.withdrawn

    @property
    def published(self) -> bool:
        return self.status in {"published", "closed"}

    @cached_property
    def onset(self) -> Moment | None:
        return self.clock("onset")

    def clock(self, name: str) -> Moment | None:
        """One of ``CLOCKS``; ``None`` where it is absent or unknown."""
        return parse_moment(self.data.get(name))

    @cached_property
    def when(self) -> Moment | None:
        """The moment under which it is filed: the onset or, where that is unknown, the earliest other clock."""
        return next((moment for name in CLOCKS if (moment := self.clock(name))), None)

    @cached_property
    def year(self) -> int:
        """The year under which it is filed."""
        return self.when.year if self.when else int(self.id[:4])

    @cached_property
    def models(self) -> tuple[str, ...]:
        """Names of the models involved, the one that failed first at the head."""
        return tuple(dict.fromkeys(model["name"] for model in self.data.get("models", ())))

    @cached_property
    def layers(self) -> tuple[str, ...]:
        """Layers of the root causes in the order in which the review names them."""
        return tuple(dict.fromkeys(cause["layer"] for cause in self.data.get("root_causes", ())))

    @cached_property
    def patterns(self) -> tuple[str, ...]:
        return tuple(self.data.get("patterns", ()))

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        return tuple(Action.from_data(self.id, one, self._target(one)) for one in self.data.get("actions", ()))

    def allowed_until(self, area: str) -> date | None:
        """The last day on which the service level wants an action of this area done.

        It counts from the day on which the review was agreed, where that is known to the day; what others announced
        in public is held to no level of ours.
        """
        agreed = self.clock("reviewed")
        if agreed is None or agreed.precision in {"month", "year"} or self.provenance not in OWN:
            return None
        days = next((n for level, severity, n in self.service_levels if (level, severity) == (area, self.severity)), 0)
        return agreed.day + timedelta(days=days) if days else None

    def _target(self, action: Mapping[str, Any]) -> date | None:
        # What ended on a known day was unfinished until then, and may have been late.
        was_open = action.get("status") in UNFINISHED or "closed" in action
        return self.allowed_until(action["area"]) if was_open and "due" not in action else None

    @property
    def newest_first(self) -> tuple[float, str]:
        """Sort key that puts the newest review first."""
        return (-self.when.earliest.timestamp() if self.when else 0.0, self.id)


@dataclass(frozen=True)
class Pattern:
    """A page of the register of recurring failure modes; ``id`` is its file's stem."""

    id: str
    path: str
    data: Mapping[str, Any]
    body: str

    @property
    def title(self) -> str:
        return str(self.data["title"])


def values_at(data: object, path: tuple[str, ...]) -> Iterator[Any]:
    """Every value at a path of the front matter, where ``*`` stands for each item of a list."""
    found = [data]
    for part in path:
        if part == "*":
            found = [item for one in found if isinstance(one, list) for item in one]
        else:
            # A front matter holds dicts: asking for these first is far quicker than for any mapping.
            found = [one[part] for one in found if isinstance(one, (dict, Mapping)) and part in one]
    return iter(found)
