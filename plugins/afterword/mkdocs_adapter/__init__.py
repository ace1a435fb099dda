"""The adapter to MkDocs 1.x: the only folder that knows the engine."""

import gc

# What is imported and read is needed to the end, and most of what a page is made of is gone when 20,000 things are new.
gc.set_threshold(20_000)
