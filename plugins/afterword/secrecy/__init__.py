"""Find secrets and personal data in reviews."""

from importlib import import_module
from typing import TYPE_CHECKING

from afterword.secrecy.masking import SECRET, Masked, masked_name, masked_path
from afterword.secrecy.match import Policy, SensitiveKind, SensitiveMatch

if TYPE_CHECKING:
    from afterword.secrecy.finder import find, secret_in

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


def __getattr__(name: str) -> object:
    """Import what searches a text when it is asked for: of a file that is known from an earlier check, nobody asks."""
    if name in {"find", "secret_in"}:
        found = globals()[name] = getattr(import_module("afterword.secrecy.finder"), name)
        return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
