"""Rules of the narrative: Markdown that every engine shows alike, and that cannot do anything but be read."""
