"""What a pull request is told: one comment on the reviews that it adds or changes."""

from afterword.comment.past import became

__all__ = ["became"]
