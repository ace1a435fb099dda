"""The kinds of sources, one module each, found by its name and imported when it is asked."""
