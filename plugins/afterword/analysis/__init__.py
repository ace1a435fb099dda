"""What the reviews say together: what comes back, what is due, what repeats and how it develops."""
