"""What a knowledge base sets for itself, under ``[tool.afterword]`` in its ``pyproject.toml``."""

from afterword.settings.loading import find_root, load_settings
from afterword.settings.values import OFF, Settings, SettingsError

__all__ = ["OFF", "Settings", "SettingsError", "find_root", "load_settings"]
