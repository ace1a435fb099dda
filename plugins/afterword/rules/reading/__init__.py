"""Rules of reading: what a file must be before anything in it is looked at."""
