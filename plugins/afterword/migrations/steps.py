"""The kinds of migration steps, each with its place and its reason.

A place is a path with dots, in which ``*`` stands for each item of a list: ``actions.*.due_date``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Move(NamedTuple):
    """A field is renamed, or a value moves into a group or a list.

    ``to`` is relative to the place of the field. ``onset`` renames it, whatever its value; ``detection.by`` puts a
    single value into a group, ``aliases.*`` into a list, and ``models.*.name`` into a group in a list.
    """

    at: str
    to: str
    why: str


class Key(NamedTuple):
    """A single value becomes a group with that value under a key: ``- Ranker`` becomes ``- name: Ranker``."""

    at: str
    key: str
    why: str


class Reword(NamedTuple):
    """Values of a vocabulary have other names."""

    at: str
    words: Mapping[str, str]
    why: str


Step = Move | Key | Reword
