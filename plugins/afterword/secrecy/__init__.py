"""What a review gives away that it should not: secrets and personal data."""

from afterword.secrecy.finder import Policy, find
from afterword.secrecy.found import Found, Kind
from afterword.secrecy.masking import Masked

__all__ = ["Found", "Kind", "Masked", "Policy", "find"]
