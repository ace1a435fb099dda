"""Rules of causes: a cause is a property of the system that somebody can change."""
