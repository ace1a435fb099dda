"""The settings of a knowledge base, under ``[tool.afterword]`` in its ``pyproject.toml``."""

from afterword.settings.loading import find_root, load_settings
from afterword.settings.values import OFF, NoKnowledgeBaseError, Settings, SettingsError

__all__ = ["OFF", "NoKnowledgeBaseError", "Settings", "SettingsError", "find_root", "load_settings"]
