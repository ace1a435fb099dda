"""From one version of the schema to the next: what changed, and how a review is updated."""

from afterword.migrations.carrying import OLDEST, Change, Migrated, migrate, once_called, steps
from afterword.migrations.history import HISTORY
from afterword.migrations.numbering import SETTING, numbered
from afterword.migrations.others import Others, others
from afterword.migrations.steps import Key, Move, Reword, Step

__all__ = [
    "HISTORY",
    "OLDEST",
    "SETTING",
    "Change",
    "Key",
    "Migrated",
    "Move",
    "Others",
    "Reword",
    "Step",
    "migrate",
    "numbered",
    "once_called",
    "others",
    "steps",
]
