"""The settings of a knowledge base, under ``[tool.afterword]`` in its ``pyproject.toml``."""

from afterword.settings.loading import find_root, has_settings, load_settings
from afterword.settings.values import AUDIENCES, INTERNAL, OFF, PUBLIC, NoKnowledgeBaseError, Settings, SettingsError

__all__ = [
    "AUDIENCES",
    "INTERNAL",
    "OFF",
    "PUBLIC",
    "NoKnowledgeBaseError",
    "Settings",
    "SettingsError",
    "find_root",
    "has_settings",
    "load_settings",
]
