"""Answers that are too long for a command: a file beside the reviews, which ``afterword new --answers`` takes up."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from afterword.cli.common import CouldNotRun
from afterword.files import ANSWERS
from afterword.files.reason import reason
from afterword.text.printable import printable


class KeptAnswers(NamedTuple):
    """What the options of these names were given."""

    set: Sequence[str] = ()
    typed: Sequence[str] = ()
    paste: Sequence[str] = ()


def keep_answers(options: Iterable[tuple[str, str]], folder: Path) -> Path | None:
    """Write options with their values into a file that only its owner reads; ``None`` if that is not possible."""
    by_name: dict[str, list[str]] = {name: [] for name in KeptAnswers._fields}
    for option, value in options:
        by_name[option.removeprefix("--")].append(value)
    text = json.dumps(by_name, indent=1)
    # Other answers get another name.
    file = folder / f"{ANSWERS}-{hashlib.sha256(text.encode()).hexdigest()[:8]}.json"
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
        with os.fdopen(os.open(file, flags, 0o600), "w", encoding="ascii") as stream:
            stream.write(text)
    except OSError:
        return None
    return file


def kept_in(file: Path) -> KeptAnswers:
    """What such a file holds. Raises ``CouldNotRun``."""
    shown = printable(str(file))
    try:
        read = json.loads(file.read_bytes())
    except OSError as error:
        raise CouldNotRun(f"{shown} cannot be read: {reason(error)}") from None
    except (ValueError, RecursionError):
        read = None
    values = read.values() if isinstance(read, dict) and read.keys() <= {*KeptAnswers._fields} else [None]
    if not all(isinstance(value, list) and all(isinstance(one, str) for one in value) for value in values):
        raise CouldNotRun(f"{shown} has no answers; name a file that `afterword new` wrote when it was stopped")
    return KeptAnswers(**read)
