"""A file of YAML alone, such as a list of terms, read as strictly as the front matter of a review."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from afterword.diagnostics import Problem
from afterword.reading.framing import Frame
from afterword.reading.nodes import Node
from afterword.reading.result import Refused
from afterword.reading.source import Source, decoded, expect_bounded, read_bytes, refuse_unseen
from afterword.reading.yaml_nodes import parse_yaml
from afterword.settings.limits import Limits


class DataFile(NamedTuple):
    """The result of reading a file: its nodes, ``None`` where it is empty, or the problems that say why not.

    ``source`` is set if the file could be decoded.
    """

    source: Source | None
    root: Node | None
    problems: tuple[Problem, ...] = ()


def read_data(file: Path, path: str, limits: Limits) -> DataFile:
    """Read one file under the name ``path``; never raises because of its content."""
    source = None
    try:
        raw = read_bytes(file, limits)
        expect_bounded(len(raw), limits)
        source = decoded(raw, path)
        refuse_unseen(source, limits)
        root = parse_yaml(source, Frame(source.text, 0, len(source.text), len(source.text)), limits)
    except Refused as refused:
        return DataFile(source, None, tuple(problem for _, problem in refused.findings))
    return DataFile(source, root)
