"""The kinds of tracker, each in a module that is named as the settings name it."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Final

from afterword.settings.tables import TRACKERS
from afterword.trackers.ticket import Tracker

KINDS: Final[Mapping[str, Tracker]] = {name: import_module(f"{__name__}.{name}").TRACKER for name in TRACKERS}
