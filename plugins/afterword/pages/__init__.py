"""What every maker of pages stands on: a page, its address, and how a search finds it."""
