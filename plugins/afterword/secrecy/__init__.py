"""Find secrets and personal data in reviews."""

from afterword.secrecy.finder import Policy, find, secret_in
from afterword.secrecy.masking import SECRET, Masked, masked_name, masked_path
from afterword.secrecy.match import SensitiveKind, SensitiveMatch

__all__ = [
    "SECRET",
    "Masked",
    "Policy",
    "SensitiveKind",
    "SensitiveMatch",
    "find",
    "masked_name",
    "masked_path",
    "secret_in",
]
