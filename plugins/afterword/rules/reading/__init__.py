"""Rules for reading: what a file must be before its content is checked."""
