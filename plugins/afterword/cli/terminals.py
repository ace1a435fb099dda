"""Which form of the line of input fits a terminal."""

from __future__ import annotations

import os
import sys

from afterword.cli.terminal import Terminal


def terminal() -> Terminal:
    """The form for this terminal: that of the extra ``write`` where it is installed and the terminal can do more."""
    able = os.environ.get("TERM", "xterm" if os.name == "nt" else "dumb") != "dumb"
    if not (able and sys.stdin.isatty() and sys.stdout.isatty()):
        return Terminal()
    try:
        from afterword.cli.toolkit import Toolkit
    except ModuleNotFoundError:
        return Terminal()
    return Toolkit()
