"""What to install for an optional part: by the names of the packages, which are on the public index.

This package is on none, so a message never says to install it by its name alone: what came would be a stranger's.
"""

from __future__ import annotations

import shlex
import sys


def to_install(extra: str) -> str:
    """The command that installs the packages of an extra, such as ``pip install 'pygls>=2.1,<3'``."""
    from importlib.metadata import PackageNotFoundError, requires  # it imports forty modules, for a rare message

    try:
        lines = requires("afterword") or []
    except PackageNotFoundError:
        lines = []
    needed = [name.strip() for name, _, marker in (line.partition(";") for line in lines) if _holds(marker, extra)]
    return f"pip install {shlex.join(needed)}" if needed else f"pip install the packages of the extra {extra}"


def _holds(marker: str, extra: str) -> bool:
    """Whether a requirement belongs to the extra, on this system."""
    plain = marker.replace('"', "'")
    return f"extra == '{extra}'" in plain and ("sys_platform ==" not in plain or f"'{sys.platform}'" in plain)
