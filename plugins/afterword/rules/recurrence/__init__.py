"""Rules for recurrence: what a review says of others with the same cause, and what it does not say."""
