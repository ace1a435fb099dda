"""Rules for causes: a cause is a property of the system that can be changed."""
