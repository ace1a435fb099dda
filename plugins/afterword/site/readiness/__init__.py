"""The pages of readiness, and of the places where lessons go."""
