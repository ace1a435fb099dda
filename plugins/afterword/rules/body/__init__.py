"""Rules for the narrative: Markdown that every engine renders the same way, and that is safe to publish."""
