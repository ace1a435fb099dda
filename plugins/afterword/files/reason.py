"""Why the system refuses something."""

from __future__ import annotations


def reason(error: OSError) -> str:
    """The words of the system, without the number and the path: ``no space left on device``."""
    return (error.strerror or "unknown reason").lower()
