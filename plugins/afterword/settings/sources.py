"""The sources of evidence: servers that know what a model's numbers were, and what they are asked."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

BELOW: Final = "below"
ABOVE: Final = "above"
BREACHES: Final = (BELOW, ABOVE)

SECONDS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
"""The units of a duration such as ``5m``, in seconds."""


class Metric(NamedTuple):
    """One metric of a source: ``step`` in seconds, ``breach`` says on which side of ``threshold`` the trouble lies.

    ``model`` is the model that it measures, and ``slice`` the group of inputs, where the source does not say it.
    ``options`` are those of its kind.
    """

    name: str
    query: str
    unit: str | None = None
    threshold: float | None = None
    breach: str = BELOW
    step: int = 300
    model: str | None = None
    slice: str | None = None
    options: tuple[tuple[str, Any], ...] = ()

    def option(self, name: str, default: Any = None) -> Any:
        """An option of its kind."""
        return dict(self.options).get(name, default)


class Source(NamedTuple):
    """One source as the settings name it. ``token_env`` is the name of a variable, ``token_command`` is run for it."""

    name: str
    kind: str
    url: str = ""
    token_env: str | None = None
    token_command: tuple[str, ...] = ()
    user: str | None = None
    ca_file: str | None = None
    options: tuple[tuple[str, Any], ...] = ()
    metrics: tuple[Metric, ...] = ()

    def option(self, name: str, default: Any = None) -> Any:
        """An option of its kind."""
        return dict(self.options).get(name, default)
