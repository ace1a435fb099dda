"""Find secrets and personal data in reviews."""

from afterword.secrecy.finder import Policy, find
from afterword.secrecy.masking import Masked
from afterword.secrecy.match import SensitiveKind, SensitiveMatch

__all__ = ["Masked", "Policy", "SensitiveKind", "SensitiveMatch", "find"]
